"""The entries this room writes, each in the stream of the calendar or desk concerned."""

from enum import StrEnum

from motcua.journal.types import Kind, declare_kinds


class WorktimeKind(StrEnum):
    """What can happen to a calendar and to a desk's hours."""

    CALENDAR_PUBLISHED = "worktime.calendar_published"
    DAYS_ENTERED = "worktime.days_entered"
    DESK_PUBLISHED = "worktime.desk_published"


declare_kinds(*(Kind(kind.value) for kind in WorktimeKind))
