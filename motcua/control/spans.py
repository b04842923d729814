"""Which period a page is asked for, and the months it offers."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.insight.types import Period, month_containing, named
from motcua.kernel.days import read_day

_MONTHS_OFFERED = 12


def span_of(request: HttpRequest, today: date) -> Period:
    """The period by its name or by its days; the running report month where neither is one.

    A form that already showed that name (`shown`) means its days: they are what was changed, if anything.
    """
    name, first, last, shown = (request.GET.get(key, "") for key in ("name", "from", "to", "shown"))
    try:
        if name and not (name == shown and first and last):
            return named(name)
        if first and last:
            return Period(read_day(first), read_day(last))
    except ValueError:
        pass
    return month_containing(today)


def name_of(span: Period) -> str:
    """By which name a report month is chosen; empty for other days."""
    month = month_containing(span.last)
    return _name(span.last) if (month.first, month.last) == (span.first, span.last) else ""


def months_offered(today: date) -> list[tuple[str, str]]:
    """The last report months: the name for the address, and as people say it."""
    return [_named_month(today, back) for back in range(_MONTHS_OFFERED)]


def _name(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def _named_month(today: date, back: int) -> tuple[str, str]:
    last = month_containing(today).last
    index = last.year * 12 + last.month - 1 - back
    year, month = index // 12, index % 12 + 1
    return _name(date(year, month, 1)), _("Month {month}/{year}").format(month=month, year=year)
