"""How a paper is printed: large or small, in two languages, for the first time or again; and its code in bars."""

import re
from datetime import datetime
from io import BytesIO
from itertools import groupby

import pytest
from barcode.charsets import code128
from PIL import Image
from pypdf import PdfReader

from motcua.kernel import numbers
from motcua.kernel.types import Actor, ActorKind, Refused, system
from motcua.organisation.types import NOTHING, Role, Scope
from motcua.papers import commands, press, queries
from motcua.papers.rules.bars import bars_of
from motcua.papers.rules.printed import printed
from motcua.papers.tests import factories
from motcua.papers.tests.test_printing import (
    A4,
    A5,
    BY_TEMPLATE,
    EVERY_PAPER,
    alt_texts,
    one_line,
    root_of,
    size_in_millimetres,
)
from motcua.papers.types import PageSize, Paper, Sheet

MORNING, LATER = datetime(2026, 3, 2, 9, 10), datetime(2026, 3, 9, 14, 5)
LARGE_AND_BILINGUAL = Sheet(PageSize.A4, is_bilingual=True)
OF_THEIR_OWN_SIZE = {
    "register_book", "destruction_minutes", "day_sheet", "result_list", "certification_book", "paper_list",
    "parcel_label",
}  # fmt: skip
DESK = Actor(ActorKind.OFFICER, "QN-01")
AT_WORK = Scope(frozenset(), roles=frozenset({Role.RECEPTIONIST}))
_A_LABEL = re.compile(r'(?:said|line-of|column|signature|applicants\(paper,|point\("\d",)\(?\s*"([^"]+)"')
_CODES = {pattern: value for value, pattern in enumerate(code128.CODES)}


def reader(paper: Paper, sheet: Sheet) -> PdfReader:
    return PdfReader(BytesIO(queries.render(paper, at=MORNING, sheet=sheet)))


def text_of(pdf: bytes) -> str:
    return words_of(PdfReader(BytesIO(pdf)))


def words_of(pdf: PdfReader) -> str:
    return one_line(" ".join(page.extract_text() for page in pdf.pages))


