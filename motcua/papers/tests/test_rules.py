"""What is missing from a paper, and how dates, money and texts are written on it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.papers.rules import wording
from motcua.papers.rules.completeness import missing
from motcua.papers.rules.printed import printed, qr_code
from motcua.papers.tests import factories
from motcua.papers.types import Enclosure, Head

MORNING = factories.MORNING


class TestWhatIsMissing:
    @pytest.mark.parametrize(
        "paper",
        [
            factories.receipt(),
            factories.supplement(),
            factories.refusal(),
            factories.apology(),
            factories.stop(),
            factories.control(),
            factories.register(),
            factories.register(lines=0),
        ],
        ids=lambda paper: paper.template,
    )
    def test_nothing_from_a_filled_one(self, paper: object) -> None:
        assert missing(paper) == ()

    @pytest.mark.parametrize(
        ("paper", "lacking"),
        [
            (factories.receipt(code=""), ("code",)),
            (factories.receipt(term="  "), ("term",)),
            (factories.receipt(enclosures=()), ("enclosures",)),
            (factories.receipt(applicants=()), ("applicants",)),
            (factories.receipt(appointment_at=None), ("appointment_at",)),
            (factories.receipt(head=Head(issuer="", place="")), ("head.issuer", "head.place")),
            (factories.receipt(enclosures=(Enclosure("Tờ khai"), Enclosure(""))), ("enclosures.1.name",)),
            (factories.supplement(wanted=(), reason=""), ("wanted", "reason")),
            (factories.supplement(wanted=("Bản sao", " ")), ("wanted.1",)),
            (factories.refusal(reason=""), ("reason",)),
            (factories.apology(signer=replace(factories.DUNG, name="")), ("signer.name",)),
            (factories.stop(stage=""), ("stage",)),
            (factories.control(handovers=()), ("handovers",)),
        ],
    )
    def test_what_a_paper_cannot_do_without(self, paper: object, lacking: tuple[str, ...]) -> None:
        assert missing(paper) == lacking

    def test_what_may_stay_open(self) -> None:
        assert missing(factories.supplement(code="", tracking_address="", until=None, contact="")) == ()
        assert missing(factories.apology(new_appointment_at=None)) == ()


class TestWording:
    @pytest.mark.parametrize(
        ("day", "written"),
        [
            (date(2026, 3, 2), "ngày 02 tháng 3 năm 2026"),
            (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
            (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
            (date(2026, 12, 24), "ngày 24 tháng 12 năm 2026"),
        ],
    )
    def test_a_day(self, day: date, written: str) -> None:
        assert wording.day_written(day) == written

    def test_an_instant(self) -> None:
        assert wording.moment_written(datetime(2026, 3, 2, 7, 5)) == "07 giờ 05 phút, ngày 02 tháng 3 năm 2026"

    @pytest.mark.parametrize(
        ("amount", "written"), [(0, "0 đồng"), (8_000, "8.000 đồng"), (1_250_000, "1.250.000 đồng")]
    )
    def test_money(self, amount: int, written: str) -> None:
        assert wording.money_written(amount) == written

    def test_signs_no_form_can_draw(self) -> None:
        assert wording.drawable("Đặng 張 😀 “Ước” – Müller Иван") == "Đặng □ □ “Ước” – Müller Иван"


class TestPrinted:
    def test_every_value_is_in_words(self) -> None:
        values = printed(factories.receipt(), at=MORNING)
        assert values["day"] == "ngày 02 tháng 3 năm 2026"
        assert values["appointment_at"] == "17 giờ 00 phút, ngày 16 tháng 3 năm 2026"
        assert values["charges"][0]["amount"] == "200.000 đồng"
        assert [copy["label"] for copy in values["copies"]] == ["Lưu", "Giao khách hàng"]

    def test_a_book_writes_its_hours_in_figures(self) -> None:
        line = printed(factories.register(lines=1), at=MORNING)["lines"][0]
        assert line["received_at"] == "02/03/2026 09:10"
        assert line["appointment_at"] == "16/03/2026 17:00"

    def test_a_paper_without_a_code_has_no_qr_code(self) -> None:
        assert "qr" not in printed(factories.refusal(), at=MORNING)

    def test_the_qr_code_is_a_drawing_of_its_address(self) -> None:
        assert qr_code(factories.ADDRESS).startswith("<svg")
        assert qr_code(factories.ADDRESS) != qr_code(factories.ADDRESS + "x")
