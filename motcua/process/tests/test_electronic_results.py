"""The result as an electronic paper: drafted, approved by signing it, sealed, found valid by anybody who has it."""

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Post, SigningCapacity
from motcua.papers import queries as papers
from motcua.papers.types import Letter, Outcome, Pin, ResultState
from motcua.process import commands, models, queries
from motcua.process.tests.electronic import (
    APPROVED,
    DRAFTED,
    PIN,
    SEALED,
    draft,
    numbers,
    read,
    received,
    sealed,
    sign,
    signing_house,
    submitted,
    words_of,
)
from motcua.process.tests.house import House, Person, facts, on, work
from motcua.process.types import InCapacity, ResultEntry


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


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


def test_who_signed_is_told_in_the_capacity_in_which_he_signed(here: House) -> None:
    dossier_id = submitted(here)
    deputy = InCapacity(SigningCapacity.KT, "Chủ tịch")
    sign(here.leader, dossier_id, "approve", APPROVED, capacity=deputy)
    there = queries.electronic_result(here.officer.scope, dossier_id, at=APPROVED)
    assert there is not None
    title = post_of(here.leader).title
    assert [one.post for one in there.signed] == [f"KT. Chủ tịch, {title}"]
    assert queries.signing_posts(dossier_id) == {there.attachment: f"KT. Chủ tịch, {title}"}
    sign(here.clerk, dossier_id, "seal", SEALED)
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    shown = queries.result_view(here.clerk.scope, result.key, at=SEALED)
    assert [(one.by, one.post) for one in shown.signed] == [
        ("Lê Văn Hùng", f"KT. Chủ tịch, {title}"),
        ("Vũ Thị Lan", post_of(here.clerk).title),
    ]
    entries = [entry for entry in journal.entries(f"dossier/{dossier_id}") if entry.kind == ResultEntry.SIGNED]
    assert [entry.body["capacity"] for entry in entries] == ["KT. Chủ tịch", ""]


def test_of_a_signature_of_which_the_capacity_was_not_kept_none_is_claimed(here: House) -> None:
    dossier_id = sealed(here)
    paper = models.ResultPaper.objects.get(dossier_id=dossier_id)
    paper.signed = [{key: one[key] for key in ("key", "by", "at", "press")} for one in paper.signed]
    paper.save()
    there = queries.electronic_result(here.officer.scope, dossier_id, at=SEALED)
    assert there is not None
    assert [one.post for one in there.signed] == ["", ""]
    assert queries.signing_posts(dossier_id) == {}


def post_of(who: Person) -> Post:
    assert who.actor.post_id is not None
    return organisation.post(who.actor.post_id)


def test_the_result_shows_the_picture_of_the_signature_and_of_the_seal(here: House) -> None:
    dossier_id = submitted(here)
    sign(here.leader, dossier_id, "approve", APPROVED)
    assert pictures_on(read(here.clerk, dossier_id)) == {"leader"}
    sign(here.clerk, dossier_id, "seal", SEALED)
    assert pictures_on(read(here.clerk, dossier_id)) == {"leader", "agency_seal"}


def pictures_on(pdf: bytes) -> set[str]:
    """The signatures that show one."""
    fields: Any = PdfReader(BytesIO(pdf)).pages[0]["/Annots"]
    return {one["/T"] for one in fields if "/Picture" in one["/AP"]["/N"]["/Resources"]["/XObject"]}


def test_no_number_is_drawn_when_the_picture_cannot_be_used(here: House, tmp_path: Path) -> None:
    dossier_id = submitted(here)
    written = f"pictures: {{{here.leader.actor.key}: {{shows: signature, file: absent.png}}}}"
    (tmp_path / "signing.yaml").write_text(written)
    with pytest.raises(Refused, match="picture_missing"):
        sign(here.leader, dossier_id, "approve", APPROVED)
    assert numbers(here) == []


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
    later = {ResultEntry.CORRECTED, ResultEntry.REVOKED}
    assert set(written) == set(ResultEntry) - later, "what happens to a result afterwards has stories of its own"
    for kind, body in written.items():
        golden.check(kind, body)
