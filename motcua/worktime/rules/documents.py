"""Calendars and desks as plain documents (YAML in the package, JSON in the database) and back.

A malformed document raises Refused when it holds unreadable hours, and ValueError, KeyError or TypeError otherwise:
documents are written by programs and reviewed, never typed by a citizen.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from motcua.kernel.types import granted
from motcua.worktime.rules.calendar import Desk
from motcua.worktime.rules.definition import (
    Assumptions,
    CalendarDefinition,
    DayZero,
    DueHour,
    FixedHoliday,
    Named,
    NeighbourRule,
    NewYearRule,
    Settings,
    SpecialDay,
    SpecialKind,
)
from motcua.worktime.rules.hours import WEEKDAYS, WeeklyHours, clock_text, minute_of, read_hours, read_week, write_hours

Document = Mapping[str, Any]


def read_definition(document: Document) -> CalendarDefinition:
    """The calendar version that a whole document describes; keys of `names` and `decisions` in it are resolved."""
    document = _resolved(document, document.get("names", {}), document.get("decisions", {}))
    assumptions = document["assumptions"]
    return CalendarDefinition(
        key=document["key"],
        version=document["version"],
        published_at=datetime.fromisoformat(document["published_at"]),
        weekly=read_weekly(document["weekly"]),
        special_days=tuple(read_special_day(each) for each in document["special_days"]),
        first_day=_date(document["reach"]["first"]),
        last_day=_date(document["reach"]["last"]),
        listed_from=_date(document["listed"]["first"]),
        listed_through=_date(document["listed"]["last"]),
        decreed_through=_date(document["decreed_through"]),
        assumptions=None if assumptions is None else read_assumptions(assumptions),
        settings=read_settings(document["settings"]),
    )


def write_definition(definition: CalendarDefinition) -> dict[str, Any]:
    """Everything the definition says, as plain data."""
    return {
        "key": definition.key,
        "version": definition.version,
        "published_at": definition.published_at.isoformat(),
        "weekly": write_weekly(definition.weekly),
        "special_days": [write_special_day(each) for each in definition.special_days],
        "reach": _written_range(definition.first_day, definition.last_day),
        "listed": _written_range(definition.listed_from, definition.listed_through),
        "decreed_through": definition.decreed_through.isoformat(),
        "assumptions": write_assumptions(definition.assumptions) if definition.assumptions else None,
        "settings": write_settings(definition.settings),
    }


def digest_of(definition: CalendarDefinition) -> bytes:
    """A fingerprint of what the definition says, so that a compiled calendar is kept under what it means."""
    document = json.dumps(write_definition(definition), ensure_ascii=False, sort_keys=True)
    return sha256(document.encode()).digest()


def read_desk(document: Document) -> Desk:
    """The desk that a document describes."""
    return Desk(
        key=document["key"],
        version=document["version"],
        name=document["name"],
        name_en=document["name_en"],
        weekly=read_weekly(document["weekly"]),
    )


def read_weekly(patterns: Iterable[Document]) -> tuple[WeeklyHours, ...]:
    """Weekly patterns with the range in which each holds. Raises Refused for unreadable hours."""
    return tuple(
        WeeklyHours(
            days=granted(read_week(pattern["days"])),
            since=_date_or_none(pattern.get("since")),
            until=_date_or_none(pattern.get("until")),
        )
        for pattern in patterns
    )


def write_weekly(weekly: Iterable[WeeklyHours]) -> list[dict[str, Any]]:
    """The inverse of `read_weekly`."""
    return [
        {
            "days": {name: write_hours(hours) for name, hours in zip(WEEKDAYS, pattern.days, strict=True) if hours},
            "since": _text_or_none(pattern.since),
            "until": _text_or_none(pattern.until),
        }
        for pattern in weekly
    ]


def read_settings(document: Document) -> Settings:
    """How the version counts."""
    cutoff = document.get("receipt_cutoff")
    return Settings(
        day_zero=DayZero(document["day_zero"]),
        due_hour=DueHour(document["due_hour"]),
        receipt_cutoff=time.fromisoformat(cutoff) if cutoff else None,
        same_day_cutoff=time.fromisoformat(document["same_day_cutoff"]),
    )


def write_settings(settings: Settings) -> dict[str, Any]:
    """The inverse of `read_settings`."""
    cutoff = settings.receipt_cutoff
    return {
        "day_zero": settings.day_zero.value,
        "due_hour": settings.due_hour.value,
        "receipt_cutoff": clock_text(minute_of(cutoff)) if cutoff else None,
        "same_day_cutoff": clock_text(minute_of(settings.same_day_cutoff)),
    }


def read_special_day(document: Document) -> SpecialDay:
    """One special day."""
    hours = document.get("hours")
    return SpecialDay(
        day=_date(document["day"]),
        kind=SpecialKind(document["kind"]),
        name=document["name"],
        name_en=document.get("name_en", ""),
        decision=document["decision"],
        official=document.get("official", True),
        instead_of=_date_or_none(document.get("instead_of")),
        hours=None if hours is None else granted(read_hours(hours)),
        agencies=frozenset(document.get("agencies", ())),
        stops_terms=document.get("stops_terms", False),
    )


def write_special_day(special: SpecialDay) -> dict[str, Any]:
    """The inverse of `read_special_day`."""
    return {
        "day": special.day.isoformat(),
        "kind": special.kind.value,
        "name": special.name,
        "name_en": special.name_en,
        "decision": special.decision,
        "official": special.official,
        "instead_of": _text_or_none(special.instead_of),
        "hours": None if special.hours is None else write_hours(special.hours),
        "agencies": sorted(special.agencies),
        "stops_terms": special.stops_terms,
    }


def read_assumptions(document: Document) -> Assumptions:
    """What is assumed outside the listed years."""
    return Assumptions(
        fixed=tuple(
            FixedHoliday(
                named=_named(each),
                month=each["month"],
                day=each["day"],
                lunar=each.get("lunar", False),
                since=each.get("since"),
                until=each.get("until"),
            )
            for each in document["fixed"]
        ),
        new_year=NewYearRule(
            named=_named(document["new_year"]),
            splits=tuple((before, following) for before, following in _by_weekday(document["new_year"])),
        ),
        neighbours=tuple(
            NeighbourRule(
                named=_named(each),
                month=each["month"],
                day=each["day"],
                sides=tuple(_by_weekday(each["sides"])),
                since=each["since"],
            )
            for each in document["neighbours"]
        ),
        compensation=_named(document["compensation"]),
    )


def write_assumptions(assumptions: Assumptions) -> dict[str, Any]:
    """The inverse of `read_assumptions`."""
    return {
        "fixed": [
            {
                **_written(each.named),
                "month": each.month,
                "day": each.day,
                "lunar": each.lunar,
                "since": each.since,
                "until": each.until,
            }
            for each in assumptions.fixed
        ],
        "new_year": {
            **_written(assumptions.new_year.named),
            **dict(zip(WEEKDAYS, map(list, assumptions.new_year.splits), strict=True)),
        },
        "neighbours": [
            {
                **_written(each.named),
                "month": each.month,
                "day": each.day,
                "sides": dict(zip(WEEKDAYS, each.sides, strict=True)),
                "since": each.since,
            }
            for each in assumptions.neighbours
        ],
        "compensation": _written(assumptions.compensation),
    }


def _resolved(value: Any, names: Document, decisions: Mapping[str, str]) -> Any:
    """The document with every `name` and `by` key replaced by the words they stand for."""
    if isinstance(value, Mapping):
        plain = {key: _resolved(each, names, decisions) for key, each in value.items()}
        if "by" in plain:
            words = names[plain["name"]]
            plain |= {"name": words["vi"], "name_en": words["en"], "decision": decisions[plain.pop("by")]}
        return plain
    if isinstance(value, list):
        return [_resolved(each, names, decisions) for each in value]
    return value


def _named(document: Document) -> Named:
    return Named(name=document["name"], name_en=document["name_en"], decision=document["decision"])


def _written(named: Named) -> dict[str, Any]:
    return {"name": named.name, "name_en": named.name_en, "decision": named.decision}


def _by_weekday(document: Document) -> list[Any]:
    return [document[name] for name in WEEKDAYS]


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _date_or_none(value: date | str | None) -> date | None:
    return None if value is None else _date(value)


def _text_or_none(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _written_range(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}
