"""A page is found in its photo, laid level and made legible; what is nothing but paper is left as it is."""

from datetime import datetime

import pytest
import segno
from PIL import Image, ImageDraw, ImageStat

from motcua.papers.scanning.sheet import separator_sheet
from motcua.papers.scanning.tests import sheets
from motcua.papers.scanning.workshop import cleaning, finding, separators

AT = datetime(2026, 3, 2, 9)


def brightness(picture: Image.Image) -> float:
    return ImageStat.Stat(picture.convert("L")).mean[0]


@pytest.fixture(scope="module")
def separator() -> Image.Image:
    return sheets.drawn(separator_sheet(at=AT))


@pytest.mark.parametrize("angle", [-6.0, 0.0, 4.5])
def test_the_sheet_is_cut_out_of_its_photo(angle: float) -> None:
    photo = sheets.in_poor_light(sheets.on_a_table(sheets.page(), angle=angle))
    page, dots = cleaning.cleaned(photo, 0, most_dots_per_inch=300)
    assert page.width == pytest.approx(sheets.A4[0], rel=0.02)
    assert page.height == pytest.approx(sheets.A4[1], rel=0.02)
    assert dots == pytest.approx(200, rel=0.02)
    assert abs(finding.slope(page)) <= 0.2
    for corner in ((0, 0), (page.width - 60, 0), (0, page.height - 60), (page.width - 60, page.height - 60)):
        assert brightness(page.crop((*corner, corner[0] + 60, corner[1] + 60))) > 235


def test_a_slanted_camera_is_set_right() -> None:
    table = Image.new("RGB", (1400, 1800), sheets.TABLE)
    leaning = (
        sheets.page()
        .resize((1000, 1414))
        .transform(
            (1400, 1800),
            Image.Transform.PERSPECTIVE,
            (1.2, 0.1, -260, 0.0, 1.25, -230, 0.0, 0.00022),
            fillcolor=sheets.TABLE,
        )
    )
    table.paste(leaning)
    found = finding.sheet(table)
    assert found is not None
    (x1, _), (x2, _), (x3, _), (x4, _) = found.corners
    assert abs((x2 - x1) - (x3 - x4)) > 60
    page, _ = cleaning.cleaned(table, 0, most_dots_per_inch=300)
    assert abs(finding.slope(page)) <= 0.3
    assert brightness(page.crop((0, 0, page.width, 40))) > 225


@pytest.mark.parametrize("angle", [-3.0, -0.7, 1.5, 5.0])
def test_lines_that_slope_are_laid_level(angle: float) -> None:
    sloping = sheets.page().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    assert finding.slope(sloping) == pytest.approx(-angle, abs=0.25)


def test_a_page_that_lies_level_and_a_page_without_lines_are_not_turned() -> None:
    assert finding.slope(sheets.page()) == 0
    assert finding.slope(Image.new("RGB", sheets.A4, "white")) == 0


@pytest.mark.parametrize("what", ["a scan that is all paper", "a table without paper", "paper on white"])
def test_nothing_is_cut_where_no_sheet_is_seen(what: str) -> None:
    picture = {
        "a scan that is all paper": sheets.page(),
        "a table without paper": Image.new("RGB", (800, 600), sheets.TABLE),
        "paper on white": sheets.on_a_table(sheets.page()).point(lambda value: max(value, 235)),
    }[what]
    assert finding.sheet(picture) is None


def test_shadow_and_lamp_are_taken_off_the_paper_and_the_seal_stays_red() -> None:
    sheet = sheets.page()
    ImageDraw.Draw(sheet).ellipse((900, 1600, 1250, 1950), outline=(200, 25, 30), width=14)
    evened = cleaning.evened(sheets.in_poor_light(sheet))
    bare = [evened.crop((20, top, 140, top + 120)) for top in (20, 1100, 2200)]
    assert [round(brightness(spot)) > 240 for spot in bare] == [True, True, True]
    red, green, blue = ImageStat.Stat(evened.crop((902, 1760, 912, 1790))).mean
    assert red > 1.6 * green
    assert red > 1.6 * blue


def test_a_portrait_on_the_page_is_no_shadow() -> None:
    sheet = sheets.page()
    sheet.paste((96, 84, 78), (1200, 400, 1440, 720))
    assert brightness(cleaning.evened(sheet).crop((1240, 440, 1400, 680))) < 150


def test_a_fine_scan_is_brought_down_and_says_how_fine_it_is() -> None:
    page, dots = cleaning.cleaned(sheets.page(size=(3000, 4200)), 600, most_dots_per_inch=300)
    assert (page.size, dots) == ((1500, 2100), 300)


def test_a_blank_page_is_known_with_dust_and_a_dark_edge_and_a_page_number_is_not_blank() -> None:
    blank = Image.new("RGB", sheets.A4, (250, 249, 246))
    pen = ImageDraw.Draw(blank)
    pen.rectangle((0, 0, 20, blank.height), fill="black")
    pen.point([(700, 900), (901, 333)], fill="black")
    assert cleaning.is_blank(blank)
    assert not cleaning.is_blank(sheets.page(("Trang 2",)))


@pytest.mark.parametrize("turn", [0, 3, 90, 180, 268])
def test_our_separator_is_known_however_it_lies(separator: Image.Image, turn: int) -> None:
    assert separators.is_separator(separator.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white"))


def test_our_separator_is_known_in_a_photo(separator: Image.Image) -> None:
    photo = sheets.in_poor_light(sheets.on_a_table(separator, angle=3, room=80))
    page, _ = cleaning.cleaned(photo, 0, most_dots_per_inch=300)
    assert separators.is_separator(page)


def test_a_paper_with_a_code_of_its_own_is_no_separator() -> None:
    sheet = sheets.page()
    code = segno.make_qr("https://tra-cuu.example/ket-qua/8f3k", error="m")
    squares = Image.new("1", (len(code.matrix), len(code.matrix)))
    squares.putdata([0 if square else 1 for row in code.matrix for square in row])
    sheet.paste(squares.resize((700, 700)).convert("RGB"), (500, 1500))
    assert not separators.is_separator(sheet)
    assert not separators.is_separator(sheets.page())
