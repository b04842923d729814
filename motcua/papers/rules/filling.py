"""Which fields of a letter are empty though its template needs them, and how the others are written."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

from motcua.papers.letters.types import FieldKind, FieldValue, Letter, Letterhead, LetterTemplate
from motcua.papers.rules.wording import day_written, moment_written, money_written

_HEAD_REQUIRED = tuple(one.name for one in fields(Letterhead) if one.default is MISSING)
_TYPES: dict[FieldKind, type] = {
    FieldKind.TEXT: str,
    FieldKind.DAY: date,
    FieldKind.INSTANT: datetime,
    FieldKind.MONEY: int,
    FieldKind.LIST: tuple,
}


def lacking(letter: Letter) -> tuple[str, ...]:
    """The keys of what is missing: first of the head (`head.issuer`), then of the fields, in the template's order."""
    head = [name for name in _HEAD_REQUIRED if not getattr(letter.head, name).strip()]
    if letter.template.is_numbered and not letter.head.number.strip():
        head.append("number")
    empty = [one.key for one in letter.template.fields if one.is_required and _is_empty(letter.values.get(one.key))]
    return (*(f"head.{name}" for name in head), *empty)


def undeclared(letter: Letter) -> tuple[str, ...]:
    """The values for which the template has no field: they would silently not be printed."""
    return tuple(sorted(set(letter.values) - {one.key for one in letter.template.fields}))


def misfit(letter: Letter) -> tuple[str, ...]:
    """The fields that are filled with another kind of value than they declare."""
    return tuple(
        one.key
        for one in letter.template.fields
        if not _is_empty(value := letter.values.get(one.key)) and not isinstance(value, _TYPES[one.kind])
    )


def filled(template: LetterTemplate, values: Mapping[str, FieldValue]) -> dict[str, Any]:
    """Every declared field as the drawing takes it: in words, and empty where nothing was given."""
    return {one.key: _written(one.kind, values.get(one.key)) for one in template.fields}


def _written(kind: FieldKind, value: FieldValue | None) -> Any:
    match value:
        case None:
            return [] if kind is FieldKind.LIST else ""
        case datetime():
            return moment_written(value)
        case date():
            return day_written(value)
        case tuple():
            return list(value)
        case int():
            return money_written(value)
    return value


def _is_empty(value: FieldValue | None) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())
