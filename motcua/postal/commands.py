"""Sending results by post: ordered by the desk, booked by the sweep, given to the carrier, followed until there."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted, system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.parties import commands as parties
from motcua.parties import queries as known
from motcua.parties.types import DeclarationInput, DeclarationRef, Party
from motcua.postal import entries, models
from motcua.postal.carriers import carrier
from motcua.postal.queries import label
from motcua.postal.rules.moving import next_look, next_try, objection_to_becoming
from motcua.postal.sight import require_desk, sendable
from motcua.postal.tables import rules_on
from motcua.postal.types import OPEN, Booking, Carrier, Parcel, PostalTrouble, Seen, ShipmentState, Trouble
from motcua.process import commands as process

_LOOKING = system("sweep:postal.shipments")
_BY_THE_DESK = frozenset({ShipmentState.POSTED, ShipmentState.CANCELLED})
"""What the desk says of a shipment; everything else the carrier says."""


def order(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    to: Party,
    amount: int,
    key: RequestKey | None = None,
) -> int:
    """Orders the sending of a result that lies at this desk, to the address that was confirmed; answers its id.

    `amount` is the cost that was shown. Raises Refused: `no_such_dossier`, `shipment_not_yours`, `result_not_here`,
    `shipment_fee_due`, `shipment_without_address`, `shipment_open_already`, and those of the parties.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["shipment_id"])
        agency_id = sendable(scope, dossier_id)
        if not to.address.strip() or not to.phone.strip():
            raise Refused(Refusal("shipment_without_address"))
        if models.Shipment.objects.filter(dossier_id=dossier_id, state__in=OPEN).exists():
            raise Refused(Refusal("shipment_open_already"))
        declared = parties.declare(unit, DeclarationInput(applicants=(), collector=to))
        row = models.Shipment.objects.create(
            dossier_id=dossier_id,
            agency_id=agency_id,
            declaration_id=declared.id,
            declaration_digest=declared.digest,
            amount=amount,
            ordered_at=unit.at,
            moved_at=unit.at,
            next_at=next_look(ShipmentState.ORDERED, at=unit.at, rules=rules_on(unit.at.date())),
        )
        body = {"dossier_id": dossier_id, "agency_id": agency_id, "to": declared.body(), "amount": amount}
        row.with_head(unit.append(row.head, kind=entries.ORDERED, version=1, body=body)).save()
        unit.answer({"shipment_id": row.pk})
        return int(row.pk)


def mark(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    shipment_ids: Collection[int],
    state: ShipmentState,
    key: RequestKey | None = None,
) -> int:
    """The desk says that it gave shipments to the carrier (`posted`), or calls them off (`cancelled`): all or none.

    Answers how many. Raises Refused: `shipment_absent`, `shipment_not_yours`, `shipment_moved_on`. Raises ValueError
    for what only the carrier can say.
    """
    if state not in _BY_THE_DESK:
        raise ValueError(f"The desk does not say that a shipment is {state}.")
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["marked"])
        for shipment_id in sorted(set(shipment_ids)):
            row = _locked(shipment_id)
            require_desk(scope, row.agency_id)
            granted(objection_to_becoming(ShipmentState(row.state), state))
            _move(unit, row, state)
        unit.answer({"marked": len(set(shipment_ids))})
        return len(set(shipment_ids))


def due(at: datetime) -> QuerySet[models.Shipment]:
    """What is to be looked after at that instant."""
    return models.Shipment.objects.filter(next_at__lte=at).order_by("next_at", "id")


def look_after(shipment_id: int, at: datetime) -> None:
    """Books a shipment that was ordered, or asks where it is: the act of the sweep. The carrier is asked outside any
    unit of work, with the same key each time, so that whoever is killed in between asks again and nothing goes twice.
    """
    row = due(at).filter(id=shipment_id).first()
    if row is None:
        return
    plugin = carrier()
    if plugin is None:
        _put_off(shipment_id, at)
        return
    try:
        answer = _asked(plugin, row, at)
    except PostalTrouble as trouble:
        _note_trouble(shipment_id, trouble, at)
    else:
        _note(shipment_id, answer, at)


