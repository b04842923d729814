"""Parcels that came by public post: written down with the instant they came, opened, answered, forgotten in time."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from motcua.counter import entries, models
from motcua.counter.rules.parcels import objection_to_answering, objection_to_list
from motcua.counter.tables import rules_on
from motcua.counter.types import ANSWERS, NewParcel, ParcelState
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.worktime import queries as worktime

_MINUTES_PER_HOUR = 60


def note_parcels(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    parcels: Sequence[NewParcel],
    key: RequestKey | None = None,
) -> int:
    """Writes down parcels that arrived at a desk, all or none; answers how many.

    Raises Refused: `not_competent_here`, `parcels_none`, `parcels_too_many`, `parcel_row_refused` with the line.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["noted"])
        if agency_id not in scope.own_agency_ids or not scope.may(Role.RECEPTIONIST):
            raise Refused(Refusal("not_competent_here"))
        there = models.Parcel.objects.filter(agency_id=agency_id, number__in=[one.number for one in parcels])
        known = frozenset(there.values_list("number", flat=True))
        rules = rules_on(unit.at.date())
        refusal = objection_to_list(parcels, known=known, at=unit.at, rules=rules)
        if refusal is not None:
            raise Refused(refusal)
        calendar = worktime.calendar(organisation.calendar_key(agency_id, on=unit.at.date()))
        for parcel in parcels:
            row = models.Parcel.objects.create(
                agency_id=agency_id,
                number=parcel.number,
                unfiled_id=parties.keep_unfiled(unit, _typed(parcel), identities=()),
                arrived_at=parcel.arrived_at,
                due_at=calendar.add_working_minutes(parcel.arrived_at, rules.parcel_hours * _MINUTES_PER_HOUR),
            )
            body = {"agency_id": agency_id, "number": parcel.number, "arrived_at": parcel.arrived_at.isoformat()}
            row.with_head(unit.append(row.head, kind=entries.PARCEL_ARRIVED, version=1, body=body)).save()
        unit.answer({"noted": len(parcels)})
        return len(parcels)


def answer_parcel(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    parcel_id: int,
    state: ParcelState,
    reason: str,
    key: RequestKey | None = None,
) -> None:
    """Says that a parcel went back, or that its sender was asked for what is missing, and why.

    Raises Refused: `parcel_absent`, `parcel_answered`, `text_missing`. Raises ValueError for any other state.
    """
    if state not in ANSWERS:
        raise ValueError(f"A parcel is not answered with {state}.")
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _locked(scope, parcel_id)
        why = parties.write_text(unit, reason, TextPurpose.REASON)
        row.expires_at = unit.at + timedelta(days=rules_on(unit.at.date()).parcel_kept_days)
        _answer(unit, row, state, why=why)
        unit.answer({})


def became_dossier(unit: Unit, scope: Scope, parcel_id: int, dossier_id: int) -> None:
    """A parcel was opened and received, within the unit that does so; who sent it stands in the declaration now.

    Raises Refused: `parcel_absent`, `parcel_answered`.
    """
    row = _locked(scope, parcel_id)
    row.dossier_id = dossier_id
    _forget(row)
    _answer(unit, row, ParcelState.RECEIVED)


def forget_sender(parcel_id: int, at: datetime) -> None:
    """Removes what was typed of a parcel that became no dossier: the act of the sweep."""
    with recording(actor=system("counter"), at=at):
        row = models.Parcel.objects.select_for_update().filter(id=parcel_id, expires_at__lte=at).first()
        if row is not None:
            _forget(row)
            row.save()


def _answer(unit: Unit, row: models.Parcel, state: ParcelState, *, why: TextRef | None = None) -> None:
    refusal = objection_to_answering(ParcelState(row.state))
    if refusal is not None:
        raise Refused(refusal)
    row.state, row.answered_at = state.value, unit.at
    body = {"state": state.value, "dossier_id": row.dossier_id, "reason": why.body() if why is not None else None}
    row.with_head(unit.append(row.head, kind=entries.PARCEL_ANSWERED, version=1, body=body)).save()


def _forget(row: models.Parcel) -> None:
    if row.unfiled_id is not None:
        parties.forget_unfiled(row.unfiled_id)
    row.unfiled_id, row.expires_at = None, None


def _locked(scope: Scope, parcel_id: int) -> models.Parcel:
    rows = models.Parcel.objects.select_for_update(no_key=True).filter(agency_id__in=sorted(scope.own_agency_ids))
    row = rows.filter(id=parcel_id).first() if scope.may(Role.RECEPTIONIST) else None
    if row is None:
        raise Refused(Refusal("parcel_absent"))
    return row


def _typed(parcel: NewParcel) -> dict[str, str]:
    return {name: value for name, value in asdict(parcel).items() if isinstance(value, str)}
