"""Orders: what somebody is asked to pay for a dossier through a gateway, and for how long."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused, granted, system
from motcua.payments import entries, models
from motcua.payments.commands.arriving import note_money
from motcua.payments.gateways import gateways
from motcua.payments.queries.books import account_of
from motcua.payments.queries.online import due_of
from motcua.payments.rules.arriving import next_question
from motcua.payments.rules.ordering import reference_of
from motcua.payments.rules.tender import objection_to_amount
from motcua.payments.tables import online_rules_on
from motcua.payments.types import Asked, Fate, GatewayTrouble, OnlineRules, OrderState, Source, Way

_ASKING = system("sweep:payments.orders")


def begin_order(
    *, actor: Actor, at: datetime, dossier_id: int, gateway: str, expected: int, key: RequestKey | None = None
) -> int:
    """Asks for what a dossier owes through a gateway; answers the id of the order.

    One that asks for the same by the same way and can still be paid is gone on with; any other open one of the dossier
    ends. `expected` is the amount that was seen. Raises Refused: `no_such_dossier`, `payment_nothing_owed`,
    `payment_amount_changed`, `gateway_not_here`, `payment_waits` (money has come and waits for a receipt).
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["order_id"])
        due = due_of(dossier_id)
        granted(objection_to_amount(expected=expected, owed=due.total))
        if gateway not in due.gateways:
            raise Refused(Refusal("gateway_not_here"))
        # The counter of the agency's orders is locked until the end: of two that are begun at once the second sees the
        # first.
        numbers.draw(f"payment_orders/{due.agency_id}")
        if models.Arrival.objects.filter(order__dossier_id=dossier_id, fate=Fate.WAITING).exists():
            raise Refused(Refusal("payment_waits"))
        lines = {line.key: line.amount for line in due.lines}
        earlier = (
            models.Order.objects.select_for_update(no_key=True).filter(dossier_id=dossier_id, state="open").first()
        )
        if earlier is not None and earlier.gateway == gateway and earlier.lines == lines and at < earlier.expires_at:
            unit.answer({"order_id": earlier.pk})
            return int(earlier.pk)
        if earlier is not None:
            end(unit, earlier)
        rules = online_rules_on(at.date())
        row = models.Order.objects.create(
            dossier_id=dossier_id,
            agency_id=due.agency_id,
            gateway=gateway,
            lines=lines,
            amount=due.total,
            created_at=unit.at,
            expires_at=unit.at + timedelta(minutes=rules.order_minutes),
            next_at=unit.at + timedelta(minutes=rules.ask_every_minutes),
        )
        body = {"dossier_id": dossier_id, "agency_id": due.agency_id, "gateway": gateway, "lines": lines}
        row.with_head(unit.append(row.head, kind=entries.ORDERED, version=1, body=body)).save()
        unit.answer({"order_id": row.pk})
        return int(row.pk)


def end(unit: Unit, row: models.Order) -> None:
    """Ends an order that is locked: nobody is offered it any more. The gateway is asked about it once more, for money
    may have come."""
    row.state = OrderState.ENDED.value
    row.next_at = next_question(at=max(unit.at, row.expires_at), expires_at=row.expires_at, rules=_rules(unit.at))
    body = {"state": row.state, "payment_id": None}
    row.with_head(unit.append(row.head, kind=entries.ORDER_MOVED, version=1, body=body)).save()


def way_to_pay(order_id: int, *, back: str, at: datetime) -> Way:
    """How an order is paid now, as its gateway says; `back` is where it leads the person afterwards.

    Raises Refused: `payments_absent`, `order_over`, `gateway_not_here`, `gateway_away`.
    """
    row = models.Order.objects.filter(id=order_id).first()
    if row is None:
        raise Refused(Refusal("payments_absent"))
    if row.state != OrderState.OPEN or at >= row.expires_at:
        raise Refused(Refusal("order_over"))
    plugin = gateways().get(row.gateway)
    if plugin is None:
        raise Refused(Refusal("gateway_not_here"))
    reference = reference_of(row.pk)
    account = account_of(row.agency_id) if plugin.needs_account else None
    try:
        return plugin.begin(Asked(reference, row.amount, reference, row.expires_at, back, account))
    except GatewayTrouble as trouble:
        raise Refused(Refusal("gateway_not_here" if trouble.is_permanent else "gateway_away")) from trouble


def orders_due(at: datetime) -> QuerySet[models.Order]:
    """The orders about which gateways are asked at that instant."""
    return models.Order.objects.filter(next_at__lte=at).order_by("next_at", "id")


def ask_about(order_id: int, at: datetime) -> None:
    """Asks the gateway whether an order was paid, for notices get lost; ends it when its time is over. The act of the
    sweep; the gateway is asked outside any unit of work.
    """
    row = orders_due(at).filter(id=order_id).first()
    if row is None:
        return
    plugin = gateways().get(row.gateway)
    try:
        told = plugin.ask(reference_of(row.pk)) if plugin is not None else None
    except GatewayTrouble:
        told = None
    if told is not None:
        note_money(at=at, gateway=row.gateway, told=told, source=Source.ASKED)
    _put_off(order_id, at)


def _put_off(order_id: int, at: datetime) -> None:
    with recording(actor=_ASKING, at=at) as unit:
        row = models.Order.objects.select_for_update(no_key=True).get(id=order_id)
        if row.state == OrderState.OPEN and at >= row.expires_at:
            end(unit, row)
        elif row.next_at is not None:
            row.next_at = next_question(at=at, expires_at=row.expires_at, rules=_rules(at))
            row.save(update_fields=["next_at"])


def _rules(at: datetime) -> OnlineRules:
    return online_rules_on(at.date())
