"""Money that goes back through a gateway is proposed: by the machine where it paid nothing, else by the desk."""

from collections.abc import Mapping
from datetime import datetime

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.payments import entries, models
from motcua.payments.commands.locking import lock, locked
from motcua.payments.commands.refunding import require_refundable
from motcua.payments.sight import require_cashier
from motcua.payments.types import OPEN_REPAYMENTS, Ground, Place


def propose_for_excess(unit: Unit, arrival: models.Arrival) -> None:
    """Money that paid nothing is proposed to go back whole, inside the unit that notes it."""
    _proposed(
        unit,
        models.Repayment(arrival=arrival, agency_id=arrival.agency_id, amount=arrival.amount, proposed_at=unit.at),
    )


def propose_repayment(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    payment_id: int,
    amounts: Mapping[int, int],
    ground: Ground,
    reason: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> int:
    """Proposes that these amounts of the lines of what was paid online go back; answers the id. Nothing goes back
    before a second person approves it.

    Raises Refused: `payments_absent`, `payments_not_yours`, `refund_not_online`, `repayment_open`, `refund_nothing`,
    `refund_too_much`, `refund_ground`, `text_missing`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["repayment_id"])
        lock(payment_id)
        payment = locked(scope, payment_id)
        officer_id = require_cashier(scope, Place(payment.agency_id))
        unit.require_seen(payment.head, seen)
        arrival = models.Arrival.objects.filter(order__payment_id=payment_id, fate="settled").first()
        if arrival is None:
            raise Refused(Refusal("refund_not_online"))
        if models.Repayment.objects.filter(arrival=arrival, state__in=OPEN_REPAYMENTS).exists():
            raise Refused(Refusal("repayment_open"))
        back = {line_id: amount for line_id, amount in amounts.items() if amount}
        require_refundable(payment, back, ground)
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        row = models.Repayment(
            arrival=arrival,
            agency_id=payment.agency_id,
            amount=sum(back.values()),
            lines={str(line_id): amount for line_id, amount in back.items()},
            ground=ground.value,
            reason_id=why.id,
            reason_digest=why.digest,
            proposed_at=unit.at,
            proposed_by_id=officer_id,
        )
        number = _proposed(unit, row)
        unit.answer({"repayment_id": number})
        return number


def _proposed(unit: Unit, row: models.Repayment) -> int:
    row.save()
    body = {
        "arrival_id": row.arrival_id,
        "amount": row.amount,
        "ground": row.ground,
        "lines": [{"line_id": int(line_id), "amount": amount} for line_id, amount in row.lines.items()],
    }
    row.with_head(unit.append(row.head, kind=entries.REPAYMENT_PROPOSED, version=1, body=body)).save()
    return int(row.pk)
