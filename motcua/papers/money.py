"""The papers about money: the receipt for fees, the request to pay them by transfer, and the sheet of a closed day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.papers.parts import Charge, Copy, Form, Head, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceipt:
    """Biên lai thu phí, lệ phí: of a book, with a number, for one or several dossiers.

    `charges` say in `state` for which dossier they are. `in_words` is the total in words; `replaces` the number of the
    spoilt receipt in whose place this one is.
    """

    template: ClassVar[str] = "payment_receipt"
    form: Form
    head: Head
    series: str
    number: str
    payer: str
    charges: tuple[Charge, ...]
    total: Charge
    in_words: str
    manner: str
    paid_at: datetime
    cashier: Signer
    book: str = ""
    replaces: str = ""
    refunded: Charge | None = None
    copies: tuple[Copy, ...] = (Copy.KEPT, Copy.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSlip:
    """Phiếu hoàn trả phí, lệ phí: what went back at once, on which ground, and of which receipt.

    `charges` say in `state` for which dossier they were; `in_words` is the total in words.
    """

    template: ClassVar[str] = "refund_slip"
    form: Form
    head: Head
    payer: str
    receipt: str
    charges: tuple[Charge, ...]
    total: Charge
    in_words: str
    ground: str
    reason: str
    manner: str
    refunded_at: datetime
    cashier: Signer
    copies: tuple[Copy, ...] = (Copy.KEPT, Copy.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """Phiếu báo nộp phí, lệ phí: what is owed. `transfer` is what a bank's program reads, printed as a QR code."""

    template: ClassVar[str] = "payment_request"
    form: Form
    head: Head
    payer: str
    charges: tuple[Charge, ...]
    total: Charge
    in_words: str
    bank: str
    account: str
    holder: str
    purpose: str
    transfer: str


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One receipt of a day."""

    number: str
    at: datetime
    codes: str
    manner: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountedLine:
    """How many notes or coins of one denomination lay in the drawer."""

    value: int
    number: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """Bảng kê thu phí, lệ phí of one cashier's day, with the cash as it was counted."""

    template: ClassVar[str] = "day_sheet"
    form: Form
    head: Head
    of_day: date
    desk: str
    closed_at: datetime
    cashier: Signer
    sums: tuple[Charge, ...]
    lines: tuple[TakenLine, ...] = ()
    returned: tuple[TakenLine, ...] = ()
    counted: tuple[CountedLine, ...] = ()
    reason: str = ""
