"""How much of a term is used and left: for lists, for the board of what is due, for the second half of a pause."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.worktime.rules.calendar import Calendar
from motcua.worktime.rules.due import Due


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an open dossier stands at an instant.

    `working_days` are those left until the due date, today not counted (0: due today), or those since it once lapsed.
    `working_minutes` are those left until `due_at`, or those since.
    """

    lapsed: bool
    working_days: int
    working_minutes: int

    @property
    def is_due_today(self) -> bool:
        """Whether no working day is left and nothing has lapsed (rule 29)."""
        return not self.lapsed and self.working_days == 0


def standing(due: Due, at: datetime, *, calendar: Calendar) -> Standing:
    """What is left at the instant, or how long it has been over."""
    if due.has_lapsed(at):
        return Standing(
            lapsed=True,
            working_days=calendar.working_days_between(due.due_date, at.date()),
            working_minutes=calendar.working_minutes_between(due.due_at, at),
        )
    return Standing(
        lapsed=False,
        working_days=calendar.working_days_between(at.date(), due.due_date) if at.date() < due.due_date else 0,
        working_minutes=max(0, calendar.working_minutes_between(at, due.due_at)),
    )


def used_working_days(day_zero: date, through: date, *, calendar: Calendar) -> int:
    """Working days used in (day zero, through] (rule 20); none when the day lies before day zero."""
    return max(0, calendar.working_days_between(day_zero, through))
