"""What papers say of themselves, as machines read them: two columns in one line, tones lost, O for 0."""

from datetime import date

import pytest

from motcua.papers.scanning.rules.proposing import lacking, proposed
from motcua.papers.scanning.types import Fact, PaperFacts

CONFIRMATION = """
ỦY BẠN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG HỒNG GAI Độc lộp - Tự do - Hạnh phúc

Số: 12O/GXN-UBND Hồng Gơi, ngày O5 thóng 3 năm 2026

GIẤY XÁC NHẬN
TÌNH TRẠNG HÔN NHÂN

V/v xác nhận tình trạng hôn nhân
của công dân
Xét đề nghị của công dân tại phiếu số 7;
Họ, chữ đệm, tên: NGUYỄN VĂN THẮNG   Giới tính: Nam
Sinh ngày 12 tháng 7 năm 1985
Số định danh cá nhân: 022 085 001 234
Giấy này có gió trị trong thời hạn 06 tháng kể từ ngày cấp, trên toàn quốc.
"""
DECISION = """
ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH
SỞ TƯ PHÁP
Số: 45/QĐ-STP
Quảng Ninh, ngày 1 tháng 2 năm 2026
QUYẾT ĐỊNH
Về việc cấp giấy phép hoạt động
Tên doanh nghiệp: Công ty TNHH Hạ Long Xanh
Mã số doanh nghiệp: 5700101234
Có giá trị đến ngày 31/12/2030
"""
APPLICATION = """
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
TỜ KHAI ĐĂNG KÝ KHAI SINH
Kính gửi: Ủy ban nhân dân phường Hồng Gai
Họ, chữ đệm, tên người yêu cầu: Trần Thị Hoa
Năm sinh: 1992
Số CCCD: 022192004321
"""


def test_a_confirmation_is_understood_however_badly_it_was_read() -> None:
    assert proposed(CONFIRMATION) == PaperFacts(
        title="Giấy xác nhận tình trạng hôn nhân",
        number="120/GXN-UBND",
        issuer="Ủy ban nhân dân phường Hồng Gai",
        issued_on=date(2026, 3, 5),
        summary="xác nhận tình trạng hôn nhân của công dân",
        valid_from=date(2026, 3, 5),
        valid_to=date(2026, 9, 5),
        scope="Toàn quốc",
        owner_number="022085001234",
        owner_name="NGUYỄN VĂN THẮNG",
        owner_birth_year=1985,
    )


def test_of_a_decision_the_lower_authority_is_the_issuer_and_an_enterprise_the_owner() -> None:
    said = proposed(DECISION)
    assert (said.title, said.number, said.issuer) == ("Quyết định", "45/QĐ-STP", "Sở Tư pháp")
    assert said.summary == "cấp giấy phép hoạt động"
    assert (said.owner_name, said.owner_number) == ("Công ty TNHH Hạ Long Xanh", "5700101234")
    assert (said.valid_from, said.valid_to) == (date(2026, 2, 1), date(2030, 12, 31))


def test_a_persons_own_declaration_has_no_issuer_and_no_number() -> None:
    said = proposed(APPLICATION)
    assert (said.title, said.number, said.issuer, said.issued_on) == ("Tờ khai đăng ký khai sinh", "", "", None)
    assert (said.owner_name, said.owner_number, said.owner_birth_year) == ("Trần Thị Hoa", "022192004321", 1992)


@pytest.mark.parametrize(
    ("term", "last"),
    [
        ("06 tháng", date(2026, 7, 31)),
        ("1 tháng", date(2026, 2, 28)),
        ("02 năm", date(2028, 1, 31)),
        ("90 ngày", date(2026, 5, 1)),
    ],
)
def test_a_term_is_counted_from_the_day_of_issue(term: str, last: date) -> None:
    text = f"Hạ Long, ngày 31 tháng 01 năm 2026\nGiấy này có giá trị trong thời hạn {term} kể từ ngày ký."
    assert proposed(text).valid_to == last


@pytest.mark.parametrize(
    "text",
    ["", "\n \n", "ngày 45 tháng 13 năm 2026", "Sinh ngày 12 tháng 7 năm 1985", "1234567890123456", "Số điện thoại 09"],
)
def test_what_is_not_said_is_not_guessed(text: str) -> None:
    said = proposed(text)
    assert (said.issued_on, said.owner_number, said.number, said.title) == (None, "", "", "")


def test_what_the_law_wants_to_know_and_nobody_said_is_named() -> None:
    assert lacking(PaperFacts()) == tuple(Fact)
    assert lacking(proposed(CONFIRMATION)) == (Fact.KIND_CODE,)
    by_name = PaperFacts(owner_name="An", owner_birth_year=1947, issued_on=date(2026, 1, 1), issuer="UBND")
    assert Fact.OWNER not in lacking(by_name)
    assert Fact.OWNER in lacking(PaperFacts(owner_name="An", owner_birth_year=1947))
