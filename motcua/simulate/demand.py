"""What is asked for, where and when: the arrivals of a span of days, drawn from the shape of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from motcua.catalogue.queries import list_published
from motcua.catalogue.types import AuthorityLevel, Channel, ProcedureVersion
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, AgencyKind, Level, Line
from motcua.worktime.types import Calendar

_ONE_DAY = timedelta(days=1)
_HALF_AN_HOUR = 30
_OPENING = 7 * 60 + 30
_SATURDAY_FIELDS = frozenset({"ho_tich", "chung_thuc"})
_SATURDAY_DESK = "saturday_morning"
_SELDOM = 2
_FAR_DESKS = 12
"""Of a hundred dossiers of a provincial agency, so many are brought to a commune's desk: boundaries do not matter."""


@dataclass(frozen=True, slots=True)
class Place:
    """A commune with its committee and the one-stop centre where its people go."""

    commune_code: str
    commune_name: str
    committee_id: int
    centre_id: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes with a request: when, with what, where he lives and to which desk he goes."""

    at: datetime
    version: ProcedureVersion
    channel: Channel
    place: Place
    receiving_agency_id: int
    desk_key: str = ""


@cache
def plan() -> Mapping[str, Any]:
    """The written shape of demand."""
    document: Mapping[str, Any] = yaml.safe_load(
        files("motcua.simulate").joinpath("data/demand.yaml").read_text(encoding="utf-8")
    )
    return document


class Demand:
    """Draws arrivals. The same seed gives the same ones."""

    def __init__(self, rng: Random, *, calendar: Calendar, on: date) -> None:
        self._rng, self._calendar = rng, calendar
        self._plan = plan()
        agencies = organisation.agencies(on=on)
        self._centre_of = {agency.parent_id: agency.id for agency in agencies if agency.kind is AgencyKind.CENTRE}
        self._province_centre = next(
            agency.id for agency in agencies if agency.kind is AgencyKind.CENTRE and agency.level is Level.PROVINCE
        )
        self._places = [place for agency in agencies if (place := self._place(agency)) is not None]
        self._versions = [version for version in list_published(on) if version.process is not None]

    def arrivals(
        self,
        first: date,
        until: datetime,
        count: int,
        *,
        busy_days: int = 0,
        channels: Sequence[Channel] = tuple(Channel),
    ) -> list[Arrival]:
        """So many arrivals between a day and an instant, in order of time; twice as dense in the last days.

        Where only some `channels` are wanted, whoever would come by another is left out and another drawn for him.
        Whoever would come after the instant came on an earlier day; where there is none, he is left out.
        """
        last = until.date()
        days = [first + _ONE_DAY * number for number in range((last - first).days + 1)]
        weights = [self._weight(day, last) * (2 if (last - day).days < busy_days else 1) for day in days]
        drawn = sorted(self._rng.choices(range(len(days)), weights, k=count))
        arrivals = [self._by(channels, days[number]) for number in drawn]
        in_time = [arrival for arrival in arrivals if arrival.at <= until]
        earlier = self._rng.choices(days[:-1], weights[:-1], k=count - len(in_time)) if len(days) > 1 else []
        in_time += [arrival for day in earlier if (arrival := self._by(channels, day)).at <= until]
        return sorted(in_time, key=lambda arrival: arrival.at)

    def _by(self, channels: Sequence[Channel], day: date) -> Arrival:
        arrival = self._arrival(day)
        while arrival.channel not in channels:
            arrival = self._arrival(self._calendar.nth_working_day(day - _ONE_DAY, 1))
        return arrival

    def _place(self, agency: Agency) -> tuple[Place, int] | None:
        is_committee = agency.level is Level.COMMUNE and agency.kind is AgencyKind.AGENCY and agency.line is Line.LOCAL
        if not is_committee or agency.id not in self._centre_of:
            return None
        weight = self._plan["places"].get(agency.code, self._plan["elsewhere"])
        name = organisation.commune(agency.place_code).name
        return Place(agency.place_code, name, agency.id, self._centre_of[agency.id]), weight

    def _weight(self, day: date, last: date) -> float:
        """How much comes on a day. Days off bring only what is filed online."""
        season = self._plan["months"][day.month - 1] / 100
        grown = (1 + self._plan["growth_per_year"] / 100) ** (-(last - day).days / 365)
        weekday = self._plan["weekdays"][day.weekday()]
        if not self._calendar.is_working(day):
            weekday = self._plan["shares"]["online"] * 0.35
        return float(season * grown * weekday)

    def _arrival(self, day: date) -> Arrival:
        at_work = self._calendar.is_working(day)
        saturday = not at_work and day.weekday() == 5 and self._rng.random() < 0.25
        version = self._version(day, online_only=not at_work and not saturday, saturday=saturday)
        place, _weight = self._rng.choices(self._places, [weight for _, weight in self._places])[0]
        channel = Channel.COUNTER if saturday else self._channel(version, at_work)
        receiving = place.centre_id
        if AuthorityLevel.COMMUNE not in version.levels and self._rng.randrange(100) >= _FAR_DESKS:
            receiving = self._province_centre
        at = self._instant(day, channel, saturday)
        return Arrival(at, version, channel, place, receiving, _SATURDAY_DESK if saturday else "")

    def _version(self, day: date, *, online_only: bool, saturday: bool) -> ProcedureVersion:
        fitting = [
            version
            for version in self._versions
            if version.in_force(day)
            and (not online_only or Channel.ONLINE in version.channels)
            and (not saturday or (version.field.code in _SATURDAY_FIELDS and Channel.COUNTER in version.channels))
        ]
        return self._rng.choices(fitting, [self._popularity(version, day) for version in fitting])[0]

    def _popularity(self, version: ProcedureVersion, day: date) -> float:
        weight = float(self._plan["popularity"].get(version.code, _SELDOM))
        for surge in self._plan["surges"]:
            begins = surge["from_day"] <= day.day <= surge["to_day"]
            if begins and day.month == surge["month"] and version.field.code == surge["field"]:
                weight *= surge["per_cent"] / 100
        return weight

    def _channel(self, version: ProcedureVersion, at_work: bool) -> Channel:
        shares = self._plan["shares"]
        drawn = self._rng.randrange(100)
        online = Channel.ONLINE in version.channels
        if online and (not at_work or version.channels == {Channel.ONLINE} or drawn < shares["online"]):
            return Channel.ONLINE
        if Channel.POST in version.channels and drawn >= 100 - shares["post"]:
            return Channel.POST
        return Channel.COUNTER if Channel.COUNTER in version.channels else Channel.ONLINE

    def _instant(self, day: date, channel: Channel, saturday: bool) -> datetime:
        midnight = datetime.combine(day, time.min)
        if channel is Channel.ONLINE:
            hours: Sequence[int] = self._plan["online"]
            (hour,) = self._rng.choices(range(len(hours)), hours)
            return midnight + timedelta(hours=hour, minutes=self._rng.randrange(60))
        halves: Sequence[int] = self._plan["counter"][:8] if saturday else self._plan["counter"]
        (half,) = self._rng.choices(range(len(halves)), halves)
        return midnight + timedelta(minutes=_OPENING + half * _HALF_AN_HOUR + self._rng.randrange(_HALF_AN_HOUR))
