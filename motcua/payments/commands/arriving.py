"""Money that comes through a gateway: noted once, used for what it was asked for, or proposed to go back.

It is never refused and never lost: whatever a gateway tells of truly is written down. One unit tries to settle with it;
if the dossier or the receipt book says no, another writes down what becomes of it instead.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.dossier.types import OwedFee
from motcua.journal.commands import Unit, recording
from motcua.kernel import reference
from motcua.kernel.types import Refusal, Refused, granted, system
from motcua.organisation.types import EVERYTHING
from motcua.payments import entries, models
from motcua.payments.commands.opening import opened
from motcua.payments.commands.paying import settlement
from motcua.payments.commands.proposing import propose_for_excess
from motcua.payments.gateways import gateways
from motcua.payments.queries.books import electronic_book_of
from motcua.payments.rules.arriving import excess_of
from motcua.payments.rules.ordering import number_of
from motcua.payments.rules.tender import objection_to_amount
from motcua.payments.types import (
    Excess,
    Fate,
    ForgedNoticeError,
    Method,
    OrderState,
    Place,
    Source,
    Tender,
    Told,
)
from motcua.process import commands as process
from motcua.process.types import Settlement

_GATEWAY = system("payments.gateway")
_NO_RECEIPT = frozenset({"book_absent", "book_used_up", "day_closed"})
"""What passes once somebody opens a book, or with the next day."""
_TRY_AGAIN = timedelta(hours=1)


def take_notice(*, at: datetime, gateway: str, body: bytes, headers: Mapping[str, str]) -> str:
    """What a gateway tells of by itself, as it was sent; answers what it wants to hear. The same again changes nothing.

    Raises Refused: `payments_absent` (no such gateway, no such order), `notice_forged`.
    """
    plugin = gateways().get(gateway)
    if plugin is None:
        raise Refused(Refusal("payments_absent"))
    try:
        told = plugin.read_notice(body, headers)
    except ForgedNoticeError as error:
        raise Refused(Refusal("notice_forged")) from error
    if told is not None and note_money(at=at, gateway=gateway, told=told, source=Source.NOTICE) is None:
        raise Refused(Refusal("payments_absent"))
    return plugin.acknowledgement


def note_money(*, at: datetime, gateway: str, told: Told, source: Source) -> Fate | None:
    """Writes down money that came, and uses it; answers what became of it, None where it names no order of this house.

    Each transaction of a gateway is noted once, whoever tells of it.
    """
    try:
        return _noted(at, gateway, told, source)
    except Refused as refused:
        return _noted(at, gateway, told, source, instead=refused.refusal)


def _noted(at: datetime, gateway: str, told: Told, source: Source, *, instead: Refusal | None = None) -> Fate | None:
    """`instead`: why it could not be used, when that was tried."""
    with recording(actor=_GATEWAY, at=at) as unit, reference.held():
        number = number_of(told.reference)
        order = models.Order.objects.select_for_update(no_key=True).filter(id=number or 0).first()
        if order is None:
            return None
        known = models.Arrival.objects.filter(gateway=gateway, transaction=told.transaction).first()
        if known is not None:
            return Fate(known.fate)
        fate, excess = _fate(order, told, instead)
        row = models.Arrival.objects.create(
            order=order,
            agency_id=order.agency_id,
            gateway=gateway,
            transaction=told.transaction,
            amount=told.amount,
            paid_at=told.paid_at,
            noted_at=unit.at,
            source=source.value,
            fate=fate.value,
            excess=excess.value if excess is not None else "",
            next_at=unit.at + _TRY_AGAIN if fate is Fate.WAITING else None,
        )
        if fate is Fate.SETTLED:
            _settle(unit, order, row)
        body = {
            "order_id": order.pk,
            "gateway": gateway,
            "transaction": told.transaction,
            "amount": told.amount,
            "source": source.value,
            "fate": fate.value,
            "excess": row.excess,
        }
        row.with_head(unit.append(row.head, kind=entries.MONEY_ARRIVED, version=1, body=body)).save()
        if fate is Fate.EXCESS:
            propose_for_excess(unit, row)
        return fate


def _fate(order: models.Order, told: Told, instead: Refusal | None) -> tuple[Fate, Excess | None]:
    excess = excess_of(
        state=OrderState(order.state),
        asked=order.amount,
        expires_at=order.expires_at,
        amount=told.amount,
        paid_at=told.paid_at,
    )
    if excess is not None:
        return Fate.EXCESS, excess
    if instead is None:
        return Fate.SETTLED, None
    return (Fate.WAITING, None) if instead.code in _NO_RECEIPT else (Fate.EXCESS, Excess.NOT_OWED)


def arrivals_due(at: datetime) -> QuerySet[models.Arrival]:
    """The money that waits for a receipt and is tried again at that instant."""
    return models.Arrival.objects.filter(next_at__lte=at).order_by("next_at", "id")


def use_waiting(arrival_id: int, at: datetime) -> None:
    """Uses money that waited for a receipt, once there is one: the act of the sweep."""
    try:
        _used(arrival_id, at)
    except Refused as refused:
        _used(arrival_id, at, instead=refused.refusal)


def _used(arrival_id: int, at: datetime, *, instead: Refusal | None = None) -> None:
    with recording(actor=_GATEWAY, at=at) as unit, reference.held():
        order_id = models.Arrival.objects.values_list("order_id", flat=True).get(id=arrival_id)
        order = models.Order.objects.select_for_update(no_key=True).get(id=order_id)
        row = models.Arrival.objects.get(id=arrival_id)
        if row.fate != Fate.WAITING:
            return
        if instead is not None and instead.code in _NO_RECEIPT:
            row.next_at = unit.at + _TRY_AGAIN
            row.save(update_fields=["next_at"])
            return
        row.next_at = None
        if instead is None:
            row.fate = Fate.SETTLED.value
            _settle(unit, order, row)
        else:
            row.fate, row.excess = Fate.EXCESS.value, Excess.NOT_OWED.value
        body = {"fate": row.fate, "excess": row.excess}
        row.with_head(unit.append(row.head, kind=entries.ARRIVAL_MOVED, version=1, body=body)).save()
        if row.fate == Fate.EXCESS:
            propose_for_excess(unit, row)


def _settle(unit: Unit, order: models.Order, arrival: models.Arrival) -> None:
    money = _Using(unit, order, arrival)
    fees = {order.dossier_id: list(order.lines)}
    process.settle_fees(actor=_GATEWAY, scope=EVERYTHING, at=unit.at, fees=fees, settled=money)
    order.state, order.payment_id, order.next_at = OrderState.PAID.value, money.payment_id, None
    body = {"state": order.state, "payment_id": money.payment_id}
    order.with_head(unit.append(order.head, kind=entries.ORDER_MOVED, version=1, body=body)).save()


class _Using:
    """Money of a gateway that settles what its order asked for, with an electronic receipt of the agency."""

    payment_id: int = 0

    def __init__(self, unit: Unit, order: models.Order, arrival: models.Arrival) -> None:
        self._unit, self._order, self._arrival = unit, order, arrival

    def __call__(self, owed: Mapping[int, tuple[OwedFee, ...]]) -> Settlement:
        """Takes what is owed, and says what it is settled with."""
        amount = sum(fee.amount for fees in owed.values() for fee in fees)
        granted(objection_to_amount(expected=self._order.amount, owed=amount))
        book_id = electronic_book_of(self._order.agency_id)
        if book_id is None:
            raise Refused(Refusal("book_absent"))
        place = Place(self._order.agency_id)
        begun = opened(place, officer_id=None, book_id=book_id, at=self._unit.at)
        self.payment_id = begun.payment_id
        tender = Tender(Method.ONLINE, reference=self._arrival.transaction)
        return settlement(self._unit, begun, place, tender, amount=amount, owed=owed)
