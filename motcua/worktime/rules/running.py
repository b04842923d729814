"""How far a phase runs: the unrolled end of days, months and hours, and how pauses move it (rules 12 to 15, 20)."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from motcua.worktime.rules.calendar import Calendar
from motcua.worktime.rules.terms import Phase, TermUnit

_MONTHS_OF_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted, from its opening event to its closing event (rule 20)."""

    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        if self.closes_at < self.opens_at:
            raise ValueError("A pause closes before it opens.")


class DayPause(NamedTuple):
    """The dates of a pause: those in (opens, closes] are not counted."""

    opens: date
    closes: date


def union_of(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The pauses in order, overlapping ones as one: they count once (E49)."""
    united: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.opens_at):
        if united and pause.opens_at <= united[-1].closes_at:
            united[-1] = Pause(united[-1].opens_at, max(united[-1].closes_at, pause.closes_at))
        else:
            united.append(pause)
    return tuple(united)


def months_later(day: date, months: int) -> date:
    """The same day number so many months later, or that month's last day (BLDS Đ148.3, 148.4)."""
    year, month = divmod(day.year * _MONTHS_OF_A_YEAR + day.month - 1 + months, _MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unrolled_end(
    phase: Phase, after: date, calendar: Calendar, pauses: Sequence[DayPause] = (), *, rolls: bool = True
) -> date:
    """The last day of a phase of days that starts after the day, before it is moved off a day of rest.

    `rolls` says that the phase is the last one, so that a pause may still open on the day it will be moved to.
    """
    if phase.unit is TermUnit.WORKING_DAY:
        end = calendar.nth_working_day(after, phase.whole + (1 if phase.fraction else 0))
        return moved_by_pauses(end, pauses, after, calendar) if pauses else end
    end = calendar.nth_running_day(after, _calendar_days(phase, after))
    for pause in pauses:
        opens = max(pause.opens, after)
        if opens > (calendar.roll(end) if rolls else end):
            break
        if opens < pause.closes:
            end = max(calendar.nth_running_day(end, calendar.running_days_between(opens, pause.closes)), pause.closes)
    return end


def moved_by_pauses(end: date, pauses: Sequence[DayPause], after: date, calendar: Calendar) -> date:
    """The last day of a count of working days, moved by the working days of each pause that opens before its end.

    When nothing is left of the term at the end of a pause, the term ends on that day, then rolled; another pause may
    still open before or on the day it is rolled to.
    """
    for pause in pauses:
        opens = max(pause.opens, after)
        if opens > calendar.roll(end):
            break
        if opens < pause.closes:
            paused = calendar.working_days_between(opens, pause.closes)
            end = max(calendar.nth_working_day(end, paused) if paused else end, pause.closes if opens >= end else end)
    return end


def end_in_minutes(phase: Phase, start: datetime, calendar: Calendar, pauses: Sequence[Pause] = ()) -> datetime:
    """The instant at which a phase of hours is used up."""
    working = phase.unit is TermUnit.WORKING_HOUR
    add = calendar.add_working_minutes if working else calendar.add_running_minutes
    between = calendar.working_minutes_between if working else calendar.running_minutes_between
    end = add(start, phase.minutes)
    for pause in pauses:
        opens = max(pause.opens_at, start)
        if opens > end:
            break
        if opens < pause.closes_at:
            left = between(opens, end)
            end = add(pause.closes_at, left) if left else pause.closes_at
    return end


def _calendar_days(phase: Phase, after: date) -> int:
    if phase.plain_days:
        return phase.plain_days
    months = phase.whole * (1 if phase.unit is TermUnit.MONTH else _MONTHS_OF_A_YEAR)
    return (months_later(after, months) - after).days
