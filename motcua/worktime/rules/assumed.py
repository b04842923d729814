"""Days off that no decision has named yet: the holidays of the law and the habit of the yearly notices (rule 5)."""

from datetime import date, timedelta
from typing import Final

from motcua.worktime.rules.definition import Assumptions, Named, SpecialDay, SpecialKind
from motcua.worktime.rules.hours import WeeklyHours, hours_on
from motcua.worktime.rules.lunar import lunar_date, lunar_new_year

_ONE_DAY: Final = timedelta(days=1)


def assumed_days(year: int, assumptions: Assumptions, weekly: tuple[WeeklyHours, ...]) -> list[SpecialDay]:
    """The days off of a year without decisions, holidays and compensation days, all marked as expected."""
    holidays = _holidays(year, assumptions)
    return [
        *(_special(day, SpecialKind.HOLIDAY, named) for day, named in sorted(holidays.items())),
        *_compensations(holidays, assumptions.compensation, weekly),
    ]


def _holidays(year: int, assumptions: Assumptions) -> dict[date, Named]:
    holidays: dict[date, Named] = {}
    for fixed in assumptions.fixed:
        if fixed.holds_in(year):
            falls_on = lunar_date(year, month=fixed.month, day=fixed.day) if fixed.lunar else None
            holidays[falls_on or date(year, fixed.month, fixed.day)] = fixed.named
    first = lunar_new_year(year)
    before, following = assumptions.new_year.splits[first.weekday()]
    for offset in range(-before, following):
        holidays[first + offset * _ONE_DAY] = assumptions.new_year.named
    for neighbour in assumptions.neighbours:
        if neighbour.since <= year:
            holiday = date(year, neighbour.month, neighbour.day)
            holidays[holiday + neighbour.sides[holiday.weekday()] * _ONE_DAY] = neighbour.named
    return holidays


def _compensations(holidays: dict[date, Named], named: Named, weekly: tuple[WeeklyHours, ...]) -> list[SpecialDay]:
    """A holiday on a weekly rest day is made up for on the next day that is neither (BLLĐ Đ111.3)."""
    taken = set(holidays)
    compensations: list[SpecialDay] = []
    for holiday in sorted(holidays):
        if hours_on(holiday, weekly):
            continue
        day = holiday + _ONE_DAY
        while day in taken or not hours_on(day, weekly):
            day += _ONE_DAY
        taken.add(day)
        compensations.append(_special(day, SpecialKind.COMPENSATION, named, instead_of=holiday))
    return compensations


def _special(day: date, kind: SpecialKind, named: Named, *, instead_of: date | None = None) -> SpecialDay:
    return SpecialDay(
        day=day,
        kind=kind,
        name=named.name,
        name_en=named.name_en,
        decision=named.decision,
        official=False,
        instead_of=instead_of,
    )
