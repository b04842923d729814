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
from motcua.worktime.rules.changes import AffectedRange, affected_range
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
from motcua.worktime.rules.explaining import Explanation, calendar_notes, explain
from motcua.worktime.rules.hours import Hours, WeeklyHours, Window
from motcua.worktime.rules.measuring import Standing, standing, used_working_days
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
from motcua.worktime.rules.wording import (
    Bilingual,
    Days,
    Language,
    Line,
    Value,
    amount_words,
    date_words,
    day_ranges,
    day_words,
    hours_words,
    instant_words,
    kind_words,
    minutes_words,
    number_words,
    read_term_words,
    runs_of,
    term_words,
    weekday_words,
)

__all__ = [
    "CALENDAR_UNITS",
    "DAYS_OFF",
    "DEFAULT_CALENDAR",
    "FRACTIONAL_UNITS",
    "MINUTE_UNITS",
    "AffectedRange",
    "Bilingual",
    "Calendar",
    "CalendarDefinition",
    "CountedBy",
    "DayZero",
    "Days",
    "Desk",
    "Due",
    "DueHour",
    "Explanation",
    "Hours",
    "Language",
    "Line",
    "Pause",
    "Phase",
    "Settings",
    "SpecialDay",
    "SpecialKind",
    "Standing",
    "Term",
    "TermUnit",
    "Value",
    "WeeklyHours",
    "Window",
    "affected_range",
    "amount_words",
    "calendar_notes",
    "date_words",
    "day_ranges",
    "day_words",
    "day_zero_of",
    "effective_at",
    "end_of_term",
    "explain",
    "hours_words",
    "instant_words",
    "kind_words",
    "minutes_words",
    "months_later",
    "number_words",
    "packaged_calendar",
    "packaged_definitions",
    "packaged_desk",
    "packaged_desks",
    "read_term",
    "read_term_words",
    "runs_of",
    "standing",
    "term_of",
    "term_words",
    "union_of",
    "unrolled_end",
    "used_working_days",
    "weekday_words",
]
