"""Apology and re-appointment: when they are owed, and whether they came in time (NĐ61 Đ19.9, NĐ118 Đ19.6; rule 23)."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from motcua.dossier.rules.law import Law
from motcua.dossier.types import ClockState, Run
from motcua.kernel.types import Refusal
from motcua.worktime.types import Calendar, Term, end_of_term

_DAY: Final = timedelta(days=1)


def deadlines(run: Run, due_at: datetime, law: Law) -> tuple[datetime | None, datetime | None]:
    """When to warn that the dossier is nearly due, and until when the letter should be out.

    The opening and the close of the last working day before the due date; no warning when that opening lies before
    counting began. For terms of one day or less the letter is due at expiry, and there is no day before to warn on.
    """
    if is_short(run, law):
        return None, due_at
    last_day = law.calendar.previous_working_day(due_at.date())
    opens, closes = law.calendar.opening(last_day), law.calendar.closing(last_day)
    return (opens if opens is not None and opens > run.started_at else None), closes


def in_time(clock: ClockState, *, at: datetime, law: Law) -> bool:
    """Whether the letter came at least the lawful days before the due date, or by the due date for the shortest terms.

    Without a running date it is in time unless the dossier was overdue before.
    """
    if clock.due_date is None:
        return not clock.overdue_before
    return at.date() <= last_lawful_day(clock.run, clock.due_date, law)


def last_lawful_day(run: Run, due_date: date, law: Law) -> date:
    """The last day on which the law still calls the letter timely: "at least 01 day before expiry"."""
    if is_short(run, law):
        return due_date
    return due_date - timedelta(days=law.regime.apology_days_before)


def due_when_made(clock: ClockState, made_at: datetime) -> datetime:
    """The due date that an apology of that instant was made for, whatever moved it since."""
    dates = [line.due_at for line in clock.basis if line.due_at is not None and line.at <= made_at]
    return dates[-1] if dates else clock.due_at or made_at


def is_short(run: Run, law: Law) -> bool:
    """Whether the term is one of those (one day or less) whose letter is owed at expiry."""
    return _no_longer_than(run.term, law.regime.apology_at_expiry_up_to, law.calendar)


@lru_cache(maxsize=1_024)
def _no_longer_than(term: Term, limit: Term, calendar: Calendar) -> bool:
    """Compares two terms of different units where no day of rest disturbs: from an opening amid working days."""
    opens = calendar.opening(_plain_day(calendar))
    if opens is None:
        return False
    ends, latest = (end_of_term(one, opens, calendar=calendar) for one in (term, limit))
    return not isinstance(ends, Refusal) and not isinstance(latest, Refusal) and ends.lapses_at <= latest.lapses_at


def _plain_day(calendar: Calendar) -> date:
    """The first working day that two more follow without a gap."""
    day = calendar.roll(calendar.definition.listed_from)
    while calendar.working_days_between(day, day + 2 * _DAY) < 2:
        day = calendar.nth_working_day(day, 1)
    return day
