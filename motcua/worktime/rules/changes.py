"""Which days differ between two versions of a calendar, so that running dates can be counted anew (rule 25)."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from motcua.worktime.rules.calendar import Calendar
from motcua.worktime.rules.hours import Hours


@dataclass(frozen=True, slots=True)
class AffectedRange:
    """The days on which two versions differ, in order, and the first and the last of them."""

    first: date
    last: date
    days: tuple[date, ...]

    def concerns(self, *, day_zero: date, due_date: date) -> bool:
        """Whether a date counted from that day zero to that due date can differ."""
        return bisect_left(self.days, day_zero) < bisect_right(self.days, due_date)


def affected_range(old: Calendar, new: Calendar) -> AffectedRange | None:
    """The days whose hours, standing still or expectedness differ, or None when none does.

    Days within the reach of only one of the two are left out: what no calendar could answer, no dossier was promised.
    """
    first = max(old.definition.first_day, new.definition.first_day)
    last = min(old.definition.last_day, new.definition.last_day)
    differing = tuple(
        day for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)) if _differs(day, old, new)
    )
    return AffectedRange(differing[0], differing[-1], differing) if differing else None


def _differs(day: date, old: Calendar, new: Calendar) -> bool:
    return _nature(day, old) != _nature(day, new)


def _nature(day: date, calendar: Calendar) -> tuple[Hours, bool, bool, bool]:
    return calendar.hours(day), calendar.runs(day), calendar.is_closed(day), calendar.is_expected(day, day)
