"""Pages are read in Vietnamese: upright, searchable, kept for decades. Skipped where Tesseract cannot."""

import re
import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from motcua.papers.scanning import working
from motcua.papers.scanning.tests import sheets
from motcua.papers.scanning.tests.conftest import AT
from motcua.papers.scanning.tray import Tray

pytestmark = pytest.mark.skipif(
    shutil.which("tesseract") is None or working.reading_trouble(AT.date()) is not None,
    reason="Tesseract with its Vietnamese data is not installed",
)


def read(tray: Tray, *pictures: bytes) -> None:
    for picture in pictures:
        tray.add(BytesIO(picture), name_hint="anh.jpg")
    while tray.state().is_at_work:
        tray.advance()
    tray.begin_reading()
    while tray.state().is_at_work:
        tray.advance()


def test_a_poor_photo_becomes_a_searchable_paper_that_says_what_it_is(tray: Tray) -> None:
    photo = sheets.in_poor_light(sheets.on_a_table(sheets.page(), angle=3))
    read(tray, sheets.jpeg(photo))
    (page,) = tray.state().pages
    assert page.is_read
    bound = tray.bind(1)
    assert bound.is_searchable
    assert "Nguyễn Văn Thắng" in " ".join(sheets.text_of(bound.pdf).split())
    facts = tray.facts(1)
    assert facts.number == "125/GXN-UBND"
    assert facts.owner_number == "022085001234"
    assert facts.owner_name == "Nguyễn Văn Thắng"
    assert str(facts.issued_on) == "2026-03-15"
    assert facts.title.startswith("Giấy xác nhận tình trạng")


@pytest.mark.usefixtures("workshop_at_hand")
@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_page_that_lies_on_its_side_or_head_is_set_upright_by_its_text(tray: Tray, turn: Image.Transpose) -> None:
    read(tray, sheets.jpeg(sheets.page().transpose(turn)))
    assert "022085001234" in sheets.text_of(tray.bind(1).pdf)


def test_a_paper_of_several_pages_is_kept_for_decades(tray: Tray) -> None:
    if not working.reader(AT.date()).is_archival:
        pytest.skip("OCRmyPDF is not installed")
    read(tray, sheets.jpeg(sheets.page()), sheets.jpeg(sheets.page(("Trang 2", "Người xác nhận: Trần Thị Hoa"))))
    bound = tray.bind(1)
    assert (bound.pages, bound.is_searchable, bound.is_archival) == (2, True, True)
    with pikepdf.open(BytesIO(bound.pdf)) as pdf:
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        with pdf.open_metadata() as told:
            assert re.fullmatch(r"2[BU]", told.pdfa_status)
    said = " ".join(sheets.text_of(bound.pdf).split())
    assert said.index("Nguyễn Văn Thắng") < said.index("Trần Thị Hoa")


@pytest.mark.usefixtures("workshop_at_hand")
def test_a_page_that_was_turned_is_read_anew(tray: Tray) -> None:
    read(tray, sheets.jpeg(sheets.page()))
    (page,) = tray.state().pages
    tray.turn(page.key, 180)
    assert not tray.state().pages[0].is_read
    assert not tray.bind(1).is_searchable


def test_without_the_language_it_is_said_which(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_languages", lambda _program: frozenset({"eng"}))
    trouble = tray.reading_trouble()
    assert trouble is not None
    assert (trouble.code, trouble.values) == ("reading_without_language", {"languages": ("vie",)})


@pytest.mark.usefixtures("workshop_at_hand")
def test_what_the_reader_writes_is_a_whole_pdf(tray: Tray, tmp_path: object) -> None:
    checker = shutil.which("qpdf")
    if checker is None:
        pytest.skip("qpdf is not installed")
    read(tray, sheets.jpeg(sheets.page()))
    path = f"{tmp_path}/bound.pdf"
    with open(path, "wb") as file:
        file.write(tray.bind(1).pdf)
    assert subprocess.run([checker, "--check", path], capture_output=True, check=False).returncode == 0
