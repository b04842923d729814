"""The printed papers, read back with a program that has never seen the templates."""

import os
import re
import threading
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pytest_django.fixtures import Settings

from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refused
from motcua.papers import press, queries
from motcua.papers.rules.wording import drawable
from motcua.papers.slips.samples import sample_of
from motcua.papers.tests import factories, money
from motcua.papers.types import Copy, Enclosure, Form, Paper

AT = datetime(2026, 3, 2, 9, 10)
POINTS = 72 / 25.4
A5 = (148, 210)
A4_LANDSCAPE, A4 = (297, 210), (210, 297)
FORM = Form("NB-01", "Mẫu của nội bộ", "quy trình nội bộ")
EVERY_PAPER: list[Paper] = [
    factories.receipt(),
    factories.supplement(),
    factories.refusal(),
    factories.apology(),
    factories.stop(),
    factories.control(),
    factories.register(),
    factories.transfer(),
    factories.question(),
    factories.results(),
    factories.minutes(),
    money.receipt(),
    money.refund(),
    money.request(),
    money.sheet(),
    *(
        replace(sample_of(key, FORM), head=factories.receipt().head)
        for key in ("certification_book", "hand_over_slip", "paper_list", "parcel_label")
    ),
]
BY_TEMPLATE = pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.template)


def read(paper: Paper, at: datetime = AT) -> PdfReader:
    return PdfReader(BytesIO(queries.render(paper, at=at)))


def text_of(paper: Paper) -> str:
    return one_line(" ".join(page.extract_text() for page in read(paper).pages))


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def size_in_millimetres(reader: PdfReader) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width / POINTS), round(page.mediabox.height / POINTS)) for page in reader.pages}


