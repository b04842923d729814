"""The papers about money, filled in. Official text is Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import queries as papers
from motcua.papers.types import (
    Charge,
    CountedLine,
    DaySheet,
    PaymentReceipt,
    PaymentRequest,
    RefundSlip,
    Signer,
    TakenLine,
)
from motcua.payments.queries.books import account_of
from motcua.payments.queries.days import day as day_of
from motcua.payments.queries.owing import owing
from motcua.payments.queries.payments import payment as payment_of
from motcua.payments.rules import vietqr
from motcua.payments.rules.amounts import in_words
from motcua.payments.tables import form_on
from motcua.payments.types import BY_HAND, Account, Count, Day, Ground, Method, Owing, PaidLine, Payment, Refund, Till

_MANNERS: Final[Mapping[Method, str]] = {
    Method.CASH: "Tiền mặt",
    Method.CARD: "Thẻ",
    Method.TRANSFER: "Chuyển khoản",
    Method.ONLINE: "Thanh toán trực tuyến",
}
_GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.REFUSED: "hồ sơ bị từ chối",
    Ground.STOPPED: "dừng giải quyết",
    Ground.WRONG_CHARGE: "thu nhầm",
}
_TOTAL = "Tổng cộng"
_MACHINE = "Hệ thống thu trực tuyến"
"""Who took and gave what went through a gateway, on papers."""


@dataclass(frozen=True, slots=True)
class MoneyPaper:
    """A paper about money as plain values. `name` is what its printings are counted under, `dated` the day it bears."""

    paper: PaymentReceipt | RefundSlip | PaymentRequest | DaySheet
    name: str
    dated: datetime


def receipt_paper(scope: Scope, payment_id: int, *, at: datetime) -> MoneyPaper:
    """Biên lai thu phí, lệ phí, dated the day of the payment. Raises Refused (`payments_absent`)."""
    one = payment_of(scope, payment_id, at=at, language="vi")
    return MoneyPaper(_receipt(one), f"payment/{one.id}/receipt/{one.receipt.written}", one.paid_at)


def payers_receipt(dossier_id: int, payment_id: int, *, at: datetime) -> tuple[bytes, str]:
    """The receipt of what was paid for a dossier as PDF, with its number, for a face that has found out that the reader
    may have it. A receipt fetched again is the same file, so nothing is counted. Raises Refused (`payments_absent`).
    """
    found = receipt_paper(EVERYTHING, payment_id, at=at)
    one = payment_of(EVERYTHING, payment_id, at=at, language="vi")
    if dossier_id not in {line.dossier_id for line in one.lines}:
        raise Refused(Refusal("payments_absent"))
    return papers.render(found.paper, at=found.dated), one.receipt.written


def refund_paper(scope: Scope, payment_id: int, number: int, *, at: datetime) -> MoneyPaper:
    """Phiếu hoàn trả phí, lệ phí of the time money of a payment went back, the first being 1.

    Raises Refused (`payments_absent`), also where there was no such time.
    """
    one = payment_of(scope, payment_id, at=at, language="vi")
    times = one.refunded_times
    if not 1 <= number <= len(times):
        raise Refused(Refusal("payments_absent"))
    when = times[number - 1]
    back = [(line, refund) for line in one.lines for refund in line.refunds if refund.refunded_at == when]
    return MoneyPaper(_refund(one, back), f"payment/{one.id}/refund/{number}", when)


def request_paper(scope: Scope, dossier_ids: Sequence[int], *, agency_id: int, at: datetime) -> PaymentRequest:
    """What dossiers owe, with the code of the transfer. Raises Refused: `payment_nothing_owed`, `account_absent`."""
    owed, account = _owed(scope, dossier_ids, at), _account(agency_id)
    total = sum(one.total for one in owed)
    return PaymentRequest(
        form=form_on("request", at.date()),
        head=dossier.head_of(agency_id),
        payer=next(filter(None, (one.applicant for one in owed)), ""),
        charges=tuple(Charge(line.label, line.amount, one.code) for one in owed for line in one.lines),
        total=Charge(_TOTAL, total),
        in_words=in_words(total),
        bank=account.bank_name,
        account=account.number,
        holder=account.holder,
        purpose=_purpose(owed),
        transfer=_code(account, owed),
    )


def transfer_code(scope: Scope, dossier_ids: Sequence[int], *, agency_id: int, at: datetime) -> str:
    """The VietQR code that pays what these dossiers owe. Raises Refused: `payment_nothing_owed`, `account_absent`."""
    return _code(_account(agency_id), _owed(scope, dossier_ids, at))


def transfer_qr(scope: Scope, dossier_ids: Sequence[int], *, agency_id: int, at: datetime) -> bytes:
    """The same as a picture (SVG)."""
    return papers.qr_code(transfer_code(scope, dossier_ids, agency_id=agency_id, at=at)).encode()


def day_sheet(scope: Scope, till_id: int) -> MoneyPaper:
    """The sheet of a closed day. Raises Refused: `payments_absent`, `day_not_closed`."""
    whole = day_of(scope, till_id)
    if whole.till.closed_at is None or whole.till.count is None:
        raise Refused(Refusal("day_not_closed"))
    sheet = _sheet(whole, whole.till.count, whole.till.closed_at)
    return MoneyPaper(sheet, f"till/{till_id}", whole.till.closed_at)


def _receipt(one: Payment) -> PaymentReceipt:
    manner = _MANNERS[one.method]
    voided = next((receipt for receipt in one.receipts if receipt.voided_at is not None), None)
    return PaymentReceipt(
        form=form_on("receipt", one.paid_at.date()),
        head=dossier.head_of(one.agency_id),
        series=one.receipt.series,
        number=f"{one.receipt.number:07d}",
        payer=one.payer or "(đã xóa)",
        charges=tuple(Charge(line.label, line.amount, line.code) for line in one.lines),
        total=Charge(_TOTAL, one.amount),
        in_words=in_words(one.amount),
        manner=f"{manner}, số tham chiếu {one.reference}" if one.reference else manner,
        paid_at=one.paid_at,
        cashier=Signer(_MACHINE if one.method is Method.ONLINE else one.cashier),
        book=str(one.receipt.book),
        replaces=voided.written if voided is not None else "",
        refunded=Charge("Đã hoàn trả", one.refunded) if one.refunded else None,
    )


def _refund(one: Payment, back: Sequence[tuple[PaidLine, Refund]]) -> RefundSlip:
    (_line, first), total = back[0], sum(refund.amount for _paid, refund in back)
    manner = _MANNERS[first.method]
    return RefundSlip(
        form=form_on("refund", first.refunded_at.date()),
        head=dossier.head_of(one.agency_id),
        payer=one.payer or "(đã xóa)",
        receipt=one.receipt.written,
        charges=tuple(Charge(line.label, refund.amount, line.code) for line, refund in back),
        total=Charge(_TOTAL, total),
        in_words=in_words(total),
        ground=_GROUNDS[first.ground],
        reason=first.reason or "(đã xóa)",
        manner=f"{manner}, số tham chiếu {first.reference}" if first.reference else manner,
        refunded_at=first.refunded_at,
        cashier=Signer(_MACHINE if first.method is Method.ONLINE else first.refunded_by),
    )


def _owed(scope: Scope, dossier_ids: Sequence[int], at: datetime) -> tuple[Owing, ...]:
    owed = owing(scope, dossier_ids, at=at)
    if not owed:
        raise Refused(Refusal("payment_nothing_owed"))
    return owed


def _account(agency_id: int) -> Account:
    account = account_of(agency_id)
    if account is None:
        raise Refused(Refusal("account_absent"))
    return account


def _code(account: Account, owed: Sequence[Owing]) -> str:
    return vietqr.payload(
        bank_code=account.bank_code,
        account=account.number,
        amount=sum(one.total for one in owed),
        purpose=_purpose(owed),
    )


def _purpose(owed: Sequence[Owing]) -> str:
    """The code of the first dossier, and how many others."""
    others = len(owed) - 1
    return owed[0].code + (f" +{others}" if others else "")


def _sheet(whole: Day, count: Count, closed_at: datetime) -> DaySheet:
    till, totals = whole.till, whole.totals
    sums = [Charge(f"Thu {_MANNERS[method].lower()}", totals.paid.get(method, 0)) for method in _columns(till)]
    sums += [Charge(f"Hoàn trả {_MANNERS[method].lower()}", amount) for method, amount in totals.refunded.items()]
    return DaySheet(
        form=form_on("day_sheet", till.day),
        head=dossier.head_of(till.agency_id),
        of_day=till.day,
        desk=_desk(till),
        closed_at=closed_at,
        cashier=Signer(till.cashier if till.officer_id is not None else _MACHINE),
        sums=(
            *sums,
            Charge("Tổng thu sau hoàn trả", totals.whole),
            *(_counted(whole, count) if till.officer_id is not None else ()),
        ),
        lines=tuple(
            TakenLine(
                number=one.receipt,
                at=one.paid_at,
                codes=", ".join(one.codes),
                manner=_MANNERS[one.method],
                amount=one.amount,
                note=f"thay biên lai đã hủy {', '.join(one.voided)}" if one.voided else "",
            )
            for one in whole.payments
        ),
        returned=tuple(
            TakenLine(one.receipt, one.refunded_at, one.code, _MANNERS[one.method], one.amount, _GROUNDS[one.ground])
            for one in whole.refunds
        ),
        counted=tuple(
            CountedLine(value, number, value * number) for value, number in sorted(count.pieces.items(), reverse=True)
        ),
        reason=till.reason,
    )


def _counted(whole: Day, count: Count) -> Sequence[Charge]:
    """The cash of a till, as it must be and as it was counted."""
    return (
        Charge("Tiền lẻ đầu ngày", count.opening),
        Charge("Tiền mặt phải có", count.opening + whole.totals.cash),
        Charge("Tiền mặt thực đếm", count.amount),
        Charge("Chênh lệch", whole.till.difference),
    )


def _columns(till: Till) -> Sequence[Method]:
    """In which ways money can have come into it."""
    return BY_HAND if till.officer_id is not None else (Method.ONLINE,)


def _desk(till: Till) -> str:
    agency = organisation.agency_names([till.agency_id]).get(till.agency_id, "")
    if till.desk_id is None:
        return agency
    return f"{organisation.desk(till.desk_id).name}, {agency}"
