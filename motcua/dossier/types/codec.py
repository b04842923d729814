"""Events and facts as plain JSON, and back: the shape in which they stand in the journal and in the row.

Instants are local ISO text, terms their written form, references as `parties` writes them. What is absent (None, an
empty text or list) is left out; what an entry carries beside its event (the reason of a late entry) is ignored here.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from motcua.dossier.types import events
from motcua.dossier.types.events import Event
from motcua.parties.types import DeclarationRef, TextRef
from motcua.worktime.types import Term

_Code = tuple[Callable[[Any], Any], Callable[[Any], Any]]  # how a value is written, and how it is read
_NOTHING = ((), "")


def write(value: Any) -> dict[str, Any]:
    """An event, the facts or any part of them as plain JSON."""
    written: dict[str, Any] = _code_of(type(value))[0](value)
    return written


def read(kind: type[Any], body: Mapping[str, Any]) -> Any:
    """The inverse of `write` for a value of that class. Raises KeyError or ValueError for a body that is none."""
    return _code_of(kind)[1](body)


def read_event(kind: str, body: Mapping[str, Any]) -> Event:
    """The event of an entry of this kind (in its current version). Raises LookupError for a kind that is not ours."""
    event: Event = read(EVENTS[kind], body)
    return event


EVENTS: Mapping[str, type[Event]] = {event.kind: event for event in get_args(events.Event)}
"""Every kind of entry that the heart writes, with its event."""


def _unchanged(value: Any) -> Any:
    return value


@cache
def _term(text: str) -> Term:
    return Term.parse(text)


_PLAIN: Mapping[type, _Code] = {
    str: (_unchanged, _unchanged),
    int: (_unchanged, _unchanged),
    bool: (_unchanged, _unchanged),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    Term: (str, _term),
    DeclarationRef: (DeclarationRef.body, DeclarationRef.from_body),
    TextRef: (TextRef.body, TextRef.from_body),
}


_CODES: dict[Any, _Code] = dict(_PLAIN)


def _code_of(kind: Any) -> _Code:
    """The code of a type, built once."""
    known = _CODES.get(kind)
    if known is None:
        known = _CODES[kind] = _built(kind)
    return known


def _built(kind: Any) -> _Code:
    """The code of an enum, an `X | None`, a `tuple[X, ...]`, or a dataclass of such things."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        (inner,) = (argument for argument in get_args(kind) if argument is not NoneType)
        return _code_of(inner)
    if origin is tuple:
        return _many(_code_of(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str, kind
    return _whole(kind)


def _many(code: _Code) -> _Code:
    write_one, read_one = code
    return lambda values: [write_one(value) for value in values], lambda values: tuple(map(read_one, values))


def _whole(kind: Any) -> _Code:
    hints = get_type_hints(kind)
    parts = [(field.name, *_code_of(hints[field.name])) for field in fields(kind)]
    needed = {field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}
    absent = {field.name: () for field in fields(kind) if get_origin(hints[field.name]) is tuple}
    blank = {field.name: "" for field in fields(kind) if hints[field.name] is str}
    optional = {field.name: None for field in fields(kind) if NoneType in get_args(hints[field.name])}
    without = {name: value for name, value in (absent | blank | optional).items() if name in needed}

    def write_whole(value: Any) -> dict[str, Any]:
        written = {}
        for name, write_one, _ in parts:
            part = getattr(value, name)
            if part or (part is not None and part not in _NOTHING):  # most are something, which is seen at once
                written[name] = part if write_one is _unchanged else write_one(part)
        return written

    def read_whole(body: Mapping[str, Any]) -> Any:
        found = {name: read_one(body[name]) for name, _, read_one in parts if name in body}
        return kind(**(without | found))

    return write_whole, read_whole
