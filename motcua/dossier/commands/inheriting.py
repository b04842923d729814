"""When an agency ends: its heir answers for the dossiers that are not yet handed over."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.dossier import models
from motcua.dossier.commands.moving import append, lock
from motcua.dossier.commands.writing import save
from motcua.dossier.types import OPEN, Holder, Inherited, State
from motcua.journal.commands import recording
from motcua.kernel.types import Actor
from motcua.organisation.types import Estate

_UNFINISHED = sorted(OPEN | {State.FILED, State.INTAKE_COMPLETION, State.COMPLETED})


def estate(agency_id: int, day: date) -> Estate:
    """How many unfinished dossiers the agency would leave."""
    return Estate("dossier", _left_by(agency_id).count())


def hand_over_to_heir(actor: Actor, at: datetime, predecessor_id: int, heir_id: int, limit: int) -> int:
    """Passes at most `limit` unfinished dossiers on, in one unit of work; called until it answers 0.

    Dates stay as they were promised, counted by the calendar they were begun under.
    """
    ids = list(_left_by(predecessor_id).order_by("id").values_list("id", flat=True)[:limit])
    if not ids:
        return 0
    with recording(actor=actor, at=at) as unit:
        for dossier_id in ids:
            locked = lock(unit, dossier_id, seen=None)
            moment = max(at, locked.head.at or at)
            holder = _with_heir(locked.facts.holder, predecessor_id, heir_id)
            save(unit, append(unit, locked, [Inherited(predecessor_id, heir_id, holder)], at=moment))
    return len(ids)


def _with_heir(holder: Holder, predecessor_id: int, heir_id: int) -> Holder:
    """The heir's desk of the same step, where the dossier lay with the agency that ended."""
    return Holder(heir_id, step_key=holder.step_key) if holder.agency_id == predecessor_id else holder


def _left_by(agency_id: int) -> QuerySet[models.Dossier]:
    answers = Q(resolving_agency_id=agency_id) | Q(receiving_agency_id=agency_id) | Q(holder_agency_id=agency_id)
    return models.Dossier.objects.filter(answers, state__in=_UNFINISHED)
