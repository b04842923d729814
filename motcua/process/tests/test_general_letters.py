"""Letters (công văn) about a dossier: drafted by whoever has the work, signed by the leader, sealed by the clerk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import Pause
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, SigningCapacity
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, OpenSigner, Outcome, Pin, SigningError
from motcua.parties import queries as parties
from motcua.process import commands, drafted, queries
from motcua.process.tests.electronic import PIN, Broken, posted, received, signing_house, words_of
from motcua.process.tests.house import House, Person, at_work, facts, findings, on, work
from motcua.process.types import DossierLetter, InCapacity, LetterEntry, Moved

WRITTEN, SIGNED, SEALED = on("03/03 09:00"), on("03/03 14:00"), on("03/03 15:00")
ASKED = "cung cấp thông tin về nơi cư trú trước đây"
SAID: dict[str, FieldValue] = {
    "subject": ASKED,
    "addressee": ("Công an phường Hồng Gai",),
    "body": ("UBND phường đang giải quyết hồ sơ của chị An.", "Đề nghị quý cơ quan cung cấp thông tin."),
}


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def write(who: Person, dossier_id: int, *, at: datetime = WRITTEN, **changes: Any) -> Moved:
    """He looks at what is proposed, says what he has to say, and keeps it."""
    about = changes.pop("about", None)
    begin = queries.letter_to_draft(who.scope, dossier_id, actor=who.actor, at=at, about=about)
    return commands.draft_letter(
        actor=who.actor,
        scope=who.scope,
        at=at,
        dossier_id=dossier_id,
        about=about,
        values={**begin.values, **SAID, **changes.pop("values", {})},
        **changes,
    )


def letters(who: Person, dossier_id: int, *, at: datetime = SEALED) -> list[DossierLetter]:
    return list(queries.letters_of(who.scope, dossier_id, actor=who.actor, at=at))


def written(here: House) -> tuple[int, int]:
    """A dossier with one letter that nobody has signed: its id, and how the letter is called there."""
    dossier_id = received(here)
    write(here.officer, dossier_id)
    return dossier_id, letters(here.officer, dossier_id)[0].about


@contextmanager
def key_of(who: Person, *, seal: bool, at: datetime) -> Iterator[OpenSigner]:
    agency_id = who.actor.agency_id
    assert agency_id is not None
    opening = (
        commands.opened_seal(agency_id, key=organisation.agency(agency_id).code, pin=Pin(PIN), at=at)
        if seal
        else commands.opened_key(who.actor, pin=Pin(PIN), at=at)
    )
    with opening as signer:
        yield signer


def sign(who: Person, dossier_id: int, about: int, *, at: datetime = SIGNED, **options: Any) -> Moved:
    signature = options.pop("signature", "leader")
    with key_of(who, seal=signature == "agency_seal", at=at) as signer:
        return commands.sign_letter(
            actor=who.actor,
            scope=who.scope,
            at=at,
            dossier_id=dossier_id,
            about=about,
            signature=signature,
            signer=options.pop("signer", signer),
            **options,
        )


def seal(who: Person, dossier_id: int, about: int, **options: Any) -> Moved:
    return sign(who, dossier_id, about, signature="agency_seal", at=options.pop("at", SEALED), **options)


def sealed(here: House) -> tuple[int, int]:
    dossier_id, about = written(here)
    sign(here.leader, dossier_id, about)
    seal(here.clerk, dossier_id, about)
    return dossier_id, about


def read(who: Person, dossier_id: int) -> bytes:
    attachment = letters(who, dossier_id)[-1].attachment
    opened = dossiers.open_paper(dossier_id, attachment, scope=who.scope, reader="test", at=SEALED)
    return b"".join(opened.read(0, opened.size))


def numbers(here: House) -> list[tuple[str, str, bool]]:
    """Every number of the register of letters: as written, which letter bears it, whether it was voided."""
    page = papers.register_page(agency_id=here.office.resolving, series="general_letters", year=2026)
    drawn = [one.number for one in reversed(page) if one.number is not None]
    return [(one.written, one.letter, one.voided_at is not None) for one in drawn]


def kinds_held(here: House, dossier_id: int) -> list[str]:
    return [file.kind for file in dossiers.papers_of(dossier_id, here.leader.scope).others]


def test_it_is_drafted_signed_in_capacity_and_sealed_under_the_next_number(here: House) -> None:
    dossier_id, about = written(here)
    (draft,) = letters(here.officer, dossier_id)
    assert (draft.title, draft.subject, draft.addressees) == ("Công văn", ASKED, ("Công an phường Hồng Gai",))
    assert (draft.drafted_by, draft.number, draft.signed, len(draft.awaited)) == ("Phạm Thị Dung", "", (), 2)
    assert "DỰ THẢO" in words_of(read(here.officer, dossier_id))
    sign(here.leader, dossier_id, about, capacity=InCapacity(SigningCapacity.KT, "Chủ tịch"))
    (half,) = letters(here.leader, dossier_id)
    assert (half.number, half.is_whole) == ("01/UBND-TTHC", False)
    assert [(one.by, one.capacity, one.at) for one in half.signed] == [("Lê Văn Hùng", "KT. Chủ tịch", SIGNED)]
    seal(here.clerk, dossier_id, about)
    (whole,) = letters(here.leader, dossier_id)
    assert whole.is_whole
    assert [one.by for one in whole.signed] == ["Lê Văn Hùng", "Vũ Thị Lan"]
    pdf = read(here.leader, dossier_id)
    verdicts = papers.examine(pdf, at=SEALED)
    assert (papers.overall(verdicts), len(verdicts)) == (Outcome.HOLDS, 2)
    for part in (
        "Số: 01/UBND-TTHC",
        f"V/v {ASKED}",
        "Kính gửi: Công an phường Hồng Gai",
        "KT. CHỦ TỊCH",
        "Lê Văn Hùng",
    ):
        assert part in words_of(pdf)
    assert kinds_held(here, dossier_id) == ["general_letter"]
    assert numbers(here) == [("01/UBND-TTHC", "Công văn", False)]
    assert findings() == []
    assert list(checking.run(["registers"])) == []


def test_the_house_proposes_whom_it_concerns_and_who_keeps_a_copy(here: House) -> None:
    dossier_id = received(here)
    code = facts(dossier_id).code
    asked: dict[str, Any] = {"actor": here.officer.actor, "at": WRITTEN}
    to_an_agency = queries.letter_to_draft(here.officer.scope, dossier_id, **asked)
    assert to_an_agency.is_new
    assert to_an_agency.values == {"subject": f"hồ sơ {code}", "copies": ("Như trên", f"Lưu: VT, hồ sơ {code}")}
    to_the_person = queries.letter_to_draft(here.officer.scope, dossier_id, to_person=True, **asked)
    assert to_the_person.values["addressee"] == ("Nguyễn Thị Thu An",)


def test_a_missing_field_stops_it_and_is_named(here: House) -> None:
    dossier_id = received(here)
    with pytest.raises(Refused, match="letter_incomplete") as refused:
        write(here.officer, dossier_id, values={"addressee": (), "body": ()})
    assert refused.value.refusal.values["fields"] == ("Nơi gửi đến", "Nội dung")
    with pytest.raises(Refused, match="letter_incomplete"):
        queries.letter_preview(here.officer.scope, dossier_id, {"subject": "x"}, actor=here.officer.actor, at=WRITTEN)
    assert letters(here.officer, dossier_id) == []


def test_the_clock_and_the_desk_of_the_dossier_stay_as_they_are(here: House) -> None:
    dossier_id = received(here)
    before, lies = facts(dossier_id), work(dossier_id)
    write(here.officer, dossier_id)
    about = letters(here.officer, dossier_id)[0].about
    sign(here.leader, dossier_id, about)
    seal(here.clerk, dossier_id, about)
    assert facts(dossier_id) == before
    assert work(dossier_id) == lies


def test_one_dossier_has_as_many_letters_as_it_needs_and_no_number_is_skipped(here: House) -> None:
    dossier_id, first = written(here)
    write(here.officer, dossier_id, values={"subject": "đôn đốc trả lời"})
    _, second = (one.about for one in letters(here.officer, dossier_id))
    sign(here.leader, dossier_id, second)
    sign(here.leader, dossier_id, first)
    assert [one.number for one in letters(here.clerk, dossier_id)] == ["02/UBND-TTHC", "01/UBND-TTHC"]
    assert kinds_held(here, dossier_id) == ["general_letter", "general_letter"]


def test_drafted_anew_it_replaces_the_draft_and_taken_back_it_is_gone(here: House) -> None:
    dossier_id, about = written(here)
    write(here.officer, dossier_id, about=about, values={"subject": "khác"}, at=on("03/03 09:10"))
    (again,) = letters(here.officer, dossier_id)
    assert (again.about, again.subject) == (about, "khác")
    assert kinds_held(here, dossier_id) == ["letter_draft"]
    given: dict[str, Any] = {"actor": here.officer.actor, "scope": here.officer.scope, "dossier_id": dossier_id}
    commands.take_back_letter(**given, at=on("03/03 09:20"), about=about)
    assert letters(here.officer, dossier_id) == []
    assert kinds_held(here, dossier_id) == []
    with pytest.raises(Refused, match="no_such_letter"):
        commands.take_back_letter(**given, at=on("03/03 09:30"), about=about)
    with pytest.raises(Refused, match="no_such_letter"):
        write(here.officer, dossier_id, about=about)
    with pytest.raises(Refused, match="no_such_letter"):
        sign(here.leader, dossier_id, about)
    assert numbers(here) == []


def test_what_was_signed_is_neither_changed_nor_taken_back(here: House) -> None:
    dossier_id, about = written(here)
    sign(here.leader, dossier_id, about)
    assert not letters(here.officer, dossier_id)[0].may_change
    with pytest.raises(Refused, match="letter_signed_already"):
        write(here.officer, dossier_id, about=about)
    with pytest.raises(Refused, match="letter_signed_already"):
        commands.take_back_letter(
            actor=here.officer.actor, scope=here.officer.scope, at=SEALED, dossier_id=dossier_id, about=about
        )
    with pytest.raises(Refused, match="letter_signed_already"):
        sign(here.leader, dossier_id, about)
    seal(here.clerk, dossier_id, about)
    with pytest.raises(Refused, match="letter_signed_already"):
        seal(here.clerk, dossier_id, about)
    assert len(numbers(here)) == 1


def test_only_who_has_the_work_begins_one_and_its_author_may_still_change_it(here: House) -> None:
    dossier_id, about = written(here)
    for who, no in (
        (here.stranger, "no_such_dossier"),
        (posted(here.colleague), "letter_of_holder"),
        (here.leader, "letter_of_holder"),
        (here.clerk, "letter_of_holder"),
    ):
        with pytest.raises(Refused, match=no):
            write(who, dossier_id)
        with pytest.raises(Refused, match=no):
            commands.draft_letter(actor=who.actor, scope=who.scope, at=WRITTEN, dossier_id=dossier_id, values=SAID)
    for who, no in ((here.stranger, "no_such_dossier"), (here.clerk, "letter_of_author")):
        with pytest.raises(Refused, match=no):
            write(who, dossier_id, about=about)
        with pytest.raises(Refused, match=no):
            commands.take_back_letter(actor=who.actor, scope=who.scope, at=WRITTEN, dossier_id=dossier_id, about=about)
    with pytest.raises(Refused, match="no_such_dossier"):
        letters(here.stranger, dossier_id)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    assert not queries.may_write_letter(here.officer.scope, dossier_id)
    write(here.officer, dossier_id, about=about, at=on("03/03 10:10"))
    write(here.leader, dossier_id, about=about, at=on("03/03 10:20"))


def test_a_leader_of_the_agency_signs_its_clerk_seals_and_in_this_order(here: House) -> None:
    dossier_id, about = written(here)
    with pytest.raises(Refused, match="letter_not_yours_to_sign"):
        sign(here.officer, dossier_id, about)
    with pytest.raises(Refused, match="letter_not_yours_to_sign"):
        queries.letter_to_sign(here.clerk.scope, dossier_id, about, actor=here.clerk.actor, at=SIGNED)
    with pytest.raises(Refused, match="no_such_dossier"):
        sign(here.stranger, dossier_id, about)
    with pytest.raises(Refused, match="letter_signed_already"):
        seal(here.clerk, dossier_id, about)
    assert numbers(here) == []
    to_sign = queries.letter_to_sign(here.leader.scope, dossier_id, about, actor=here.leader.actor, at=SIGNED)
    assert (to_sign.is_first, to_sign.agency_id, to_sign.signature.key) == (True, here.office.resolving, "leader")
    assert [one.signs for one in letters(here.leader, dossier_id)] == ["leader"]
    assert [one.signs for one in letters(here.clerk, dossier_id)] == [""]
    sign(here.leader, dossier_id, about)
    assert [one.signs for one in letters(here.clerk, dossier_id)] == ["agency_seal"]
    with pytest.raises(Refused, match="letter_not_yours_to_sign"):
        seal(here.leader, dossier_id, about)


def test_it_stands_in_the_list_of_whoever_signs_next(here: House) -> None:
    dossier_id, about = written(here)

    def waiting(who: Person) -> list[tuple[int, int, str]]:
        found = queries.letters_awaiting(who.scope, at=SEALED)
        assert len(found) == queries.count_letters_awaiting(who.scope)
        return [(one.row.id, one.about, one.number) for one in found]

    assert waiting(here.leader) == [(dossier_id, about, "")]
    assert waiting(here.clerk) == waiting(here.officer) == waiting(here.stranger) == []
    sign(here.leader, dossier_id, about)
    assert waiting(here.leader) == []
    assert waiting(here.clerk) == [(dossier_id, about, "01/UBND-TTHC")]
    seal(here.clerk, dossier_id, about)
    assert waiting(here.clerk) == []


def test_where_signing_fails_the_number_is_voided_with_the_reason_and_the_next_is_drawn(here: House) -> None:
    dossier_id, about = written(here)
    with key_of(here.leader, seal=False, at=SIGNED) as signer, pytest.raises(SigningError, match="letter_not_signed"):
        sign(here.leader, dossier_id, about, signer=replace(signer, session=Broken(signer)))
    assert numbers(here) == [("01/UBND-TTHC", "", True)]
    (draft,) = letters(here.leader, dossier_id)
    assert (draft.number, draft.signed, draft.signs) == ("", (), "leader")
    sign(here.leader, dossier_id, about, at=on("03/03 14:01"))
    assert numbers(here) == [("01/UBND-TTHC", "", True), ("02/UBND-TTHC", "Công văn", False)]
    with key_of(here.clerk, seal=True, at=SEALED) as signer, pytest.raises(SigningError, match="signing_pin_wrong"):
        seal(here.clerk, dossier_id, about, signer=replace(signer, session=Broken(signer)))
    assert len(numbers(here)) == 2
    seal(here.clerk, dossier_id, about)
    assert list(checking.run(["registers"])) == []


def test_a_letter_that_changed_while_it_was_signed_is_not_kept_as_signed(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id, about = written(here)
    prints = drafted.final_pdf
    late = on("03/03 14:06")

    def meanwhile(*given: Any, **named: Any) -> Any:
        """The signing hangs for so long that its author thinks it was broken off, and writes the letter anew."""
        with pytest.raises(Refused, match="letter_being_signed"):
            write(here.officer, dossier_id, about=about, at=on("03/03 14:02"))
        write(here.officer, dossier_id, about=about, values={"subject": "khác"}, at=late)
        return prints(*given, **named)

    monkeypatch.setattr(drafted, "final_pdf", meanwhile)
    with pytest.raises(Refused, match="letter_not_signed"):
        sign(here.leader, dossier_id, about)
    monkeypatch.undo()
    (draft,) = letters(here.leader, dossier_id)
    assert (draft.subject, draft.signed) == ("khác", ())
    assert numbers(here) == [("01/UBND-TTHC", "", True)]


def test_a_press_that_is_repeated_signs_once(here: House) -> None:
    dossier_id, about = written(here)
    key = RequestKey("press-1", b"x" * 32)
    first = sign(here.leader, dossier_id, about, key=key)
    assert sign(here.leader, dossier_id, about, key=key) == first
    assert len(numbers(here)) == 1


def test_the_register_shows_what_bears_the_number_and_the_clerk_cannot_void_it(here: House) -> None:
    dossier_id, _ = sealed(here)
    (register,) = [
        one for one in queries.registers(here.clerk.scope, on=SEALED.date()) if one.series == "general_letters"
    ]
    (row,) = queries.register_page(here.clerk.scope, register, at=SEALED).rows
    assert (row.number, row.letter, row.dossier_id, row.may_void) == ("01/UBND-TTHC", "Công văn", dossier_id, False)
    with pytest.raises(Refused, match="number_bears_letter"):
        queries.number_to_void(here.clerk.scope, row.place, at=SEALED)
    with pytest.raises(Refused, match="number_bears_letter"):
        commands.void_result_number(
            actor=here.clerk.actor, scope=here.clerk.scope, at=SEALED, place=row.place, reason="Nhầm"
        )


def test_while_time_is_not_counted_letters_are_written_all_the_same(here: House) -> None:
    dossier_id = received(here)
    here.act(here.officer, dossier_id, Pause("tax"), on("02/03 11:00"))
    write(here.officer, dossier_id)
    assert len(letters(here.officer, dossier_id)) == 1


def test_the_journal_names_the_paper_by_its_digest_and_nobody_by_name(here: House) -> None:
    dossier_id, about = written(here)
    with key_of(here.leader, seal=False, at=SIGNED) as signer, pytest.raises(SigningError):
        sign(here.leader, dossier_id, about, signer=replace(signer, session=Broken(signer)))
    sign(here.leader, dossier_id, about)
    write(here.officer, dossier_id, at=SEALED)
    commands.take_back_letter(
        actor=here.officer.actor,
        scope=here.officer.scope,
        at=SEALED,
        dossier_id=dossier_id,
        about=letters(here.officer, dossier_id)[-1].about,
    )
    entries = journal.entries(f"dossier/{dossier_id}")
    told = {entry.kind: entry.body for entry in entries if entry.kind in set(LetterEntry)}
    assert set(told) == set(LetterEntry)
    for kind, body in told.items():
        golden.check(kind, body)
        assert "An" not in str(body)
        assert ASKED not in str(body)
    held = {file.attachment: file.file.digest for file in dossiers.papers_of(dossier_id, here.officer.scope).others}
    signed = told[LetterEntry.SIGNED]
    assert held == {signed["attachment"]: signed["file"]}
    text = parties.texts([told[LetterEntry.DRAFTED]["values"]["text"]])
    assert ASKED in str(next(iter(text.values())).content)


def test_the_words_of_a_letter_stay_with_the_one_who_sees_the_dossier(here: House) -> None:
    dossier_id, _ = sealed(here)
    assert here.tax_officer.scope.may(Role.OFFICER)
    with pytest.raises(Refused, match="no_such_dossier"):
        letters(at_work(here.tax_officer.id), dossier_id)
