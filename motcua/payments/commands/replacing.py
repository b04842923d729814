"""A spoilt receipt: its number stays, void with a reason, and the payment gets the next one."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import statements
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.payments import entries
from motcua.payments.commands.locking import lock, locked
from motcua.payments.commands.opening import draw
from motcua.payments.sight import require_cashier
from motcua.payments.types import Place

_REPLACE = """
WITH spoilt AS (
    UPDATE payments_receipt SET voided_at = %s::timestamp, reason_id = %s::bigint, reason_digest = %s::bytea
    WHERE id = %s::bigint RETURNING payment_id, book_id, voided_at
), moved AS (
    UPDATE payments_payment SET stream_sequence = %s::bigint, stream_digest = %s::bytea, stream_at = %s::timestamp
    WHERE id = %s::bigint
)
INSERT INTO payments_receipt (payment_id, book_id, number, issued_at)
SELECT payment_id, book_id, %s::integer, voided_at FROM spoilt
"""


def replace_receipt(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    payment_id: int,
    reason: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Makes the receipt of a payment void and gives the next number of the same book.

    Only while the day of the payment is open; afterwards it is printed again. Raises Refused: `payments_absent`,
    `payments_not_yours`, `receipt_day_closed`, `book_closed`, `book_used_up`, `text_missing`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        lock(payment_id)
        payment = locked(scope, payment_id)
        require_cashier(scope, Place(payment.agency_id))
        unit.require_seen(payment.head, seen)
        if payment.till_closed_at is not None:
            raise Refused(Refusal("receipt_day_closed"))
        if payment.book_closed_at is not None:
            raise Refused(Refusal("book_closed", {"series": payment.series}))
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        number = draw(payment.book_id, series=payment.series, first=payment.first, last=payment.last)
        body = {"book_id": payment.book_id, "number": number, "reason": why.body()}
        head = unit.append(payment.head, kind=entries.RECEIPT_REPLACED, version=1, body=body)
        spoilt = [unit.at, why.id, why.digest, payment.receipt_id]
        statements.execute(_REPLACE, [*spoilt, head.sequence, head.digest, head.at, payment_id, number])
        unit.answer({"payment_id": payment_id})
