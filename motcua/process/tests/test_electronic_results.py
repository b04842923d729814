"""The result as an electronic paper: drafted, approved by signing it, sealed, found valid by anybody who has it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as procedures
from motcua.catalogue.tests.factories import starter
from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refusal, Refused, system
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import AT, DECISION
from motcua.organisation.types import SigningCapacity
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, Letter, OpenSigner, Outcome, Pin, ResultState, SigningError
from motcua.process import commands, electronic, queries
from motcua.process.tests.house import House, Person, facts, house, on, work
from motcua.process.types import InCapacity, Moved, ResultEntry

PIN = "123456"
ADDRESS = "https://motcua.example/"
SIGNED = "9.000003"
DRAFTED, APPROVED, SEALED = on("03/03 09:00"), on("03/03 15:00"), on("03/03 16:00")
PAPER: dict[str, FieldValue] = {
    "full_name": "Nguyễn Thị Thu An",
    "born": "15/04/1995",
    "sex": "Nữ",
    "nationality": "Việt Nam",
    "identity": "Số định danh cá nhân 022195001234",
    "residence": "Tổ 5, khu 2, phường Hồng Gai",
    "status": "Chưa đăng ký kết hôn với ai",
    "purpose": "Để đăng ký kết hôn",
    "valid_until": date(2026, 9, 3),
}


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path) -> House:
    """The house, with a procedure whose result is signed by the leader and sealed by the clerk."""
    settings.DEMO, settings.HOME = True, tmp_path
    there = house()
    plain = procedures.version(there.office.version_id)
    signed = replace(starter("1.004873").results[0], number_series="marital_status_register")
    catalogue.publish(
        actor=system("test"), at=datetime(2026, 1, 1, 8, 0), version=replace(plain, code=SIGNED, results=(signed,))
    )
    catalogue.grant_competence(
        actor=system("test"),
        at=AT,
        valid_from=date(2026, 1, 1),
        decision=DECISION,
        agency_id=there.office.resolving,
        codes=[SIGNED],
    )
    return replace(
        there,
        officer=posted(there.officer),
        leader=posted(there.leader),
        clerk=posted(there.clerk),
        stranger=posted(there.stranger),
    )


def posted(who: Person) -> Person:
    """The officer acting from his post, as a page has him act."""
    post = organisation.capacities(who.id, on=DRAFTED.date())[0].post
    return replace(who, actor=replace(who.actor, post_id=post.id, agency_id=post.agency_id))


def received(here: House) -> int:
    version = procedures.version_of(SIGNED, DRAFTED.date())
    assert version is not None
    subject = {"procedure_version_id": version.id, "procedure_code": SIGNED}
    return here.receive(subject=subject).dossier_id


def draft(who: Person, dossier_id: int, **changes: Any) -> Moved:
    return commands.draft_result(
        actor=who.actor,
        scope=who.scope,
        at=changes.pop("at", DRAFTED),
        dossier_id=dossier_id,
        values=PAPER | changes.pop("values", {}),
        **changes,
    )


def submitted(here: House) -> int:
    """Drafted by the officer; it lies with the leader."""
    dossier_id = received(here)
    draft(here.officer, dossier_id)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    return dossier_id


def sign(who: Person, dossier_id: int, action_key: str, at: datetime, **options: Any) -> Moved:
    with opened(who, action_key, at) as signer:
        return commands.sign_result(
            actor=who.actor,
            scope=who.scope,
            at=at,
            dossier_id=dossier_id,
            work_number=options.pop("work_number", None) or work(dossier_id).number,
            action_key=action_key,
            signer=options.pop("signer", signer),
            address=ADDRESS,
            **options,
        )


@contextmanager
def opened(who: Person, action_key: str, at: datetime) -> Iterator[OpenSigner]:
    """His own key; in the step that seals, the key of his agency."""
    if action_key != "seal" or who.actor.agency_id is None:
        with commands.opened_key(who.actor, pin=Pin(PIN), at=at) as signer:
            yield signer
        return
    code = organisation.agency(who.actor.agency_id).code
    with commands.opened_seal(who.actor.agency_id, key=code, pin=Pin(PIN), at=at) as signer:
        yield signer


def sealed(here: House) -> int:
    """Approved and sealed; it lies at the desk."""
    dossier_id = submitted(here)
    sign(here.leader, dossier_id, "approve", APPROVED)
    sign(here.clerk, dossier_id, "seal", SEALED)
    return dossier_id


def read(who: Person, dossier_id: int, *, at: datetime = SEALED) -> bytes:
    """The file of the result as it stands now."""
    there = queries.electronic_result(who.scope, dossier_id, at=at)
    assert there is not None
    file = dossiers.open_paper(dossier_id, there.attachment, scope=who.scope, reader="test", at=at)
    return b"".join(file.read(0, file.size))


def words_of(pdf: bytes) -> str:
    return " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)


def numbers(here: House) -> list[tuple[str, bool, bool]]:
    """Every number of the register: as written, whether a result bears it, whether it was voided."""
    page = papers.register_page(agency_id=here.office.resolving, series="marital_status_register", year=2026)
    drawn = [(one.number, one.result) for one in reversed(page) if one.number is not None]
    return [(number.written, result is not None, number.voided_at is not None) for number, result in drawn]


class Broken:
    """A key whose token is pulled out at the moment of signing."""

    def __init__(self, signer: OpenSigner) -> None:
        self.certificates = signer.session.certificates

    def sign(self, digest: bytes) -> bytes:
        raise SigningError(Refusal("signing_pin_wrong"), is_permanent=True)


def test_from_draft_to_hand_over_the_result_is_one_file_that_anybody_can_verify(here: House) -> None:
    dossier_id = sealed(here)
    pdf = read(here.clerk, dossier_id)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    assert facts(dossier_id).state is State.COMPLETED
    assert facts(dossier_id).result_number == result.number == "01/UBND-XNTTHN"
    assert (result.valid_to, result.on_paper) == (date(2026, 9, 3), True)
    assert "01/UBND-XNTTHN" in words_of(pdf)
    assert "Lê Văn Hùng" in words_of(pdf)
    there = queries.electronic_result(here.officer.scope, dossier_id, at=SEALED)
    assert there is not None
    assert there.is_whole
    assert [(one.key, one.by) for one in there.signed] == [("leader", "Lê Văn Hùng"), ("agency_seal", "Vũ Thị Lan")]
    digest = papers.results_for(f"dossier/{dossier_id}")[0].file
    assert queries.is_the_registered_file(result.token, digest)
    assert queries.token_of_file(digest) == result.token
    assert queries.verified_result(result.token, on=SEALED.date()).state is ResultState.VALID
    here.advance(here.desk, dossier_id, "hand_over", on("04/03 08:00"))
    assert facts(dossier_id).state is State.HANDED_OVER
    assert read(here.clerk, dossier_id) == pdf
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_the_house_itself_and_another_validator_find_both_signatures_good(here: House, tmp_path: Path) -> None:
    pdf = read(here.clerk, sealed(here))
    verdicts = papers.examine(pdf, at=SEALED)
    assert papers.overall(verdicts) is Outcome.HOLDS
    assert [one.role for one in verdicts] == ["leader", "agency_seal"]
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig (poppler-utils) is not here")
    (tmp_path / "result.pdf").write_bytes(pdf)
    said = subprocess.run(
        ["pdfsig", "-nocert", "result.pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2


def test_the_address_on_the_paper_is_that_of_the_verification_page(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    render = papers.render_letter

    def noted(letter: Letter, *, at: datetime) -> bytes:
        printed.append(letter.verify_address)
        return render(letter, at=at)

    monkeypatch.setattr(papers, "render_letter", noted)
    dossier_id = sealed(here)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    assert printed == ["", f"https://motcua.example/kiem-tra/{result.token}"]


def test_a_missing_field_stops_the_draft_and_is_named(here: House) -> None:
    dossier_id = received(here)
    with pytest.raises(Refused, match="letter_incomplete") as refused:
        draft(here.officer, dossier_id, values={"purpose": "", "status": " "})
    assert refused.value.refusal.values["fields"] == ("Tình trạng hôn nhân", "Mục đích sử dụng")
    assert queries.electronic_result(here.officer.scope, dossier_id, at=DRAFTED) is None


def test_the_house_proposes_what_the_dossier_says(here: House) -> None:
    proposed = queries.result_to_draft(here.officer.scope, received(here), at=DRAFTED)
    assert proposed.is_new
    assert proposed.values["full_name"] == "Nguyễn Thị Thu An"
    assert proposed.values["identity"] == "Số định danh cá nhân 022195001234"
    assert "purpose" not in proposed.values


def test_a_draft_is_made_anew_until_it_is_decided(here: House) -> None:
    dossier_id = received(here)
    draft(here.officer, dossier_id)
    draft(here.officer, dossier_id, values={"purpose": "Để mua nhà"}, at=on("03/03 09:30"))
    held = dossiers.papers_of(dossier_id, here.officer.scope).others
    assert [one.kind for one in held] == ["result_draft"]
    assert "Để mua nhà" in words_of(read(here.officer, dossier_id))
    assert "DỰ THẢO" in words_of(read(here.officer, dossier_id))
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    sign(here.leader, dossier_id, "approve", APPROVED)
    with pytest.raises(Refused, match="decided_already"):
        draft(here.clerk, dossier_id, at=SEALED)


def test_nobody_else_drafts_or_signs(here: House) -> None:
    dossier_id = submitted(here)
    for who, no in ((here.stranger, "no_such_dossier"), (here.clerk, "not_your_work")):
        with pytest.raises(Refused, match=no):
            draft(who, dossier_id)
        with pytest.raises(Refused, match=no):
            sign(who, dossier_id, "approve", APPROVED)
    with pytest.raises(Refused, match="no_such_dossier"):
        queries.electronic_result(here.stranger.scope, dossier_id, at=APPROVED)
    assert numbers(here) == []


def test_what_is_signed_is_not_approved_by_a_mere_press(here: House) -> None:
    dossier_id = submitted(here)
    with pytest.raises(Refused, match="signature_needed"):
        here.advance(here.leader, dossier_id, "approve", APPROVED)
    sign(here.leader, dossier_id, "approve", APPROVED)
    with pytest.raises(Refused, match="signature_needed"):
        here.advance(here.clerk, dossier_id, "seal", SEALED)


def test_nothing_is_signed_that_was_not_drafted(here: House) -> None:
    dossier_id = received(here)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    with pytest.raises(Refused, match="result_not_drafted"):
        sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == []


def test_the_clerk_does_not_seal_before_the_leader_has_signed(here: House) -> None:
    dossier_id = submitted(here)
    here.advance(here.leader, dossier_id, "approve", APPROVED, details={"on_paper": True})
    draft_gone = queries.electronic_result(here.officer.scope, dossier_id, at=APPROVED)
    assert draft_gone is None
    with pytest.raises(Refused, match="result_not_drafted"):
        sign(here.clerk, dossier_id, "seal", SEALED)
    here.advance(here.clerk, dossier_id, "seal", SEALED)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    assert (result.number, result.file) == ("01/UBND-XNTTHN", "")


def test_a_refusal_stays_on_paper(here: House) -> None:
    dossier_id = submitted(here)
    here.advance(here.leader, dossier_id, "refuse", APPROVED, reason="Không đủ điều kiện")
    assert numbers(here) == []
    while facts(dossier_id).state is State.DECIDED:
        here.advance(here.clerk, dossier_id, "seal", SEALED)
    assert queries.results_of_dossier(here.officer.scope, dossier_id) == []


def test_where_signing_fails_the_number_is_voided_with_the_reason_and_the_dossier_stays(here: House) -> None:
    dossier_id = submitted(here)
    at_the_leader = work(dossier_id)
    with commands.opened_key(here.leader.actor, pin=Pin(PIN), at=APPROVED) as signer:
        broken = replace(signer, session=Broken(signer))
        with pytest.raises(SigningError, match="result_not_signed") as refused:
            sign(here.leader, dossier_id, "approve", APPROVED, signer=broken)
    assert refused.value.refusal.values["number"] == "01/UBND-XNTTHN"
    assert refused.value.is_permanent
    assert work(dossier_id) == at_the_leader
    assert facts(dossier_id).state is State.IN_PROGRESS
    assert numbers(here) == [("01/UBND-XNTTHN", False, True)]
    sign(here.leader, dossier_id, "approve", on("03/03 15:10"))
    assert numbers(here) == [("01/UBND-XNTTHN", False, True), ("02/UBND-XNTTHN", True, False)]
    kinds = [one.kind for one in journal.entries(f"dossier/{dossier_id}") if "result" in one.kind]
    drawn = "process.result_numbered"
    assert kinds == [
        "process.result_drafted", drawn, "process.result_unnumbered", drawn, "process.result_signed"
    ]  # fmt: skip
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_a_wrong_pin_draws_no_number_at_all(here: House) -> None:
    submitted(here)
    with (
        pytest.raises(SigningError, match="pin_wrong"),
        commands.opened_key(here.leader.actor, pin=Pin("000000"), at=APPROVED),
    ):
        raise AssertionError("The key must not open.")
    assert numbers(here) == []


def test_what_moved_on_while_it_was_being_signed_voids_the_number(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = submitted(here)
    stamp_for = electronic.stamp_for

    def meanwhile(*given: Any, **more: Any) -> Any:
        here.advance(here.leader, dossier_id, "send_back", APPROVED, reason="Thẩm định lại")
        return stamp_for(*given, **more)

    monkeypatch.setattr(electronic, "stamp_for", meanwhile)
    with pytest.raises(Refused, match="result_not_signed"):
        sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == [("01/UBND-XNTTHN", False, True)]
    assert work(dossier_id).step_key == "appraise"


def test_an_attempt_that_was_broken_off_loses_its_number_to_the_next(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = submitted(here)

    class PulledOut(BaseException):
        """The machine went off."""

    def off(*_given: Any, **_more: Any) -> Any:
        raise PulledOut

    with monkeypatch.context() as patch:
        patch.setattr(electronic, "final_pdf", off)
        with pytest.raises(PulledOut):
            sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == [("01/UBND-XNTTHN", False, False)]
    with pytest.raises(Refused, match="result_being_signed"):
        sign(here.leader, dossier_id, "approve", APPROVED + timedelta(minutes=1))
    sign(here.leader, dossier_id, "approve", APPROVED + timedelta(minutes=6))
    assert numbers(here) == [("01/UBND-XNTTHN", False, True), ("02/UBND-XNTTHN", True, False)]


def test_a_press_that_is_repeated_finds_its_signature(here: House) -> None:
    dossier_id = submitted(here)
    number, key = work(dossier_id).number, RequestKey("press", b"1")
    first = sign(here.leader, dossier_id, "approve", APPROVED, key=key)
    assert sign(here.leader, dossier_id, "approve", APPROVED, key=key, work_number=number) == first
    assert len(numbers(here)) == 1


def test_who_looked_at_something_older_does_not_sign_it(here: House) -> None:
    dossier_id = received(here)
    seen = draft(here.officer, dossier_id).sequence
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    draft(here.leader, dossier_id, values={"purpose": "Để mua nhà"}, at=on("03/03 11:00"))
    with pytest.raises(Refused, match="moved_on"):
        sign(here.leader, dossier_id, "approve", APPROVED, seen=seen)
    assert numbers(here) == []


def test_what_is_sent_back_after_approval_is_revoked_and_can_be_approved_again(here: House) -> None:
    dossier_id = submitted(here)
    sign(here.leader, dossier_id, "approve", APPROVED)
    (first,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    commands.send_back(
        actor=here.clerk.actor,
        scope=here.clerk.scope,
        at=on("03/03 15:30"),
        dossier_id=dossier_id,
        work_number=work(dossier_id).number,
        reason="Sai họ tên",
    )
    assert queries.verified_result(first.token, on=APPROVED.date()).state is ResultState.REVOKED
    assert facts(dossier_id).state is State.IN_PROGRESS
    draft(here.leader, dossier_id, values={"full_name": "Nguyễn Thị Thu Anh"}, at=on("03/03 15:40"))
    sign(here.leader, dossier_id, "approve", on("03/03 15:50"))
    sign(here.clerk, dossier_id, "seal", SEALED)
    assert "Nguyễn Thị Thu Anh" in words_of(read(here.clerk, dossier_id))
    assert facts(dossier_id).result_number == "02/UBND-XNTTHN"
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_the_capacity_is_printed_and_held_against_what_the_procedure_allows(here: House) -> None:
    dossier_id = submitted(here)
    deputy = InCapacity(SigningCapacity.KT, "Chủ tịch")
    sign(here.leader, dossier_id, "approve", APPROVED, capacity=deputy)
    assert "KT. CHỦ TỊCH" in words_of(read(here.leader, dossier_id))


def test_no_unit_of_work_is_open_while_a_result_is_signed(here: House) -> None:
    dossier_id = submitted(here)
    with recording(actor=here.leader.actor, at=APPROVED), pytest.raises(RuntimeError):
        sign(here.leader, dossier_id, "approve", APPROVED)


def test_a_seal_is_opened_with_no_key_but_the_agencys(here: House) -> None:
    with (
        pytest.raises(Refused, match="seal_of_another"),
        commands.opened_seal(here.office.resolving, key="QN-13", pin=Pin(PIN), at=SEALED),
    ):
        raise AssertionError("The key must not open.")


def test_every_kind_of_entry_is_written_as_it_always_was(here: House) -> None:
    dossier_id = submitted(here)
    sign(here.leader, dossier_id, "approve", APPROVED)
    commands.send_back(
        actor=here.clerk.actor,
        scope=here.clerk.scope,
        at=on("03/03 15:30"),
        dossier_id=dossier_id,
        work_number=work(dossier_id).number,
        reason="Sai họ tên",
    )
    entries = journal.entries(f"dossier/{dossier_id}")
    written = {entry.kind: entry.body for entry in entries if entry.kind in set(ResultEntry)}
    assert set(written) == set(ResultEntry)
    for kind, body in written.items():
        golden.check(kind, body)
