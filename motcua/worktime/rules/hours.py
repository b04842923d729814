"""Hours of a day (giờ làm việc, giờ tiếp nhận): half-open windows in minutes since midnight."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Final, NamedTuple

from motcua.kernel.types import Refusal

MINUTES_OF_AN_HOUR: Final = 60
MINUTES_OF_A_DAY: Final = 1_440
DAYS_OF_A_WEEK: Final = 7
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WINDOW: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


class Window(NamedTuple):
    """From `opens` to before `closes`, in minutes since midnight: 11:30 sharp is outside 07:30–11:30 (rule 1)."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock_text(self.opens)}-{clock_text(self.closes)}"


Hours = tuple[Window, ...]
"""The windows of one day, in order, with a gap between each two; empty when nobody works."""

NO_HOURS: Final[Hours] = ()


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The hours of each weekday, Monday first, from `since` to before `until` (both open-ended when None)."""

    days: tuple[Hours, ...]
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the pattern holds on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def hours_on(day: date, weekly: Sequence[WeeklyHours]) -> Hours:
    """The hours of the last pattern that holds on the day: a later pattern (summer hours) overrides an earlier one."""
    for pattern in reversed(weekly):
        if pattern.covers(day):
            return pattern.days[day.weekday()]
    return NO_HOURS


def minutes_of(hours: Hours) -> int:
    """How many minutes are worked."""
    return sum(closes - opens for opens, closes in hours)


def clock_text(minute: int) -> str:
    """The minute of the day as `07:30`."""
    return f"{minute // MINUTES_OF_AN_HOUR:02d}:{minute % MINUTES_OF_AN_HOUR:02d}"


def minute_of(moment: time) -> int:
    """The minute of the day."""
    return moment.hour * MINUTES_OF_AN_HOUR + moment.minute


def read_hours(texts: Iterable[str]) -> Hours | Refusal:
    """Windows written as `07:30-11:30`; refused when unreadable, empty, out of order, overlapping or touching."""
    windows: list[Window] = []
    for text in texts:
        found = _WINDOW.fullmatch(text.strip())
        if found is None:
            return Refusal("hours_unreadable", {"text": text[:40]})
        from_hour, from_minute, to_hour, to_minute = (int(number) for number in found.groups())
        window = Window(from_hour * 60 + from_minute, to_hour * 60 + to_minute)
        if max(from_minute, to_minute) > 59 or not window.opens < window.closes < MINUTES_OF_A_DAY:
            return Refusal("hours_unreadable", {"text": text[:40]})
        windows.append(window)
    if any(earlier.closes >= later.opens for earlier, later in pairwise(windows)):
        return Refusal("hours_overlap", {"text": ", ".join(str(window) for window in windows)})
    return tuple(windows)


def write_hours(hours: Hours) -> list[str]:
    """The inverse of `read_hours`."""
    return [str(window) for window in hours]


def read_week(week: Mapping[str, Iterable[str]]) -> tuple[Hours, ...] | Refusal:
    """A week written by the English names of its days; days not named are free."""
    unknown = sorted(set(week) - set(WEEKDAYS))
    if unknown:
        return Refusal("hours_unreadable", {"text": ", ".join(unknown)[:40]})
    days: list[Hours] = []
    for name in WEEKDAYS:
        hours = read_hours(week.get(name, ()))
        if isinstance(hours, Refusal):
            return hours
        days.append(hours)
    return tuple(days)
