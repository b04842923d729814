"""Days and minutes as people here write them: day first, and in whichever of the usual ways."""

import re
from datetime import date, datetime, time

DAY_WRITTEN, INSTANT_WRITTEN = "%d/%m/%Y", "%H:%M %d/%m/%Y"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HOUR = re.compile(r"(\d{1,2})[:hg](\d{2})(?::\d{2})?")


def read_day(typed: str) -> date:
    """The day that was typed: 1/2/2026, 01-02-2026, 01022026, or 2026-02-01. Raises ValueError: it is none."""
    words = typed.strip()
    if found := _DAY_FIRST.fullmatch(words) or _DIGITS.fullmatch(words):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    raise ValueError(f"{words!r} is no day.")


def read_instant(typed: str) -> datetime:
    """The minute that was typed: 9:05 1/2/2026, 1/2/2026 9h05, or 2026-02-01T09:05. Raises ValueError: it is none."""
    hours: list[time] = []
    rest = []
    for word in typed.replace("T", " ").split():
        found = _HOUR.fullmatch(word)
        if found is None:
            rest.append(word)
        else:
            hours.append(time(int(found[1]), int(found[2])))
    if len(hours) != 1:
        raise ValueError(f"{typed!r} is no instant.")
    return datetime.combine(read_day(" ".join(rest)), hours[0])
