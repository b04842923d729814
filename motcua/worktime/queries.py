"""Every read of calendars and desks. Calendars come compiled, one for each version and agency, and are kept.

A key that nobody has published yet falls back on what comes with the package, so that a fresh house can count at once.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q

from motcua.kernel import reference
from motcua.kernel.types import Refusal, Refused, granted
from motcua.worktime import models
from motcua.worktime.packaged import (
    DEFAULT_CALENDAR,
    packaged_calendar,
    packaged_definitions,
    packaged_desk,
    packaged_desks,
)
from motcua.worktime.rules.calendar import Calendar, Desk
from motcua.worktime.rules.changes import AffectedRange, affected_range
from motcua.worktime.rules.definition import CalendarDefinition, SpecialKind
from motcua.worktime.rules.documents import (
    read_assumptions,
    read_settings,
    read_special_day,
    read_weekly,
)

_CALENDARS_KEPT = 64


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A version of a calendar in a list."""

    label: str
    published_at: datetime
    decision: str


def calendar(key: str = "", *, known_at: datetime | None = None, agency: str | None = None) -> Calendar:
    """The latest version of the calendar, or the one that was known at an instant (the first, before any was).

    An empty key means the default calendar. `agency` is the identifier of the agency whose closures hold. The latest
    is kept (`kernel.reference`); a version is compiled once in a process. Raises Refused (`calendar_unknown`).
    """
    key = key or DEFAULT_CALENDAR
    if known_at is None:
        return _latest(key, agency)
    return _calendar(key, _known_at(key, known_at), agency)


@reference.kept("worktime")
def _latest(key: str, agency: str | None) -> Calendar:
    row = models.CalendarVersion.objects.filter(calendar__key=key).order_by("-number").first()
    return _calendar(key, row, agency)


def _calendar(key: str, row: models.CalendarVersion | None, agency: str | None) -> Calendar:
    return granted(_packaged(key)) if row is None else _compiled(_Known(row), agency)


def _known_at(key: str, instant: datetime) -> models.CalendarVersion | None:
    versions = models.CalendarVersion.objects.filter(calendar__key=key).order_by("-number")
    return versions.filter(published_at__lte=instant).first() or versions.last()


def calendar_version(key: str, label: str, *, agency: str | None = None) -> Calendar:
    """The version of that label, as a stored basis names it. Raises Refused (`calendar_version_unknown`)."""
    row = models.CalendarVersion.objects.filter(calendar__key=key, label=label).first()
    if row is not None:
        return _compiled(_Known(row), agency)
    packaged = packaged_definitions().get(key)
    if packaged is not None and packaged.version == label:
        return granted(packaged_calendar(key))
    known = ", ".join(version.label for version in calendar_versions(key))
    raise Refused(Refusal("calendar_version_unknown", {"key": key, "version": label, "known": known}))


def calendar_versions(key: str) -> list[VersionInfo]:
    """All versions of the calendar, the latest first."""
    rows = models.CalendarVersion.objects.filter(calendar__key=key).order_by("-number")
    return [VersionInfo(row.label, row.published_at, row.decision) for row in rows]


def changed_since(key: str, label: str = "") -> AffectedRange | None:
    """The days that differ between a version (without a label the one before the latest) and the latest.

    Those of single agencies' closures are among them. None when nothing differs, or there is only one version. Raises
    Refused: `calendar_unknown`, `calendar_version_unknown`.
    """
    versions = calendar_versions(key)
    if not label and len(versions) < 2:
        calendar(key)
        return None
    before, after = calendar_version(key, label or versions[1].label), calendar(key)
    closed = [*before.definition.special_days, *after.definition.special_days]
    agencies = {code for each in closed for code in each.agencies}
    ranges = [affected_range(before, after)] + [
        affected_range(calendar_version(key, before.definition.version, agency=code), calendar(key, agency=code))
        for code in sorted(agencies)
    ]
    days = sorted({day for found in ranges if found is not None for day in found.days})
    return AffectedRange(days[0], days[-1], tuple(days)) if days else None