class TestEveryPaper:
    @BY_TEMPLATE
    def test_says_across_it_that_a_training_house_printed_it(self, paper: Paper, settings: Settings) -> None:
        assert "TẬP HUẤN" not in text_of(paper)
        settings.TRAINING = True
        reader = read(paper)
        assert all("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in one_line(page.extract_text()) for page in reader.pages)
        assert paper.form.title.upper() in text_of(paper)

    @BY_TEMPLATE
    def test_bears_the_head_of_an_official_paper(self, paper: Paper) -> None:
        text = text_of(paper)
        if paper.template == "parcel_label":
            assert paper.head.issuer in text, "a label has the sender's name, and no motto"
            return
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "Độc lập - Tự do - Hạnh phúc" in text
        assert paper.head.issuer.upper() in text
        assert paper.form.title.upper() in text
        assert "Hạ Long, ngày 02 tháng 3 năm 2026" in text
        assert f"Mẫu số {paper.form.number}" in text

    @BY_TEMPLATE
    def test_has_the_page_of_its_form(self, paper: Paper) -> None:
        own = {
            **dict.fromkeys(("register_book", "result_list", "certification_book"), A4_LANDSCAPE),
            **dict.fromkeys(("destruction_minutes", "day_sheet", "paper_list"), A4),
            "parcel_label": (148, 105),
        }
        assert size_in_millimetres(read(paper)) == {own.get(paper.template, A5)}

    @BY_TEMPLATE
    def test_is_an_archival_and_accessible_pdf(self, paper: Paper) -> None:
        reader = read(paper)
        catalogue = root_of(reader)
        marks = catalogue["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in marks
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in marks
        assert "<pdfuaid:part>1</pdfuaid:part>" in marks
        assert catalogue["/Lang"] == "vi-VN"
        assert "/StructTreeRoot" in catalogue
        assert reader.metadata is not None
        assert reader.metadata.title is not None
        assert reader.metadata.title.startswith(paper.form.title)

    @BY_TEMPLATE
    def test_carries_its_own_fonts(self, paper: Paper) -> None:
        names = set()
        for page in read(paper).pages:
            resources: Any = page["/Resources"]
            for font in resources["/Font"].values():
                descendant = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor: DictionaryObject = descendant["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)
                names.add(str(descriptor["/FontName"]).split("+")[-1])
        assert names
        assert {name.split("-")[0] for name in names} <= {"LibertinusSerif", "BeVietnamPro"}

    @BY_TEMPLATE
    def test_is_dated_by_the_act_not_by_the_machine(self, paper: Paper) -> None:
        metadata = read(paper, at=datetime(2025, 7, 1, 16, 59)).metadata
        assert metadata is not None
        assert str(metadata["/CreationDate"]) == "D:20250701095900Z"

    @BY_TEMPLATE
    def test_comes_out_the_same_every_time(self, paper: Paper) -> None:
        assert queries.render(paper, at=AT) == queries.render(paper, at=AT)

    @BY_TEMPLATE
    def test_can_be_previewed(self, paper: Paper) -> None:
        pages = len(read(paper).pages)
        drawings = queries.render_svg(paper, at=AT)
        assert len(drawings) == pages
        assert all(drawing.startswith(b"<svg") for drawing in drawings)
        pictures = queries.render_png(paper, at=AT)
        assert len(pictures) == pages
        assert all(picture.startswith(b"\x89PNG") for picture in pictures)


class TestReceipt:
    def test_says_what_the_form_asks_in_its_order(self) -> None:
        text = text_of(factories.receipt(copies=(Copy.GIVEN,)))
        said = [
            "Mã hồ sơ: H49.22-260302-000117",
            "Tiếp nhận hồ sơ của: Nguyễn Thị Thu An",
            "022195001234",
            "Nội dung yêu cầu giải quyết",
            "1. Thành phần hồ sơ nộp gồm",
            "2. Số lượng hồ sơ: 1 (bộ)",
            "3. Thời gian giải quyết hồ sơ theo quy định là: 10 ngày làm việc",
            "4. Thời gian nhận hồ sơ: 09 giờ 10 phút, ngày 02 tháng 3 năm 2026",
            "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 16 tháng 3 năm 2026",
            "6. Đăng ký nhận kết quả tại",
            "7. Phí, lệ phí: Phí cung cấp thông tin lý lịch tư pháp: 200.000 đồng (đã nộp)",
            "Quyển số: 01/2026",
            "NGƯỜI NỘP HỒ SƠ",
            "Trần Thanh Bình",
        ]
        place = 0
        for words in said:
            found = text.find(words, place)
            assert found >= 0, f"{words!r} is missing, or before its turn"
            place = found

    def test_is_printed_twice_and_each_copy_begins_on_its_own_first_page(self) -> None:
        pages = [one_line(page.extract_text()) for page in read(factories.receipt()).pages]
        assert len(pages) == 2
        assert "Liên 1: Lưu" in pages[0]
        assert "Liên 2: Giao khách hàng" in pages[1]
        assert not pages[1].startswith("2")

    def test_of_thirty_papers_goes_over_two_pages_with_the_heading_repeated(self) -> None:
        thirty = tuple(Enclosure(f"Bản vẽ thiết kế số {number:02d}", originals=1) for number in range(1, 31))
        pages = [one_line(page.extract_text()) for page in read(factories.receipt(enclosures=thirty)).pages]
        assert len(pages) == 4
        assert all("Tên giấy tờ" in page for page in pages)
        assert [bool(re.match(r"2 H49", page)) for page in pages] == [False, True, False, True]
        for number in range(1, 31):
            assert sum(f"Bản vẽ thiết kế số {number:02d}" in page for page in pages) == 2
        assert all("Trần Thanh Bình" in page for page in pages[1::2])

    def test_of_a_company_with_a_very_long_name_loses_no_word(self) -> None:
        text = text_of(factories.receipt(applicants=(factories.LONG_NAMED,), copies=(Copy.GIVEN,)))
        assert factories.LONG_NAMED.name in text
        assert factories.LONG_NAMED.address in text
        assert factories.LONG_NAMED.email in text

    def test_of_a_marriage_names_both(self) -> None:
        text = text_of(factories.receipt(applicants=(factories.AN, factories.CUONG)))
        assert "Tiếp nhận hồ sơ của: Nguyễn Thị Thu An" in text
        assert "và: Đặng Quốc Cường" in text

    def test_marks_a_date_that_is_only_expected(self) -> None:
        assert "(dự kiến)" in text_of(factories.receipt(expected=True))
        assert "dự kiến" not in text_of(factories.receipt())

    def test_carries_a_qr_code_that_a_screen_reader_can_name(self) -> None:
        told = [f"Mã vạch hồ sơ {factories.CODE}", f"Mã QR tra cứu hồ sơ {factories.CODE}"]
        assert alt_texts(read(factories.receipt())) == told * 2


def alt_texts(reader: PdfReader) -> list[str]:
    """What the structure tree says about pictures."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for child in node:
                walk(child)
        resolved = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(resolved, DictionaryObject):
            if "/Alt" in resolved:
                found.append(str(resolved["/Alt"]))
            if "/K" in resolved:
                walk(resolved["/K"])
        elif isinstance(resolved, list) and resolved is not node:
            walk(resolved)

    walk(root_of(reader)["/StructTreeRoot"])
    return found


class TestOtherPapers:
    def test_the_supplement_says_what_why_and_until_when(self) -> None:
        text = text_of(factories.supplement())
        assert "1. Bản sao có chứng thực Căn cước" in text
        assert "3. Văn bản ủy quyền phải được công chứng" in text
        assert "Lý do: Hồ sơ chưa đủ thành phần" in text
        assert "đến hết ngày 19 tháng 3 năm 2026" in text
        assert "NGƯỜI HƯỚNG DẪN" in text

    def test_a_supplement_at_intake_has_neither_code_nor_waiting_term(self) -> None:
        text = text_of(factories.supplement(code="", tracking_address="", until=None))
        assert "Mã hồ sơ" not in text
        assert "Thời hạn nộp bổ sung" not in text

    def test_the_refusal_gives_its_reason(self) -> None:
        text = text_of(factories.refusal())
        assert "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau" in text
        assert "Điều 41 Luật Lý lịch tư pháp" in text

    def test_the_apology_is_signed_in_a_capacity_and_names_both_dates(self) -> None:
        text = text_of(factories.apology())
        assert "Kính gửi: Nguyễn Thị Thu An" in text
        assert "17 giờ 00 phút, ngày 16 tháng 3 năm 2026" in text
        assert "17 giờ 00 phút, ngày 20 tháng 3 năm 2026" in text
        assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in text
        assert "xin lỗi" in text

    def test_an_apology_is_owed_even_without_a_new_date(self) -> None:
        text = text_of(factories.apology(new_appointment_at=None))
        assert "sẽ thông báo ngay khi xác định được thời gian trả kết quả" in text
        assert "hẹn lại thời gian" not in text

    def test_the_stop_says_what_goes_back_and_what_happens_to_the_money(self) -> None:
        text = text_of(factories.stop())
        assert "dừng giải quyết hồ sơ kể từ 09 giờ 00 phút, ngày 05 tháng 3 năm 2026" in text
        assert "1. Văn bản ủy quyền (bản chính)." in text
        assert "hoàn trả theo quy định" in text

    def test_the_control_slip_has_a_block_for_each_handover(self) -> None:
        text = text_of(factories.control())
        assert text.count("Người giao") == 3
        assert "1. Giao: Trung tâm Phục vụ hành chính công" in text
        assert "2. Nhận: Phòng Hành chính tư pháp" in text

    def test_the_book_repeats_its_heading_and_keeps_every_line(self) -> None:
        cover, *pages = (one_line(page.extract_text()) for page in read(factories.register(lines=60)).pages)
        assert "Quyển số: 01/2026 Lĩnh vực: Tư pháp" in cover
        assert "Số hồ sơ: 60" in cover
        assert len(pages) > 3
        assert all("Tên thủ tục hành chính" in page for page in pages)
        whole = " ".join(pages)
        for number in range(1, 61):
            assert whole.count(f"H49.22-260302-{number:06d}") == 1

    def test_a_book_parts_a_code_of_the_old_order_after_the_agency(self) -> None:
        line = replace(factories.register(lines=1).lines[0], code="000.00.16.H49-260302-0117")
        assert "000.00.16.H49- 260302-0117" in text_of(replace(factories.register(lines=1), lines=(line,)))

    def test_an_empty_book_says_so(self) -> None:
        assert "Không có hồ sơ trong thời gian này" in text_of(factories.register(lines=0))


class TestLetters:
    def test_every_vietnamese_letter_is_drawn_and_read_back(self) -> None:
        letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
        words = " ".join(letters + letters.upper())
        text = text_of(factories.refusal(reason=words))
        assert words in text

    def test_names_from_elsewhere_in_europe_too(self) -> None:
        assert "Владимир Müller Ångström" in text_of(
            factories.refusal(applicants=(replace(factories.CUONG, name="Владимир Müller Ångström"),))
        )

    def test_everything_the_room_calls_drawable_is(self) -> None:
        ranges = [(0x20, 0x250), (0x300, 0x370), (0x370, 0x400), (0x400, 0x460), (0x1E00, 0x1F00), (0x2000, 0x2660)]
        signs = "".join(chr(code) for begin, end in ranges for code in range(begin, end))
        kept = "".join(sign for sign in signs if drawable(sign) == sign)
        read(factories.refusal(reason="Lý do: " + kept))

    def test_a_pictogram_does_not_stop_a_paper(self) -> None:
        assert "không còn nhu cầu □ (□)" in text_of(factories.stop(reason="không còn nhu cầu 😀 (張)"))

    def test_what_somebody_typed_is_never_taken_for_markup(self) -> None:
        typed = '#panic("x") *đậm* _nghiêng_ $a$ \\ <nhãn> @ai = một'
        assert typed in text_of(factories.refusal(reason=typed))


class TestMissingFields:
    def test_stop_the_paper_and_are_named(self) -> None:
        with pytest.raises(Refused) as no:
            queries.render(factories.receipt(code="", applicants=(replace(factories.AN, name=""),)), at=AT)
        refusal = no.value.refusal
        assert refusal.code == "paper_incomplete"
        assert "Giấy tiếp nhận hồ sơ" in sentence_of(refusal)

    def test_in_the_readers_language(self) -> None:
        with pytest.raises(Refused) as no:
            queries.render(factories.supplement(reason="", head=replace(factories.CENTRE, issuer="")), at=AT)
        with override("en"):
            assert "the head – the issuing agency, the reason" in sentence_of(no.value.refusal)


class TestThePress:
    def test_serves_several_threads(self) -> None:
        answers: dict[int, bytes] = {}

        def print_one(number: int) -> None:
            answers[number] = queries.render(factories.refusal(reason=f"Lý do {number}"), at=AT)

        threads = [threading.Thread(target=print_one, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(
            f"Lý do {number}" in one_line(PdfReader(BytesIO(pdf)).pages[0].extract_text())
            for number, pdf in answers.items()
        )
        assert len(answers) == 6

    def test_says_so_in_a_forked_child_instead_of_waiting_for_ever(self) -> None:
        queries.render(factories.refusal(), at=AT)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                queries.render(factories.refusal(), at=AT)
            except RuntimeError as error:
                os.write(writing, str(error).encode())
            finally:
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading) as answer:
            assert answer.read().startswith("This process was forked")

    def test_uses_no_font_of_the_machine(self) -> None:
        typsts_own = {"Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math"}
        assert {family for family in press.families() if not family.startswith("Be Vietnam Pro")} == typsts_own
        assert "Be Vietnam Pro" in press.families()

    def test_every_form_has_its_template(self) -> None:
        own = {"separator", "sample_picture", "printer_test", "code_pad", "declared_form"}
        beside = {"official", "letter", "signature_stamp", "labels"} | own
        templates = {path.stem for path in Path(press.FORMS).glob("*.typ")} - beside
        assert templates == {kind.template for kind in get_args(Paper)} == {paper.template for paper in EVERY_PAPER}


def test_a_paper_is_printed_at_any_fraction_of_a_second() -> None:
    assert queries.render(factories.refusal(), at=AT.replace(microsecond=123_456)).startswith(b"%PDF")
