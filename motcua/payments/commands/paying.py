"""Taking money: for one dossier or for a visit, one payment, one receipt."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from motcua.dossier.types import OwedFee
from motcua.journal.commands import Unit, recording
from motcua.journal.types import HEAD_COLUMNS, RequestKey, StreamHead
from motcua.kernel import reference, statements
from motcua.kernel.types import Actor, granted
from motcua.organisation.types import Scope
from motcua.payments import entries
from motcua.payments.commands.opening import Opened, opened
from motcua.payments.rules.tender import objection_to_amount, objection_to_tender
from motcua.payments.sight import require_cashier
from motcua.payments.types import Place, Tender, written_number
from motcua.process import commands as process
from motcua.process.types import Settlement

_PAYMENT = """
INSERT INTO payments_payment (id, till_id, agency_id, method, amount, given, reference, paid_at,
                              stream_sequence, stream_digest, stream_at)
SELECT * FROM json_to_recordset(%s::json) AS p (
    id bigint, till_id bigint, agency_id bigint, method text, amount bigint, given bigint, reference text,
    paid_at timestamp, stream_sequence bigint, stream_digest bytea, stream_at timestamp)
"""
_LINES = """
INSERT INTO payments_line (payment_id, dossier_id, fee_key, amount, refunded)
SELECT payment_id, dossier_id, fee_key, amount, 0 FROM json_to_recordset(%s::json) AS l (
    payment_id bigint, dossier_id bigint, fee_key text, amount bigint)
"""
_RECEIPT = """
INSERT INTO payments_receipt (payment_id, book_id, number, issued_at)
VALUES (%s::bigint, %s::bigint, %s::integer, %s::timestamp)
"""


def pay(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    place: Place,
    book_id: int,
    fees: Mapping[int, Collection[str]],
    tender: Tender,
    expected: int,
    key: RequestKey | None = None,
) -> int:
    """Takes what dossiers owe under these keys, and gives a receipt of the book; answers the id of the payment.

    `expected` is the amount that was seen. Raises Refused: `payments_not_yours`, `payment_nothing_owed`,
    `payment_amount_changed`, `payment_too_little`, `payment_reference`, `day_closed`, `book_absent`, `book_used_up`,
    and what the dossiers refuse.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["payment_id"])
        money = Taking(unit, scope, place, book_id, tender, expected=expected)
        process.settle_fees(actor=actor, scope=scope, at=at, fees=fees, settled=money)
        unit.answer({"payment_id": money.payment_id})
        return money.payment_id


class Taking:
    """Money that is being taken inside somebody's unit of work: told what is owed, it answers with what it is settled.

    For whoever lets `process` settle fees together with other things. Raises Refused: `payments_not_yours`, and when it
    is called what `pay` refuses.
    """

    payment_id: int = 0

    def __init__(self, unit: Unit, scope: Scope, place: Place, book_id: int, tender: Tender, *, expected: int) -> None:
        self._unit, self._place, self._book_id, self._tender, self._expected = unit, place, book_id, tender, expected
        self._officer_id = require_cashier(scope, place)

    def __call__(self, owed: Mapping[int, tuple[OwedFee, ...]]) -> Settlement:
        """Takes what is owed, and says what it is settled with."""
        amount = sum(fee.amount for fees_of_one in owed.values() for fee in fees_of_one)
        granted(objection_to_amount(expected=self._expected, owed=amount))
        granted(objection_to_tender(self._tender, amount=amount))
        begun = opened(self._place, officer_id=self._officer_id, book_id=self._book_id, at=self._unit.at)
        self.payment_id = begun.payment_id
        return settlement(self._unit, begun, self._place, self._tender, amount=amount, owed=owed)


def settlement(
    unit: Unit, begun: Opened, place: Place, tender: Tender, *, amount: int, owed: Mapping[int, tuple[OwedFee, ...]]
) -> Settlement:
    """The money for what is owed, with the next receipt of the book: what the dossiers are settled with."""
    number = begun.draw()
    lines = [
        {"payment_id": begun.payment_id, "dossier_id": dossier_id, "fee_key": fee.key, "amount": fee.amount}
        for dossier_id, fees in owed.items()
        for fee in fees
    ]
    body = {
        "till_id": begun.till_id,
        "book_id": begun.book_id,
        "number": number,
        "method": tender.method.value,
        "amount": amount,
        "lines": [{name: value for name, value in line.items() if name != "payment_id"} for line in lines],
    }
    head = unit.append(StreamHead(f"payment/{begun.payment_id}"), kind=entries.PAID, version=1, body=body)
    payment: dict[str, Any] = {
        "id": begun.payment_id,
        "till_id": begun.till_id,
        "agency_id": place.agency_id,
        "method": tender.method.value,
        "amount": amount,
        "given": tender.given,
        "reference": tender.reference,
        "paid_at": unit.at,
        **dict(zip(HEAD_COLUMNS, (head.sequence, head.digest, head.at), strict=True)),
    }
    return Settlement(
        written_number(begun.series, number),
        (
            (_PAYMENT, [statements.recordset([payment])]),
            (_LINES, [statements.recordset(lines)]),
            (_RECEIPT, [begun.payment_id, begun.book_id, number, unit.at]),
        ),
    )