def calendar_keys() -> list[str]:
    """All calendars, published or packaged."""
    published = models.WorkingCalendar.objects.values_list("key", flat=True)
    return sorted({*published, *packaged_definitions()})


def latest_definition(key: str) -> CalendarDefinition:
    """The definition of the latest published version, not compiled. Raises Refused (`calendar_unknown`)."""
    row = models.CalendarVersion.objects.filter(calendar__key=key).order_by("-number").first()
    if row is None:
        raise Refused(unknown_calendar(key))
    return _definition(row)


@reference.kept("worktime")
def desk(key: str, *, known_at: datetime | None = None) -> Desk:
    """The reception hours under the key, the latest or those known at an instant. Raises `desk_hours_unknown`."""
    versions = models.DeskVersion.objects.filter(desk__key=key).order_by("-number")
    row = versions.filter(published_at__lte=known_at).first() if known_at is not None else versions.first()
    if row is None and known_at is not None:
        row = versions.last()
    if row is None:
        return granted(_packaged_desk(key))
    return Desk(key=key, version=str(row.number), name=row.name, name_en=row.name_en, weekly=read_weekly(row.weekly))


def desk_keys() -> list[str]:
    """All reception hours, published or packaged."""
    published = models.ReceptionDesk.objects.values_list("key", flat=True)
    return sorted({*published, *packaged_desks()})


def unknown_calendar(key: str) -> Refusal:
    """The refusal of a key that no calendar has."""
    return Refusal("calendar_unknown", {"key": key, "known": ", ".join(calendar_keys())})


class _Known:
    """A version's row as a key to what was compiled from it: equal when the definition is, whatever the database."""

    __slots__ = ("identity", "row")

    def __init__(self, row: models.CalendarVersion) -> None:
        self.row = row
        self.identity = bytes(row.digest)

    def __hash__(self) -> int:
        return hash(self.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.identity == other.identity


def _compiled(known: _Known, agency: str | None) -> Calendar:
    _, named = _defined(known)
    return _for_agency(known, agency if agency in named else None)


@lru_cache(maxsize=_CALENDARS_KEPT)
def _defined(known: _Known) -> tuple[CalendarDefinition, frozenset[str]]:
    definition = _definition(known.row)
    closed = [each.agencies for each in definition.special_days if each.kind is SpecialKind.CLOSURE]
    return definition, frozenset().union(*closed)


@lru_cache(maxsize=_CALENDARS_KEPT)
def _for_agency(known: _Known, agency: str | None) -> Calendar:
    return Calendar.compiled(_defined(known)[0], agency=agency)


def _definition(row: models.CalendarVersion) -> CalendarDefinition:
    days = models.SpecialDay.objects.filter(
        Q(withdrawn_in=None) | Q(withdrawn_in__gt=row.number), calendar_id=row.calendar_id, entered_in__lte=row.number
    ).order_by("day", "kind", "id")
    return CalendarDefinition(
        key=row.calendar.key,
        version=row.label,
        published_at=row.published_at,
        weekly=read_weekly(row.weekly),
        special_days=tuple(read_special_day(each) for each in days.values()),
        first_day=row.first_day,
        last_day=row.last_day,
        listed_from=row.listed_from,
        listed_through=row.listed_through,
        decreed_through=row.decreed_through,
        assumptions=None if row.assumptions is None else read_assumptions(row.assumptions),
        settings=read_settings(row.settings),
    )


def _packaged(key: str) -> Calendar | Refusal:
    return packaged_calendar(key) if key in packaged_definitions() else unknown_calendar(key)


def _packaged_desk(key: str) -> Desk | Refusal:
    if key in packaged_desks():
        return packaged_desk(key)
    return Refusal("desk_hours_unknown", {"key": key, "known": ", ".join(desk_keys())})
