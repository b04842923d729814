"""Legal reporting periods (NĐ 09/2019 Đ12; clock rule 33): months run from the 15th to the 14th."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST_DAY = 14
"""The day of the calendar month on which a report month ends."""
_FIRST_DAY = LAST_DAY + 1
_ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """The periods that have a name."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days, both ends included: from 00:00 of `first` to 24:00 of `last`."""

    first: date
    last: date
    kind: PeriodKind = PeriodKind.ANY
    number: int = 0

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The period ends on {self.last}, before it begins on {self.first}.")

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return self.last + _ONE_DAY

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.after - self.first).days


def month(year: int, number: int) -> Period:
    """The report month: the 15th of the calendar month before it to its own 14th."""
    return _ending(year, number, months=1, kind=PeriodKind.MONTH, number=number)


def quarter(year: int, number: int) -> Period:
    """The report quarter: quarter II is 15/03 to 14/06."""
    return _ending(year, number * 3, months=3, kind=PeriodKind.QUARTER, number=number)


def half(year: int, number: int) -> Period:
    """The first half is 15/12 to 14/06, the second 15/06 to 14/12."""
    return _ending(year, number * 6, months=6, kind=PeriodKind.HALF, number=number)


def nine_months(year: int) -> Period:
    """15/12 of the year before to 14/09, where a province asks for it."""
    return _ending(year, 9, months=9, kind=PeriodKind.NINE_MONTHS, number=9)


def year(number: int) -> Period:
    """The report year: 15/12 of the year before to 14/12."""
    return _ending(number, 12, months=12, kind=PeriodKind.YEAR, number=number)


def named(name: str) -> Period:
    """The period that a name means: `2026-03`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`.

    Raises ValueError when the name means none.
    """
    head, dash, tail = name.strip().upper().partition("-")
    try:
        in_year = int(head)
        if not dash:
            return year(in_year)
        if tail == "9M":
            return nine_months(in_year)
        if tail[:1] == "Q" and tail[1:] in {"1", "2", "3", "4"}:
            return quarter(in_year, int(tail[1:]))
        if tail[:1] == "H" and tail[1:] in {"1", "2"}:
            return half(in_year, int(tail[1:]))
        if 1 <= int(tail) <= 12:
            return month(in_year, int(tail))
    except ValueError:
        pass
    raise ValueError(f"{name!r} is no period; write 2026-03, 2026-Q2, 2026-H1, 2026-9M or 2026.")


def year_before(period: Period) -> Period:
    """The same period of the year before. The 29th of February falls back to the 28th."""
    return Period(_back_one_year(period.first), _back_one_year(period.last), period.kind, period.number)


def month_containing(day: date) -> Period:
    """The report month in which a day lies."""
    later = day.day >= _FIRST_DAY
    index = day.year * 12 + day.month - 1 + later
    return month(index // 12, index % 12 + 1)


def whole_months(period: Period) -> Period | None:
    """The report months that lie wholly in a period, as one period; None where there is none."""
    begun, ending = month_containing(period.first), month_containing(period.last)
    first = begun.first if begun.first == period.first else begun.after
    last = ending.last if ending.last == period.last else ending.first - _ONE_DAY
    return Period(first, last) if first < last else None


def _ending(in_year: int, in_month: int, *, months: int, kind: PeriodKind, number: int) -> Period:
    last = date(in_year, in_month, LAST_DAY)
    index = in_year * 12 + in_month - 1 - months
    return Period(date(index // 12, index % 12 + 1, _FIRST_DAY), last, kind, number)


def _back_one_year(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
