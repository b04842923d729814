"""Shipments as the desk sees them: what is to be sent, what is on its way, what it costs, and the label."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossier import queries as dossier
from motcua.dossier.types import Filters, InvolvementRole, Listing, ReturnMethod, State
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers.types import ParcelLabel
from motcua.parties import queries as parties
from motcua.parties.types import Party
from motcua.postal import models
from motcua.postal.carriers import carrier
from motcua.postal.sight import require_desk, sendable
from motcua.postal.tables import label_form_on
from motcua.postal.types import OPEN, PostalTrouble, Quote, Shipment, ShipmentState, ToSend, Trouble

__all__ = ["faults", "has_carrier", "label", "quote", "sendable", "shipment", "shipment_of", "shipments", "to_send"]

PAGE = 50
_AT_ONCE = 500


def has_carrier() -> bool:
    """Whether somebody carries this house's parcels."""
    return carrier() is not None


def quote(to: Party) -> Quote:
    """What it would cost, as the carrier says now.

    Raises Refused: `shipment_no_carrier`, `carrier_away`, `shipment_refused`.
    """
    plugin = carrier()
    if plugin is None:
        raise Refused(Refusal("shipment_no_carrier"))
    try:
        return plugin.quote(to)
    except PostalTrouble as trouble:
        raise Refused(Refusal("shipment_refused" if trouble.is_permanent else "carrier_away")) from trouble


def to_send(scope: Scope, *, at: datetime, limit: int = PAGE) -> Sequence[ToSend]:
    """The results at the desk that are wanted by post and for which no shipment is open, the longest waiting first."""
    waiting = Filters(listing=Listing.UNCOLLECTED, role=InvolvementRole.RECEIVES, return_method=ReturnMethod.POST)
    rows = dossier.dossiers(scope, waiting, at=at, limit=limit).rows
    ids = [row.id for row in rows]
    sent = set(models.Shipment.objects.filter(dossier_id__in=ids, state__in=OPEN).values_list("dossier_id", flat=True))
    return [
        ToSend(row.id, row.code, row.applicant, row.procedure, row.completed_at, row.fees_due)
        for row in rows
        if row.id not in sent and row.receiving_agency_id in scope.own_agency_ids
    ]


def shipments(
    scope: Scope, *, is_open: bool = True, before: int | None = None, limit: int = PAGE
) -> Sequence[Shipment]:
    """The shipments of the house, the latest first; `before` is the id of the last one shown."""
    rows = models.Shipment.objects.filter(agency_id__in=sorted(scope.own_agency_ids))
    rows = rows.filter(state__in=OPEN) if is_open else rows.exclude(state__in=OPEN)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _shown(list(rows.order_by("-id")[:limit]))


def shipment(scope: Scope, shipment_id: int) -> Shipment:
    """One shipment of the house. Raises Refused: `shipment_absent`, `shipment_not_yours`."""
    row = models.Shipment.objects.filter(id=shipment_id).first()
    if row is None:
        raise Refused(Refusal("shipment_absent"))
    require_desk(scope, row.agency_id)
    return _shown([row])[0]


def shipment_of(dossier_id: int) -> Shipment | None:
    """The last shipment of a dossier that somebody sees; None where it was never sent."""
    row = models.Shipment.objects.filter(dossier_id=dossier_id).order_by("-id").first()
    return _shown([row])[0] if row is not None else None


def label(scope: Scope, shipment_id: int, *, at: datetime) -> ParcelLabel:
    """The label for the parcel. Raises Refused: as `shipment`, and `shipment_not_booked`."""
    one = shipment(scope, shipment_id)
    if not one.reference or one.to is None:
        raise Refused(Refusal("shipment_not_booked"))
    return ParcelLabel(
        form=label_form_on(at.date()),
        head=dossier.head_of(one.agency_id),
        code=one.reference,
        to=one.to.name,
        address=one.to.address,
        phone=one.to.phone,
        content=one.code,
    )


def faults() -> Iterator[str]:
    """What `motcua check` asks: whether whoever got a parcel has his result, and nobody gets one that was given."""
    last = 0
    while rows := list(models.Shipment.objects.filter(id__gt=last).order_by("id")[:_AT_ONCE]):
        last = rows[-1].pk
        facts = dossier.facts_many([row.dossier_id for row in rows])
        for row in rows:
            how = facts.get(row.dossier_id)
            if how is None or (row.state == ShipmentState.DELIVERED and how.state is not State.HANDED_OVER):
                yield _("Shipment {number} was delivered, and its dossier does not know it.").format(number=row.pk)


def _shown(rows: Sequence[models.Shipment]) -> Sequence[Shipment]:
    facts = dossier.facts_many([row.dossier_id for row in rows])
    declared = parties.declarations({row.declaration_id for row in rows})
    return [
        Shipment(
            id=row.pk,
            sequence=row.stream_sequence,
            dossier_id=row.dossier_id,
            code=facts[row.dossier_id].code,
            agency_id=row.agency_id,
            to=declared[row.declaration_id].collector if row.declaration_id in declared else None,
            state=ShipmentState(row.state),
            amount=row.amount,
            reference=row.reference,
            ordered_at=row.ordered_at,
            moved_at=row.moved_at,
            trouble=Trouble(row.trouble) if row.trouble else None,
            about=row.about,
        )
        for row in rows
    ]
