"""Where a procedure is filed for one commune: who resolves it, which one-stop shops take it in, and their hours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.kernel.types import Refusal
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, Contact
from motcua.ui.wording import weekday
from motcua.worktime import queries as worktime
from motcua.worktime.types import Hours

_A_WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class Opening:
    """Some days one after another with the same hours: `closed` instead of hours where nobody is there."""

    days: str
    hours: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A one-stop shop that takes papers in, where it is found, and its hours in the coming week."""

    name: str
    contact: Contact
    openings: Sequence[Opening]


@dataclass(frozen=True, slots=True)
class Place:
    """Who resolves it for a commune, and where it is handed in; `resolving` is empty where nobody is competent."""

    commune_code: str
    commune: str
    resolving_id: int | None
    resolving: str
    counters: Sequence[Counter]


def place_of(version: ProcedureVersion, *, commune_code: str, on: date) -> Place:
    """Where it is filed for that commune; for none, where the place makes no difference."""
    found = catalogue.competent_agency(version.code, on, commune_code=commune_code)
    names = dict(organisation.communes_served(on=on))
    commune = names.get(commune_code, "")
    if isinstance(found, Refusal):
        return Place(commune_code if commune else "", commune, None, "", ())
    house = organisation.agencies_by_id(organisation.house_of(found, on=on), on=on)
    shops = [one for one in house.values() if one.is_one_stop] or [house[found]]
    return Place(
        commune_code if commune else "",
        commune,
        found,
        house[found].name,
        [
            Counter(one.name, organisation.contact_of(one.id, on=on), list(_openings(one, on)))
            for one in sorted(shops, key=lambda one: one.code)
        ],
    )


def _openings(shop: Agency, on: date) -> Iterator[Opening]:
    """The coming week, days with the same hours together."""
    calendar = worktime.calendar(organisation.calendar_key(shop.id, on=on), agency=shop.code)
    keys = {one.desk_key for one in organisation.desks([shop.id], on=on)} - {""}
    extra = [worktime.desk(key) for key in sorted(keys)]
    days = [on + timedelta(days=ahead) for ahead in range(_A_WEEK)]
    hours = {
        day: tuple(sorted({*calendar.hours(day), *(one for desk in extra for one in calendar.reception(day, desk))}))
        for day in days
    }
    for open_hours, group in groupby(days, key=lambda day: hours[day]):
        same = list(group)
        yield Opening(_days(same), _hours(open_hours))


def _days(days: Sequence[date]) -> str:
    first, last = (f"{weekday(day)} {day:%d/%m}" for day in (days[0], days[-1]))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _hours(hours: Hours) -> str:
    said = ", ".join(f"{_clock(window.opens)}–{_clock(window.closes)}" for window in hours)
    return said or pgettext("shop", "closed")


def _clock(minutes: int) -> str:
    return "{:02}:{:02}".format(*divmod(minutes, 60))
