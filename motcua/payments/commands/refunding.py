"""Money that goes back: with a ground and a reason, out of today's till, never more than was paid."""

from collections.abc import Mapping
from datetime import datetime

from motcua.dossier import queries as dossier
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import statements
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.payments import entries
from motcua.payments.commands.locking import LockedPayment, locked
from motcua.payments.commands.opening import opened_till
from motcua.payments.rules.refunding import objection_to_refund
from motcua.payments.rules.tender import objection_to_reference
from motcua.payments.sight import require_cashier
from motcua.payments.types import Ground, Method, Place, Tender

_WRITE = """
WITH back AS (
    SELECT * FROM json_to_recordset(%s::json) AS r (line_id bigint, amount bigint)
), lines AS (
    UPDATE payments_line SET refunded = refunded + back.amount FROM back WHERE payments_line.id = back.line_id
), moved AS (
    UPDATE payments_payment SET stream_sequence = %s::bigint, stream_digest = %s::bytea, stream_at = %s::timestamp
    WHERE id = %s::bigint
)
INSERT INTO payments_refund (
    line_id, till_id, amount, ground, method, reference, reason_id, reason_digest, refunded_at
)
SELECT line_id, %s::bigint, amount, %s::text, %s::text, %s::text, %s::bigint, %s::bytea, %s::timestamp
FROM back
"""


def refund(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    place: Place,
    payment_id: int,
    amounts: Mapping[int, int],
    ground: Ground,
    reason: str,
    tender: Tender,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Gives back these amounts of the lines of a payment, named by their ids. The fees stay settled: what is owed after
    a wrong charge, the officer fixes anew.

    Raises Refused: `payments_absent`, `payments_not_yours`, `refund_nothing`, `refund_too_much`, `refund_ground`,
    `refund_online` (it goes back through its gateway), `payment_reference`, `day_closed`, `text_missing`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        officer_id = require_cashier(scope, place)
        till_id = opened_till(place, officer_id=officer_id, payment_id=payment_id, at=unit.at)
        payment = locked(scope, payment_id)
        unit.require_seen(payment.head, seen)
        back = {line_id: amount for line_id, amount in amounts.items() if amount}
        if payment.method is Method.ONLINE:
            raise Refused(Refusal("refund_online"))
        require_refundable(payment, back, ground)
        if tender.method is not Method.CASH:
            granted(objection_to_reference(tender.reference))
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        give_back(unit, payment, back, till_id=till_id, ground=ground, tender=tender, why=why)
        unit.answer({"payment_id": payment_id})


def give_back(
    unit: Unit,
    payment: LockedPayment,
    back: Mapping[int, int],
    *,
    till_id: int,
    ground: Ground,
    tender: Tender,
    why: TextRef,
) -> None:
    """Writes down that these amounts of a payment's lines go back, inside a unit that has locked both and looked."""
    body = {
        "till_id": till_id,
        "lines": [{"line_id": line_id, "amount": amount} for line_id, amount in back.items()],
        "ground": ground.value,
        "method": tender.method.value,
        "reason": why.body(),
    }
    head = unit.append(payment.head, kind=entries.REFUNDED, version=1, body=body)
    rows = statements.recordset([{"line_id": line_id, "amount": amount} for line_id, amount in back.items()])
    moved = [head.sequence, head.digest, head.at, payment.id]
    said = [ground.value, tender.method.value, tender.reference, why.id, why.digest, unit.at]
    statements.execute(_WRITE, [rows, *moved, till_id, *said])


def require_refundable(payment: LockedPayment, back: Mapping[int, int], ground: Ground) -> None:
    """Raises Refused: `refund_nothing`, `refund_too_much`, `refund_ground`."""
    lines = {line.id: line for line in payment.lines}
    if not back or not back.keys() <= lines.keys():
        raise Refused(Refusal("refund_nothing"))
    facts = dossier.facts_many([lines[line_id].dossier_id for line_id in back])
    for line_id, amount in back.items():
        line = lines[line_id]
        how = facts[line.dossier_id]
        left = line.amount - line.refunded
        granted(objection_to_refund(amount=amount, left=left, ground=ground, state=how.state, outcome=how.outcome))
