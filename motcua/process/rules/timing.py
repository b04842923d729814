"""When a step is due: working hours from the opening of its work item, by its agency's calendar (clock rule 22)."""

from datetime import datetime
from decimal import Decimal

from motcua.worktime.types import Calendar

_MINUTES_PER_HOUR = 60


def step_due(calendar: Calendar, *, opened_at: datetime, hours: Decimal) -> datetime:
    """The instant at which a step of so many working hours is due; a term used up at a closing ends there."""
    return calendar.add_working_minutes(opened_at, int(hours * _MINUTES_PER_HOUR))


def due_after_hold(calendar: Calendar, *, due_at: datetime, held_since: datetime, resumed_at: datetime) -> datetime:
    """The due instant once a hold ends: what was left when it began runs on from its end.

    An item that was already late when it was held stays due when it was.
    """
    if due_at <= held_since:
        return due_at
    left = calendar.working_minutes_between(held_since, due_at)
    return calendar.add_working_minutes(resumed_at, left)
