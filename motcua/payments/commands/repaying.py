"""Money that goes back through a gateway: approved by a second person, sent by the sweep, by hand where it must be."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted, system
from motcua.organisation.types import Scope
from motcua.parties.types import TextRef
from motcua.payments import entries, models
from motcua.payments.commands.locking import locked
from motcua.payments.commands.opening import opened_till
from motcua.payments.commands.refunding import give_back, require_refundable
from motcua.payments.gateways import gateways
from motcua.payments.rules.arriving import next_try
from motcua.payments.rules.tender import objection_to_reference
from motcua.payments.sight import require_keeper
from motcua.payments.tables import online_rules_on
from motcua.payments.types import (
    Back,
    GatewayFault,
    GatewayTrouble,
    Ground,
    Method,
    Place,
    RepaymentState,
    Tender,
)

_REPAYING = system("sweep:payments.repayments")


def approve_repayment(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    repayment_id: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> None:
    """Whoever keeps the agency's books approves that money goes back, and did not propose it himself. What had settled
    a fee leaves the online till of today.

    Raises Refused: `payments_absent`, `payments_not_yours`, `repayment_own`, `repayment_moved_on`, `moved_on`,
    `refund_too_much`, `refund_ground`, `day_closed`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _kept_by(scope, repayment_id, RepaymentState.PROPOSED)
        unit.require_seen(row.head, seen)
        if scope.officer_id is None or row.proposed_by_id == scope.officer_id:
            raise Refused(Refusal("repayment_own"))
        if row.reason_id is not None and row.reason_digest is not None:
            _leave_the_till(unit, scope, row, TextRef(row.reason_id, bytes(row.reason_digest)))
        row.approved_by_id, row.next_at = scope.officer_id, unit.at
        _move(unit, row, RepaymentState.APPROVED)
        unit.answer({"repayment_id": repayment_id})


def withdraw_repayment(
    *, actor: Actor, scope: Scope, at: datetime, repayment_id: int, key: RequestKey | None = None
) -> None:
    """Whoever keeps the books says that money which had settled a fee stays. What settled nothing always goes back.

    Raises Refused: `payments_absent`, `payments_not_yours`, `repayment_moved_on`, `repayment_not_ours`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _kept_by(scope, repayment_id, RepaymentState.PROPOSED)
        if not row.lines:
            raise Refused(Refusal("repayment_not_ours"))
        _move(unit, row, RepaymentState.WITHDRAWN)
        unit.answer({"repayment_id": repayment_id})


def repaid_by_hand(
    *, actor: Actor, scope: Scope, at: datetime, repayment_id: int, reference: str, key: RequestKey | None = None
) -> None:
    """Money that its gateway does not give back was transferred: the bank's reference is written down.

    Raises Refused: `payments_absent`, `payments_not_yours`, `repayment_moved_on`, `payment_reference`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _kept_by(scope, repayment_id, RepaymentState.FAILED)
        granted(objection_to_reference(reference))
        row.reference = reference
        _move(unit, row, RepaymentState.DONE)
        unit.answer({"repayment_id": repayment_id})


def repayments_due(at: datetime) -> QuerySet[models.Repayment]:
    """The money that goes back at that instant."""
    return models.Repayment.objects.filter(next_at__lte=at).order_by("next_at", "id")


def repay(repayment_id: int, at: datetime) -> None:
    """Asks the gateway to give money back: the act of the sweep. It is asked outside any unit of work, with the same
    key each time, so that whoever is killed in between asks again and nothing goes back twice.
    """
    row = repayments_due(at).select_related("arrival").filter(id=repayment_id).first()
    if row is None:
        return
    plugin = gateways().get(row.arrival.gateway)
    try:
        if plugin is None:
            raise GatewayTrouble(GatewayFault.REFUSED, "gone")
        reference = plugin.give_back(Back(row.stream, row.arrival.transaction, row.amount), at=at)
    except GatewayTrouble as trouble:
        _note_trouble(repayment_id, trouble, at)
    else:
        _note_done(repayment_id, reference, at)


def _note_done(repayment_id: int, reference: str, at: datetime) -> None:
    with recording(actor=_REPAYING, at=at) as unit:
        row = _locked(repayment_id)
        if row.state == RepaymentState.APPROVED:
            row.reference, row.about = reference, ""
            _move(unit, row, RepaymentState.DONE)


def _note_trouble(repayment_id: int, trouble: GatewayTrouble, at: datetime) -> None:
    with recording(actor=_REPAYING, at=at) as unit:
        row = _locked(repayment_id)
        if row.state != RepaymentState.APPROVED:
            return
        row.about, row.tries = trouble.about, row.tries + 1
        rules = online_rules_on(at.date())
        again = None if trouble.is_permanent else next_try(at=at, tries=row.tries, rules=rules)
        if again is None:
            _move(unit, row, RepaymentState.FAILED)
            return
        row.next_at = again
        row.save()


def _leave_the_till(unit: Unit, scope: Scope, row: models.Repayment, why: TextRef) -> None:
    """What settled a fee goes back in the books as well: out of today's online till, on the payment it came with."""
    payment_id = row.arrival.order.payment_id or 0
    ground = Ground(row.ground)
    till_id = opened_till(Place(row.agency_id), officer_id=None, payment_id=payment_id, at=unit.at)
    payment = locked(scope, payment_id)
    back = {int(line_id): amount for line_id, amount in row.lines.items()}
    require_refundable(payment, back, ground)
    give_back(
        unit, payment, back, till_id=till_id, ground=ground, tender=Tender(Method.ONLINE, reference=row.stream), why=why
    )


def _kept_by(scope: Scope, repayment_id: int, state: RepaymentState) -> models.Repayment:
    row = _locked(repayment_id)
    if row.agency_id not in scope.own_agency_ids:
        raise Refused(Refusal("payments_absent"))
    require_keeper(scope, row.agency_id)
    if row.state != state:
        raise Refused(Refusal("repayment_moved_on", {"state": RepaymentState(row.state)}))
    return row


def _locked(repayment_id: int) -> models.Repayment:
    found = models.Repayment.objects.select_for_update(no_key=True, of=("self",)).select_related("arrival__order")
    row = found.filter(id=repayment_id).first()
    if row is None:
        raise Refused(Refusal("payments_absent"))
    return row


def _move(unit: Unit, row: models.Repayment, state: RepaymentState) -> None:
    row.state = state.value
    if state is not RepaymentState.APPROVED:
        row.next_at = None
    body = {"state": row.state, "reference": row.reference, "about": row.about}
    row.with_head(unit.append(row.head, kind=entries.REPAYMENT_MOVED, version=1, body=body)).save()
