"""The calendars and desks that come with the package, for the seed and for asking without a database."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from motcua.kernel.types import Refusal
from motcua.worktime.rules.calendar import Calendar, Desk
from motcua.worktime.rules.definition import CalendarDefinition
from motcua.worktime.rules.documents import read_definition, read_desk

_DATA: Final = files("motcua.worktime") / "data"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEFAULT_CALENDAR: Final = "vn-office"
_CALENDARS: Final = (DEFAULT_CALENDAR,)


@cache
def packaged_definitions() -> dict[str, CalendarDefinition]:
    """Every packaged calendar by its key."""
    return {key: read_definition(_document(f"{key}.yaml")) for key in _CALENDARS}


@cache
def packaged_desks() -> dict[str, Desk]:
    """Every packaged desk by its key."""
    return {document["key"]: read_desk(document) for document in _document("desks.yaml")["desks"]}


def packaged_calendar(key: str = DEFAULT_CALENDAR) -> Calendar | Refusal:
    """The packaged calendar, compiled once in a process; refused when there is none of this key."""
    if key not in packaged_definitions():
        return Refusal("calendar_unknown", {"key": key, "known": ", ".join(packaged_definitions())})
    return _compiled(key)


@cache
def _compiled(key: str) -> Calendar:
    return Calendar.compiled(packaged_definitions()[key])


def packaged_desk(key: str) -> Desk | Refusal:
    """The packaged desk, or a refusal."""
    return packaged_desks().get(key) or Refusal(
        "desk_hours_unknown", {"key": key, "known": ", ".join(packaged_desks())}
    )


def _document(name: str) -> Any:
    return yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader, in C
