"""The printer's test sheet: of the right size, with every Vietnamese letter; strangers have no such page."""

from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from motcua.organisation.types import Role
from tests.faces.people import Desk, said

POINTS_IN_A_MILLIMETRE = 72 / 25.4
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@pytest.mark.parametrize(("size", "width", "height"), [("a5", 148, 210), ("a4", 210, 297)])
def test_the_sheet_is_as_large_as_it_says_and_shows_every_letter(
    desk: Desk, size: str, width: int, height: int
) -> None:
    page = desk.receptionist.get("/desk/printer/")
    assert f'href="/desk/printer/{size}.pdf"' in page.content.decode()
    assert "100 %" in said(page)
    answer = desk.receptionist.get(f"/desk/printer/{size}.pdf")
    (sheet,) = PdfReader(BytesIO(answer.content)).pages
    measured = (sheet.mediabox.width, sheet.mediabox.height)
    assert [round(float(one) / POINTS_IN_A_MILLIMETRE) for one in measured] == [width, height]
    shown = normalize("NFC", sheet.extract_text())
    letters = {normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ", "Đ"}
    assert not {one for one in letters | {letter.upper() for letter in letters} if one not in shown}


def test_strangers_have_no_such_page_and_no_other_size(desk: Desk) -> None:
    assert desk.receptionist.get("/desk/printer/a3.pdf").status_code == 404
    for address in ("/desk/printer/", "/desk/printer/a5.pdf"):
        assert desk.somebody(Role.INSPECTOR, "H49").get(address).status_code == 403
