"""The dated data of this room: rules and templates, read once."""

from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.notices.types import Event, NoticeRules, Template, Wording


def rules_on(day: date) -> NoticeRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _rules()
    return next((rules for rules in editions if rules.since <= day), editions[-1])


def template_on(event: Event, day: date) -> Template:
    """What is said of an event on that day; before the first edition, that of the first."""
    editions = [one for one in templates() if one.event is event]
    return next((one for one in editions if one.since <= day), editions[-1])


@cache
def templates() -> tuple[Template, ...]:
    """Every version of every template, the newest first."""
    return tuple(sorted((_template(row) for row in _rows("templates.yaml")), key=lambda one: one.since, reverse=True))


@cache
def _rules() -> tuple[NoticeRules, ...]:
    hours = ("quiet_from", "quiet_until", "reminder_at", "digest_at")
    rows = ({**row, **{name: time.fromisoformat(row[name]) for name in hours}} for row in _rows("rules.yaml"))
    return tuple(sorted((NoticeRules(**row) for row in rows), key=lambda rules: rules.since, reverse=True))


def _template(row: dict[str, Any]) -> Template:
    words = {
        language: Wording(said["subject"], tuple(said["lines"]), tuple(said["short"]))
        for language, said in row["words"].items()
    }
    return Template(
        event=Event(row["event"]),
        version=row["version"],
        since=row["since"],
        fields=frozenset(row["fields"]),
        may=frozenset(row.get("may", ())),
        words=words,
    )


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(
        files("motcua.notices").joinpath(f"data/{name}").read_text(encoding="utf-8")
    )
    return rows
