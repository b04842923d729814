"""The papers about money, filled in for the tests of the press."""

from datetime import date, datetime

from motcua.papers.tests.factories import CENTRE, MORNING
from motcua.papers.types import (
    Charge,
    CountedLine,
    DaySheet,
    Form,
    PaymentReceipt,
    PaymentRequest,
    RefundSlip,
    Signer,
    TakenLine,
)

_CODE = "H49.22-260302-000117"
_CHARGES = (Charge("Phí cấp bản sao trích lục hộ tịch", 16_000, _CODE), Charge("Lệ phí", 50_000, _CODE))
_TOTAL = Charge("Tổng cộng", 66_000)
_WORDS = "Sáu mươi sáu nghìn đồng"


def receipt() -> PaymentReceipt:
    return PaymentReceipt(
        form=Form("01BLP", "Biên lai thu phí, lệ phí", "Nghị định số 123/2020/NĐ-CP"),
        head=CENTRE,
        series="AA-26P",
        number="0000012",
        payer="Trần Văn Đức",
        charges=_CHARGES,
        total=_TOTAL,
        in_words=_WORDS,
        manner="Tiền mặt",
        paid_at=MORNING,
        cashier=Signer("Đỗ Thị Mai"),
        book="3",
        replaces="AA-26P 0000011",
        refunded=Charge("Đã hoàn trả", 16_000),
    )


def request() -> PaymentRequest:
    return PaymentRequest(
        form=Form("NB-01", "Phiếu báo nộp phí, lệ phí", "quy trình nội bộ"),
        head=CENTRE,
        payer="Trần Văn Đức",
        charges=_CHARGES,
        total=_TOTAL,
        in_words=_WORDS,
        bank="Ngân hàng Mẫu",
        account="0011012345678",
        holder="TRUNG TAM MAU",
        purpose=_CODE,
        transfer="00020101021238570010A000000727",
    )


def sheet() -> DaySheet:
    lines = tuple(
        TakenLine(f"AA-26P {number:07d}", datetime(2026, 3, 2, 8, number), _CODE, "Tiền mặt", 66_000)
        for number in range(1, 31)
    )
    return DaySheet(
        form=Form("NB-02", "Bảng kê thu phí, lệ phí", "quy trình nội bộ"),
        head=CENTRE,
        of_day=date(2026, 3, 2),
        desk="Quầy 1",
        closed_at=datetime(2026, 3, 2, 17, 0),
        cashier=Signer("Đỗ Thị Mai"),
        sums=(Charge("Thu tiền mặt", 1_980_000), Charge("Chênh lệch", -10_000)),
        lines=lines,
        returned=(TakenLine("AA-26P 0000001", MORNING, _CODE, "Tiền mặt", 16_000, "thu nhầm"),),
        counted=(CountedLine(500_000, 3, 1_500_000), CountedLine(10_000, 48, 480_000)),
        reason="Thối nhầm tiền",
    )


def refund() -> RefundSlip:
    """Money of that receipt that went back."""
    return RefundSlip(
        form=Form("NB-03", "Phiếu hoàn trả phí, lệ phí", "quy trình nội bộ của cơ quan thu"),
        head=CENTRE,
        payer="Trần Văn Đức",
        receipt="AA-26P 0000012",
        charges=(Charge("Phí cấp bản sao trích lục hộ tịch", 16_000, _CODE),),
        total=Charge("Tổng cộng", 16_000),
        in_words="Mười sáu nghìn đồng",
        ground="thu nhầm",
        reason="Thu thừa hai bản",
        manner="Tiền mặt",
        refunded_at=MORNING,
        cashier=Signer("Đỗ Thị Mai"),
    )
