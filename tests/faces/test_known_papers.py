"""At the desk: what the applicant has already stands beside each paper, and is used again with his consent."""

import re
from typing import Any

import pytest

from motcua.accounts.models import Reading
from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.organisation.types import Role
from motcua.papers import commands as papers
from motcua.papers import models
from motcua.papers.store.tests import corpus
from tests.faces.electronic import made_on_paper
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said

A_DEATH = "1.000656"
FUNERAL_AID = "1.001731"
"""Asks for the extract of the register of deaths where the death cannot be looked up."""
SHEET = f"/desk/receive/{FUNERAL_AID}/"
LOOK = "Tìm giấy tờ đã có"


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def extract(desk: Desk, *, with_file: bool = True) -> models.Result:
    """A death was registered, and the family has the extract."""
    dossier_id = desk.receive(A_DEATH)
    made_on_paper(desk, dossier_id)
    found = models.Result.objects.get(holder=f"dossier/{dossier_id}")
    if with_file:
        accepted = papers.accept_file(corpus.pdf(), name_hint="trich-luc.pdf", on=desk.at.date())
        with recording(actor=system("test"), at=desk.at) as unit:
            digest = papers.keep_file(accepted, unit=unit).file.digest
            papers.file_result(unit, key=found.key, file=digest)
    return found


def sheet(desk: Desk, **changes: str) -> dict[str, str]:
    typed = desk.sheet(FUNERAL_AID, known="1", **changes)
    del typed["receive"]
    return typed


def boxes(page: Any) -> dict[str, str]:
    """What may be used again."""
    return dict(re.findall(r'name="(reuse-[^"]+)" value="([^"]+)"', page.content.decode()))


def test_the_paper_of_an_earlier_procedure_is_offered_and_used_with_consent(desk: Desk) -> None:
    found = extract(desk)
    assert LOOK in said(desk.receptionist.get(SHEET))
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert f"Trích lục khai tử · {found.number}" in said(page)
    assert "Ủy ban nhân dân phường Hồng Gai" in said(page)
    assert Reading.objects.filter(purpose="reuse", subject_key=found.holder.partition("/")[2]).exists()
    reused = boxes(page)
    assert list(reused) == ["reuse-death_certificate"]
    refused = desk.receptionist.post(SHEET, {**sheet(desk), **reused, "receive": "1"})
    assert refused.status_code == 422
    assert "chưa đồng ý" in said(refused)
    assert boxes(refused) == reused, "nothing that was ticked is lost"
    assert refused.content.decode().count(" checked") >= 2
    answer = desk.receptionist.post(SHEET, {**sheet(desk), **reused, "consent": "1", "receive": "1"})
    assert answer.status_code == 302, said(answer)
    dossier_id = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert dossiers.facts(dossier_id).digital_state("death_certificate") is DigitalState.REUSED
    shown = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "Người nộp đồng ý dùng lại giấy tờ đã có" in shown
    assert "Trích lục khai tử" in shown or "trích lục khai tử" in shown


def test_nothing_is_looked_up_before_the_desk_asks_or_without_a_number(desk: Desk) -> None:
    extract(desk)
    typed = sheet(desk)
    del typed["known"]
    assert boxes(desk.receptionist.post(SHEET, typed)) == {}
    page = desk.receptionist.post(SHEET, sheet(desk, **{"applicant-number": ""}))
    assert "Nhập số định danh" in said(page)
    assert boxes(page) == {}
    page = desk.receptionist.post(SHEET, sheet(desk, **{"applicant-number": "022190001236"}))
    assert "chưa có giấy tờ nào" in said(page)


def test_what_ran_out_or_has_no_electronic_copy_is_said_and_not_offered(desk: Desk) -> None:
    found = extract(desk, with_file=False)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "chưa có bản điện tử" in said(page)
    assert boxes(page) == {}
    models.Result.objects.update(valid_to=found.issued_on)
    desk.wait(days=1)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "đã hết hiệu lực" in said(page)
    assert boxes(page) == {}


def test_whoever_invents_a_paper_is_refused(desk: Desk) -> None:
    found = extract(desk)
    typed = {**sheet(desk, **{"applicant-number": "022190001236", "applicant-name": "Trần Thị Bích"}), "consent": "1"}
    typed |= {"reuse-death_certificate": f"result/{found.key}", "receive": "1"}
    answer = desk.receptionist.post(SHEET, typed)
    assert answer.status_code >= 400
    assert "không còn" in said(answer)


def test_files_of_dossiers_that_a_desk_does_not_see_are_not_shown_to_it(desk: Desk) -> None:
    extract(desk)
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    page = elsewhere.post(SHEET, sheet(desk))
    assert page.status_code == 200
    assert set(boxes(page)) == {"reuse-death_certificate"}, "the register is the person's store, whichever desk asks"
    assert HONG_GAI != ELSEWHERE
    assert "H49.201-" not in said(page)
