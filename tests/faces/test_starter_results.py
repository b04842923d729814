"""The starter procedures that end with an electronic paper, from the draft to the next procedure that asks for it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState
from motcua.organisation.types import EVERYTHING
from motcua.papers import models
from motcua.process import queries as course
from tests.faces.electronic import made_on_paper, signed
from tests.faces.people import Desk, said

A_DEATH, FUNERAL_AID = "1.000656", "1.001731"
"""What ends with the extract of the register of deaths, and what asks for it."""
SHEET = f"/desk/receive/{FUNERAL_AID}/"


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path / "home", ""


def boxes(page: Any) -> dict[str, str]:
    """What may be used again."""
    return dict(re.findall(r'name="(reuse-[^"]+)" value="([^"]+)"', page.content.decode()))


def test_the_signed_result_of_one_procedure_is_the_paper_that_the_next_asks_for(desk: Desk) -> None:
    """Nobody scans anything: the extract that was signed and sealed is the copy that the register keeps."""
    death = desk.receive(A_DEATH)
    signed(desk, death, full_name="Nguyễn Văn Cụ")
    there = course.electronic_result(EVERYTHING, death, at=desk.at)
    assert there is not None
    assert there.is_whole
    assert there.number == models.Result.objects.get(holder=f"dossier/{death}").number
    typed = desk.sheet(FUNERAL_AID, known="1")
    del typed["receive"]
    page = desk.receptionist.post(SHEET, typed)
    assert f"Trích lục khai tử · {there.number}" in said(page)
    offered = boxes(page)
    assert list(offered) == ["reuse-death_certificate"]
    answer = desk.receptionist.post(SHEET, {**typed, **offered, "consent": "1", "receive": "1"})
    assert answer.status_code == 302, said(answer)
    aid = int(answer["Location"].rstrip("/").rpartition("/")[2])
    facts = dossiers.facts(aid)
    assert facts.digital_state("death_certificate") is DigitalState.REUSED
    (paper,) = facts.papers
    assert paper.file == models.Result.objects.get(holder=f"dossier/{death}").file


def test_another_persons_extract_is_not_offered(desk: Desk) -> None:
    made_on_paper(desk, desk.receive(A_DEATH))
    stranger = {"applicant-number": "022190001236", "applicant-name": "Trần Thị Bích"}
    typed = desk.sheet(FUNERAL_AID, known="1", **stranger)
    del typed["receive"]
    page = desk.receptionist.post(SHEET, typed)
    assert "chưa có giấy tờ nào" in said(page)
    assert boxes(page) == {}


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("1.001022", "TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON"),
        ("1.004859", "CẢI CHÍNH"),
        ("1.001731", "QUYẾT ĐỊNH"),
        ("1.009141", "GIẤY CHỨNG NHẬN SỐ NHÀ"),
    ],
)
def test_a_result_of_every_kind_is_signed_sealed_and_registered(desk: Desk, code: str, title: str) -> None:
    dossier_id = desk.receive(code)
    signed(desk, dossier_id)
    there = course.electronic_result(EVERYTHING, dossier_id, at=desk.at)
    assert there is not None
    assert (there.is_whole, len(there.signed)) == (True, 2)
    file = dossiers.open_paper(dossier_id, there.attachment, scope=EVERYTHING, reader="test", at=desk.at)
    words = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(b"".join(file.read(0, file.size)))).pages
    )
    assert title in words
    assert there.number in words
    (page,) = models.Result.objects.filter(holder=f"dossier/{dossier_id}")
    assert page.number == there.number
