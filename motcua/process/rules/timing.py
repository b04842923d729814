"""When a step is due: working hours from the opening of its work item, by its agency's calendar (clock rule 22)."""

from datetime import datetime
from decimal import Decimal

from motcua.dossier.types import Timeliness
from motcua.worktime.types import Calendar

_MINUTES_PER_HOUR = 60


def step_due(
    calendar: Calendar, *, opened_at: datetime, hours: Decimal, dossier_due_at: datetime | None = None
) -> datetime:
    """The instant at which a step of so many working hours is due; a term used up at a closing ends there.

    Never after the dossier itself while its date lies ahead (the steps of a same-day procedure share one day). Once
    that date is past, the step has its own hours: whoever gets an overdue dossier is not late at once.
    """
    due_at = calendar.add_working_minutes(opened_at, int(hours * _MINUTES_PER_HOUR))
    return capped(due_at, opened_at=opened_at, dossier_due_at=dossier_due_at)


def capped(due_at: datetime, *, opened_at: datetime, dossier_due_at: datetime | None) -> datetime:
    """The due instant of work, not after the dossier's own while that lies ahead."""
    return due_at if dossier_due_at is None or dossier_due_at <= opened_at else min(due_at, dossier_due_at)


def is_late(due_at: datetime | None, *, done_at: datetime, held_since: datetime | None = None) -> bool:
    """Whether work was late, by the minute (clock rule 27). What happened while it was held does not count."""
    return due_at is not None and _counted_to(done_at, held_since) > due_at


def class_of(due_at: datetime | None, *, done_at: datetime, held_since: datetime | None = None) -> Timeliness | None:
    """Early on an earlier date, on time on the same, late by the minute (clock rule 27); None where nothing was due."""
    if due_at is None:
        return None
    if is_late(due_at, done_at=done_at, held_since=held_since):
        return Timeliness.LATE
    return Timeliness.EARLY if _counted_to(done_at, held_since).date() < due_at.date() else Timeliness.ON_TIME


def _counted_to(done_at: datetime, held_since: datetime | None) -> datetime:
    return (done_at if held_since is None else min(held_since, done_at)).replace(second=0, microsecond=0)


def due_after_hold(calendar: Calendar, *, due_at: datetime, held_since: datetime, resumed_at: datetime) -> datetime:
    """The due instant once a hold ends: what was left when it began runs on from its end.

    An item that was already late when it was held stays due when it was.
    """
    if due_at <= held_since:
        return due_at
    left = calendar.working_minutes_between(held_since, due_at)
    return calendar.add_working_minutes(resumed_at, left)
