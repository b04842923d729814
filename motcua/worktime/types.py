"""What crosses the door of worktime: terms, calendars, desks, and the pure arithmetic on them. Knows no Django.

Everything here is pure and fast; a `Calendar` is asked in constant or logarithmic time. Whoever asks a calendar beyond
its reach gets `Refused` from its methods, and a `Refusal` from `end_of_term`.
"""

from motcua.worktime.packaged import (
    DEFAULT_CALENDAR,
    packaged_calendar,
    packaged_definitions,
    packaged_desk,
    packaged_desks,
)
from motcua.worktime.rules.adding import day_zero_of, effective_at, end_of_term
from motcua.worktime.rules.calendar import Calendar, Desk
from motcua.worktime.rules.definition import (
    DAYS_OFF,
    CalendarDefinition,
    DayZero,
    DueHour,
    Settings,
    SpecialDay,
    SpecialKind,
)
from motcua.worktime.rules.due import CountedBy, Due
from motcua.worktime.rules.hours import Hours, WeeklyHours, Window
from motcua.worktime.rules.running import Pause, months_later, union_of, unrolled_end
from motcua.worktime.rules.terms import (
    CALENDAR_UNITS,
    FRACTIONAL_UNITS,
    MINUTE_UNITS,
    Phase,
    Term,
    TermUnit,
    read_term,
    term_of,
)

__all__ = [
    "CALENDAR_UNITS",
    "DAYS_OFF",
    "DEFAULT_CALENDAR",
    "FRACTIONAL_UNITS",
    "MINUTE_UNITS",
    "Calendar",
    "CalendarDefinition",
    "CountedBy",
    "DayZero",
    "Desk",
    "Due",
    "DueHour",
    "Hours",
    "Pause",
    "Phase",
    "Settings",
    "SpecialDay",
    "SpecialKind",
    "Term",
    "TermUnit",
    "WeeklyHours",
    "Window",
    "day_zero_of",
    "effective_at",
    "end_of_term",
    "months_later",
    "packaged_calendar",
    "packaged_definitions",
    "packaged_desk",
    "packaged_desks",
    "read_term",
    "term_of",
    "union_of",
    "unrolled_end",
]