def _asked(plugin: Carrier, row: models.Shipment, at: datetime) -> Booking | Seen | None:
    if row.state != ShipmentState.ORDERED:
        return plugin.track(row.reference, at=at)
    declared = known.declarations([row.declaration_id]).get(row.declaration_id)
    to = declared.collector if declared is not None else None
    if to is None:
        raise PostalTrouble(Trouble.REFUSED, "erased")
    sender = organisation.agency_names([row.agency_id]).get(row.agency_id, "")
    return plugin.book(Parcel(row.stream, sender, to), at=at)


def _note(shipment_id: int, answer: Booking | Seen | None, at: datetime) -> None:
    with recording(actor=_LOOKING, at=at) as unit:
        row = _locked(shipment_id)
        state = ShipmentState(row.state)
        row.tries, row.trouble, row.about = 0, "", ""
        if isinstance(answer, Booking) and state is ShipmentState.ORDERED:
            row.reference, row.amount = answer.reference, answer.amount
            _move(unit, row, ShipmentState.BOOKED)
        elif isinstance(answer, Seen) and objection_to_becoming(state, answer.state) is None:
            if answer.state is ShipmentState.DELIVERED:
                process.hand_over_by_post(
                    actor=_LOOKING,
                    at=at,
                    dossier_id=row.dossier_id,
                    collector=DeclarationRef(row.declaration_id, bytes(row.declaration_digest)),
                )
            _move(unit, row, answer.state)
        else:
            row.next_at = next_look(state, at=at, rules=rules_on(at.date())) if state in OPEN else None
            row.save()


def _note_trouble(shipment_id: int, trouble: PostalTrouble, at: datetime) -> None:
    with recording(actor=_LOOKING, at=at) as unit:
        row = _locked(shipment_id)
        row.trouble, row.about = trouble.why.value, trouble.about
        row.tries += 1
        again = None if trouble.is_permanent else next_try(at=at, tries=row.tries, rules=rules_on(at.date()))
        if again is None and row.state == ShipmentState.ORDERED:
            _move(unit, row, ShipmentState.FAILED)
            return
        row.next_at = again or next_look(ShipmentState(row.state), at=at, rules=rules_on(at.date()))
        row.save()


def _put_off(shipment_id: int, at: datetime) -> None:
    """No carrier: asked again tomorrow, when the house may have one."""
    with recording(actor=_LOOKING, at=at):
        models.Shipment.objects.filter(id=shipment_id).update(next_at=at + timedelta(days=1))


def _locked(shipment_id: int) -> models.Shipment:
    row = models.Shipment.objects.select_for_update(no_key=True).filter(id=shipment_id).first()
    if row is None:
        raise Refused(Refusal("shipment_absent"))
    return row


def _move(unit: Unit, row: models.Shipment, state: ShipmentState) -> None:
    row.state, row.moved_at = state.value, unit.at
    row.next_at = next_look(state, at=unit.at, rules=rules_on(unit.at.date()))
    body = {
        "state": state.value,
        "reference": row.reference,
        "amount": row.amount,
        "trouble": row.trouble,
        "about": row.about,
    }
    row.with_head(unit.append(row.head, kind=entries.MOVED, version=1, body=body)).save()


def print_label(*, actor: Actor, scope: Scope, at: datetime, shipment_id: int, sheet: Sheet) -> bytes:
    """The label for the parcel, as PDF. Raises Refused: `shipment_absent`, `shipment_not_yours`,
    `shipment_not_booked`."""
    paper = label(scope, shipment_id, at=at)
    name = f"shipment/{shipment_id}/{paper.code}"
    return papers.print_paper(paper, name=name, dated=at, actor=actor, scope=scope, at=at, sheet=sheet)