@BY_TEMPLATE
def test_every_paper_is_printed_large_and_in_two_languages(paper: Paper) -> None:
    large, plain = reader(paper, LARGE_AND_BILINGUAL), reader(paper, Sheet())
    if paper.template not in OF_THEIR_OWN_SIZE:
        assert size_in_millimetres(large) == {A4}
        assert size_in_millimetres(reader(paper, Sheet(is_bilingual=True))) == {A5}
    assert words_of(large).count(" / ") > words_of(plain).count(" / "), "its labels are in two languages"
    marks = root_of(large)["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfuaid:part>1</pdfuaid:part>" in marks


def test_what_was_declared_stays_as_it_was_declared_beside_english_labels() -> None:
    said = text_of(queries.render(factories.receipt(), at=MORNING, sheet=LARGE_AND_BILINGUAL))
    for words in ("Địa chỉ / Address: Tổ 5", "Received at: 09 giờ 10 phút", "Receipt of the dossier and appointment"):
        assert words in said
    assert "Address" not in text_of(queries.render(factories.receipt(), at=MORNING))


def test_every_label_of_the_forms_has_its_english() -> None:
    known = (press.FORMS / "labels.typ").read_text(encoding="utf-8")
    used = {label for form in press.FORMS.glob("*.typ") for label in _A_LABEL.findall(form.read_text(encoding="utf-8"))}
    assert len(used) > 40
    assert {label for label in used if f'"{label}": ' not in known} == {"Email"}


class TestBars:
    @pytest.mark.parametrize(
        "code", ["H49.22-260302-000117", "000.00.16.H49-260302-0117", "H49.201-260302-0001", "KQ.G15.000031", "1"]
    )
    def test_are_read_back_from_the_picture(self, code: str) -> None:
        bars = bars_of(code)
        assert bars is not None
        assert read_back(drawn(bars.drawing, bars.modules)) == code

    def test_a_code_that_no_scanner_could_read_gets_none(self) -> None:
        assert bars_of("Đ-1") is None

    @pytest.mark.parametrize(
        "paper", [one for one in EVERY_PAPER if getattr(one, "code", "")], ids=lambda p: p.template
    )
    def test_stand_on_every_slip_of_a_dossier_and_are_named_to_a_screen_reader(self, paper: Paper) -> None:
        assert printed(paper, at=MORNING)["bars"]["drawing"].startswith("<svg")
        told = alt_texts(reader(paper, Sheet()))
        assert f"Mã vạch hồ sơ {getattr(paper, 'code', '')}" in told
        if getattr(paper, "tracking_address", ""):
            assert f"Mã QR tra cứu hồ sơ {getattr(paper, 'code', '')}" in told, (
                "whoever holds it can follow the dossier"
            )


def drawn(drawing: str, modules: int) -> str:
    """The modules of a picture as it is drawn, dark ones as 1: what a beam across its middle sees."""
    page = f"""#set page(width: {modules * 4}pt, height: 30pt, margin: 0pt)
#image(bytes("{drawing.replace('"', chr(92) + '"')}"), format: "svg", width: 100%, height: 100%)"""
    picture = Image.open(BytesIO(press._press(page.encode(), format="png", ppi=72)[0])).convert("L")
    return "".join("1" if picture.getpixel((place * 4 + 2, 15)) < 128 else "0" for place in range(modules))  # type: ignore[operator]  # grey: one number


def read_back(beam: str) -> str:
    """What a scanner makes of it, by the tables of ISO/IEC 15417: start, signs, check sign, stop."""
    light = [len(list(run)) for dark, run in groupby(beam) if dark == "0"]
    assert min(light[0], light[-1]) >= 10, "the quiet zones"
    signs = beam.strip("0")
    assert signs.endswith(code128.STOP + "11")
    body = signs[: -len(code128.STOP) - 2]
    values = [_CODES[body[place : place + 11]] for place in range(0, len(body), 11)]
    *values, check = values
    assert check == (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    charset = {value: name for name, value in code128.START_CODES.items()}[values[0]]
    said = ""
    for value in values[1:]:
        if charset == "C" and value < 100:
            said += f"{value:02d}"
        elif value in (99, 100):
            charset = {99: "C", 100: "B"}[value]
        else:
            said += chr(value + 32)
    return said


class TestPrintingAgain:
    NAME = "dossier/1/receipt/1"

    def printed(self, at: datetime = LATER, actor: Actor = DESK) -> str:
        pdf = commands.print_paper(
            factories.receipt(), name=self.NAME, dated=MORNING, actor=actor, scope=AT_WORK, at=at
        )
        return text_of(pdf)

    @pytest.mark.django_db
    def test_the_first_printing_is_bare_and_every_later_one_says_which_it_is(self) -> None:
        assert "Bản in" not in self.printed()
        assert "Bản in lại lần 1 – 09/03/2026 14:05" in self.printed()
        third = self.printed()
        assert third.count("Bản in lại lần 2") == 2, "on either copy"
        assert "ngày 02 tháng 3 năm 2026" in third, "it bears the day it was made"

    @pytest.mark.django_db
    def test_nobody_stands_in_what_is_kept(self) -> None:
        self.printed()
        assert numbers.begun("printing:") == {f"printing:{self.NAME}": 1}

    @pytest.mark.django_db
    def test_what_only_was_looked_at_counts_for_nothing_and_says_so(self) -> None:
        seen = commands.print_paper(
            factories.receipt(), name=self.NAME, dated=MORNING, actor=system("test"), scope=NOTHING, at=LATER
        )
        assert "Bản in để xem – 09/03/2026 14:05" in text_of(seen)
        assert "Bản in" not in self.printed()

    @pytest.mark.django_db
    def test_a_paper_that_lacks_something_is_not_counted(self) -> None:
        with pytest.raises(Refused, match="paper_incomplete"):
            commands.print_paper(
                factories.receipt(term=""), name=self.NAME, dated=MORNING, actor=DESK, scope=AT_WORK, at=LATER
            )
        assert numbers.begun("printing:") == {}
