"""The clerk draws numbers, enters results, takes some back; and the book has no silent gap."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.kernel import checking, numbers
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.organisation.tests.factories import small_state
from motcua.papers import commands, models, queries
from motcua.papers.registers import entries
from motcua.papers.registers.commands import renew_copies
from motcua.papers.registers.writing import edition_on
from motcua.papers.types import NewResult, RegisterNumber, Result, ResultState
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.tests.factories import AN, CUONG, filing
from motcua.parties.types import DeclarationRef, TextPurpose

pytestmark = pytest.mark.own_sql

CLERK = Actor(ActorKind.OFFICER, "lan")
AT = datetime(2026, 3, 2, 9, 0)
BOOK = "marital_status_register"
KIND = "KQ.G15.000038"


@pytest.fixture
def commune(db: None) -> int:
    return small_state().commune


def declared(*applicants: Any) -> DeclarationRef:
    with recording(actor=CLERK, at=AT) as unit:
        return parties.declare(unit, filing(*applicants), confirmed={"identity_doubtful", "party_known_otherwise"})


def drawn(commune: int, *, at: datetime = AT, holder: str = "dossier/1") -> RegisterNumber:
    with recording(actor=CLERK, at=at) as unit:
        return commands.draw_number(unit, agency_id=commune, series=BOOK, holder=holder)


def new(commune: int, owner: DeclarationRef, **changes: Any) -> NewResult:
    given: dict[str, Any] = {
        "number": "01/UBND-XNTTHN",
        "kind_code": KIND,
        "kind_name": "Giấy xác nhận tình trạng hôn nhân",
        "agency_id": commune,
        "holder": "dossier/1",
        "owner": owner,
        "issued_on": AT.date(),
        "valid_to": date(2026, 9, 1),
    }
    return NewResult(**{**given, **changes})


def entered(commune: int, *, owner: DeclarationRef | None = None, **changes: Any) -> Result:
    with recording(actor=CLERK, at=AT) as unit:
        return commands.enter_result(unit, new(commune, owner or declared(), **changes))


def a_file(digest: str = "ab" * 32) -> str:
    models.StoredFile.objects.create(
        digest=digest, size=1, media_type="application/pdf", original_digest=digest, pages=1, is_signed=True,
        stored_at=AT, stored_by="x",
    )  # fmt: skip
    return digest


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_each_register_counts_for_itself_and_begins_anew_with_the_year(commune: int) -> None:
    assert [drawn(commune).written for _ in range(2)] == ["01/UBND-XNTTHN", "02/UBND-XNTTHN"]
    assert drawn(commune, at=datetime(2027, 1, 4, 8, 0)).number == 1
    with recording(actor=CLERK, at=AT) as unit:
        other = commands.draw_number(unit, agency_id=commune, series="marriage_register", holder="dossier/2")
    assert other.written == "01/2026"


def test_numbers_are_written_as_the_decree_says() -> None:
    edition = edition_on(AT.date())
    written = edition.written(7, series="building_permit", year=2026, agency="Sở Xây dựng")
    assert written == "07/GPXD-SXD"
    assert edition.written(118, series="unheard_of", year=2026, agency="Ủy ban nhân dân xã A") == "118/KQ-UBND"


def test_a_draw_that_is_undone_leaves_no_gap(commune: int) -> None:
    def sealed_in_vain() -> None:
        with transaction.atomic(), recording(actor=CLERK, at=AT) as unit:
            commands.draw_number(unit, agency_id=commune, series=BOOK, holder="dossier/1")
            raise RuntimeError("the signature failed")

    with pytest.raises(RuntimeError):
        sealed_in_vain()
    assert drawn(commune).number == 1


def test_a_number_that_is_not_used_is_voided_with_a_reason_and_never_drawn_again(commune: int) -> None:
    first = drawn(commune)
    assert [one.sentence for one in checking.run(["registers"])] == [
        f"register {first.place}: the number bears no result or letter and was not voided"
    ]
    with recording(actor=CLERK, at=AT + timedelta(minutes=5)) as unit:
        reason = parties.write_text(unit, "Ký số không thành công", TextPurpose.REASON)
        voided = commands.void_number(unit, place=first.place, reason=reason)
    assert voided.void_reason == reason
    assert list(checking.run(["registers"])) == []
    assert drawn(commune).number == 2
    assert numbers.unaccounted(f"papers/{commune}/{BOOK}/2026", [2]) == []
    with refused("number_voided_already"), recording(actor=CLERK, at=AT) as unit:
        commands.void_number(unit, place=first.place, reason=reason)


def letter_entered(commune: int) -> RegisterNumber:
    with recording(actor=CLERK, at=AT) as unit:
        number = commands.draw_number(unit, agency_id=commune, series="general_letters", holder="dossier/1")
        return commands.enter_letter(unit, place=number.place, name="Công văn")


def test_a_number_on_a_letter_is_accounted_for_and_not_voided(commune: int) -> None:
    signed = letter_entered(commune)
    assert (signed.written, signed.letter) == ("01/UBND-TTHC", "Công văn")
    assert list(checking.run(["registers"])) == []
    assert queries.register_name("general_letters", on=AT.date()) == "Sổ đăng ký công văn đi"
    with recording(actor=CLERK, at=AT) as unit:
        reason = parties.write_text(unit, "Viết nhầm", TextPurpose.REASON)
    with refused("number_bears_letter"), recording(actor=CLERK, at=AT) as unit:
        commands.void_number(unit, place=signed.place, reason=reason)
    with refused("number_absent"), recording(actor=CLERK, at=AT) as unit:
        commands.enter_letter(unit, place="1/general_letters/2026/99", name="Công văn")


def test_a_number_on_a_result_that_holds_is_not_voided(commune: int) -> None:
    number = drawn(commune)
    entered(commune, place=number.place)
    with recording(actor=CLERK, at=AT) as unit:
        reason = parties.write_text(unit, "Nhầm", TextPurpose.REASON)
    with refused("number_bears_result"), recording(actor=CLERK, at=AT) as unit:
        commands.void_number(unit, place=number.place, reason=reason)
    with refused("number_absent"), recording(actor=CLERK, at=AT) as unit:
        commands.void_number(unit, place="1/x/2026/1", reason=reason)


def test_a_result_is_found_by_whose_it_is_and_by_its_kind(commune: int) -> None:
    mine = entered(commune, owner=declared(AN))
    entered(commune, owner=declared(CUONG), number="02/UBND-XNTTHN")
    assert AN.identity is not None
    assert queries.results_of(AN.identity) == [mine]
    assert queries.results_of(AN.identity, kind_codes=[KIND]) == [mine]
    assert queries.results_of(AN.identity, kind_codes=["KQ.G15.000031", ""]) == []
    assert queries.paper_code(AN.identity.number, KIND, on=AT.date()) == f"{AN.identity.number}.{KIND}"


def test_the_journal_says_nothing_about_the_person_and_nothing_that_finds_the_paper(commune: int) -> None:
    result = entered(commune, owner=declared(AN))
    told = " ".join(str(entry.body) for entry in journal.entries(f"result/{result.key}"))
    assert AN.identity is not None
    assert result.number in told
    assert not any(secret in told for secret in (AN.name, AN.identity.number, result.token))


def test_who_holds_the_paper_learns_whether_it_holds_and_nothing_about_the_person(commune: int) -> None:
    result = entered(commune, file=a_file())
    shown = queries.verified(result.token, on=AT.date())
    assert (shown.number, shown.state, shown.has_file) == (result.number, ResultState.VALID, True)
    assert queries.verified(result.token, on=date(2026, 9, 2)).state is ResultState.EXPIRED
    assert queries.verified(result.token, on=date(2026, 3, 1)).state is ResultState.NOT_YET
    assert AN.name not in repr(shown)
    assert queries.is_the_registered_file(result.token, "ab" * 32)
    assert not queries.is_the_registered_file(result.token, "cd" * 32)
    for other in ("", "x" * 22, result.key, result.token[:-1]):
        with refused("result_absent"):
            queries.verified(other, on=AT.date())


def test_a_replaced_result_names_its_successor_and_a_revoked_one_keeps_its_reason_apart(commune: int) -> None:
    old = entered(commune)
    with recording(actor=CLERK, at=AT) as unit:
        error = parties.write_text(unit, "Sai năm sinh", TextPurpose.REASON)
        by = new(commune, old.owner, number="02/UBND-XNTTHN")
        after = commands.replace_result(unit, key=old.key, by=by, reason=error)
        reason = parties.write_text(unit, "Khai gian dối về Nguyễn Văn B", TextPurpose.REASON)
    assert (queries.result(old.key).replaced_by, queries.result(old.key).replace_reason) == (after.key, error)
    assert queries.verified(old.token, on=AT.date()).state is ResultState.REPLACED
    with recording(actor=CLERK, at=AT) as unit:
        commands.revoke_result(unit, key=after.key, reason=reason)
    assert queries.verified(after.token, on=AT.date()).state is ResultState.REVOKED
    with refused("result_replaced_already"), recording(actor=CLERK, at=AT) as unit:
        commands.revoke_result(unit, key=old.key, reason=reason)
    with refused("result_revoked_already"), recording(actor=CLERK, at=AT) as unit:
        commands.revoke_result(unit, key=after.key, reason=reason)
    assert list(people.faults_of_the_journal()) == []


def test_a_replacement_takes_the_next_number_of_the_register(commune: int) -> None:
    old = entered(commune)
    with recording(actor=CLERK, at=AT) as unit:
        reason = parties.write_text(unit, "Sai năm sinh", TextPurpose.REASON)
        after = commands.replace_result(
            unit, key=old.key, by=new(commune, old.owner, number=""), reason=reason, series=BOOK
        )
    assert (after.number, after.place) == ("01/UBND-XNTTHN", f"{commune}/{BOOK}/2026/1")
    assert list(checking.run(["registers"])) == []


def test_what_cannot_be_is_not_entered(commune: int) -> None:
    with refused("result_ends_before_it_begins"):
        entered(commune, valid_to=date(2026, 3, 1))
    with refused("file_absent"):
        entered(commune, file="0" * 64)
    with refused("result_without_file"):
        queries.is_the_registered_file(entered(commune).token, "0" * 64)
    with refused("result_absent"):
        queries.result("nowhere")


def test_the_electronic_copy_comes_once(commune: int) -> None:
    result, file = entered(commune), a_file()
    with recording(actor=CLERK, at=AT) as unit:
        assert commands.file_result(unit, key=result.key, file=file).file == file
    with refused("result_has_file"), recording(actor=CLERK, at=AT) as unit:
        commands.file_result(unit, key=result.key, file=file)


def test_a_page_of_the_book_costs_two_statements_however_long_it_is(commune: int) -> None:
    for number in range(1, 13):
        holder = f"dossier/{number}"
        place = drawn(commune, holder=holder).place
        if number % 2:
            entered(commune, place=place, holder=holder)
    with CaptureQueriesContext(connection) as asked:
        page = queries.register_page(agency_id=commune, series=BOOK, year=2026, limit=5)
    assert len(asked) == 2
    assert [line.number.number for line in page if line.number] == [12, 11, 10, 9, 8]
    assert [line.result is not None for line in page] == [False, True, False, True, False]
    rest = queries.register_page(agency_id=commune, series=BOOK, year=2026, before=8)
    assert [line.number.number for line in rest if line.number] == [7, 6, 5, 4, 3, 2, 1]
    assert queries.registers_of([commune]) == [(commune, BOOK, 2026, 12)]
    assert queries.register_page(agency_id=commune + 999, series=BOOK, year=2026) == []


def test_a_person_is_handed_every_result_with_the_code_of_the_paper(commune: int) -> None:
    entered(commune, owner=declared(AN))
    assert AN.identity is not None
    exported = people.export(AN.identity)
    assert isinstance(exported, dict)
    (one,) = exported["results"]
    assert one["paper_code"] == f"{AN.identity.number}.{KIND}"


def test_every_kind_is_written_as_it_always_was(commune: int) -> None:
    number = drawn(commune)
    result = entered(commune)
    with recording(actor=CLERK, at=AT) as unit:
        commands.file_result(unit, key=result.key, file=a_file())
        renew_copies(unit, file="ab" * 32, by=a_file("cd" * 32))
        reason = parties.write_text(unit, "Nhầm", TextPurpose.REASON)
        commands.void_number(unit, place=number.place, reason=reason)
        after = commands.replace_result(unit, key=result.key, by=new(commune, result.owner), reason=reason)
        commands.revoke_result(unit, key=after.key, reason=reason)
    letter_entered(commune)
    written = {entry.kind: entry.body for entry in journal.entries_after(0, limit=1000)}
    for kind in entries.KINDS:
        golden.check(kind.name, written[kind.name])
