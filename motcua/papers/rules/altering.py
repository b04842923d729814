"""A paper with one required field another: whoever draws both the same does not say it."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any


def each_altered(paper: Any) -> Iterator[tuple[str, Any]]:
    """The path of each required field, such as `head.issuer`, with the paper in which only that one is another."""
    for field in fields(paper):
        if field.default is not MISSING or field.default_factory is not MISSING:
            continue
        for path, value in _altered(getattr(paper, field.name)):
            yield ".".join(part for part in (field.name, path) if part), replace(paper, **{field.name: value})


def altered(value: Any) -> Any:
    """Another value of the same kind."""
    return next(_altered(value))[1]


def _altered(value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case tuple():
            for path, first in _altered(value[0]):
                yield path, (first, *value[1:])
        case datetime():
            yield "", value + timedelta(days=1, minutes=1)
        case date():
            yield "", value + timedelta(days=1)
        case int():
            yield "", value + 1
        case str():
            yield "", f"{value} 9"
        case _ if is_dataclass(value):
            yield from each_altered(value)
        case _:
            raise TypeError(f"A field of a paper that is {value!r} cannot be made another.")
