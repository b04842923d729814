"""Frozen shapes to plain JSON values and back, the same bytes for the same shape every time.

Sets are sorted, defaults are left out (so a field added later reads old bodies), terms and selectors are their written
form. The published body of a version is what `encode` gave; nothing else ever writes one.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from motcua.catalogue.parts.process import Selector
from motcua.worktime.types import Term

T = TypeVar("T")


def encode(value: object) -> Any:
    """The value as JSON knows it. Raises TypeError on a type the catalogue's shapes do not hold."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Term | Selector | Decimal):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return _encode_many(value)


def _encode_many(value: object) -> Any:
    if isinstance(value, frozenset):
        return sorted(encode(item) for item in value)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(value[key]) for key in sorted(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(getattr(value, field.name))
            for field in fields(value)
            if not _is_default(field, getattr(value, field.name))
        }
    raise TypeError(type(value))


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())


def decode(kind: type[T], value: Any) -> T:
    """The shape of that kind again. Raises KeyError, ValueError or TypeError when the value was not its encoding."""
    decoded: T = _decode(kind, value)
    return decoded


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _decode_optional(kind, value)
    if origin in (frozenset, tuple):
        return origin(_decode(get_args(kind)[0], item) for item in value)
    if origin is Mapping or (origin is not None and issubclass(origin, Mapping)):
        key_kind, value_kind = get_args(kind)
        return {_decode(key_kind, key): _decode(value_kind, item) for key, item in value.items()}
    return _decode_plain(kind, value)


def _decode_optional(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    (one,) = (option for option in get_args(kind) if option is not NoneType)
    return _decode(one, value)


def _decode_plain(kind: Any, value: Any) -> Any:
    if kind is Term or kind is Selector:
        return kind.parse(value)
    if kind in (date, time):
        return kind.fromisoformat(value)
    return _decode_shape(kind, value) if is_dataclass(kind) else kind(value)


def _decode_shape(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    unknown = value.keys() - hints.keys()
    if unknown:
        raise KeyError(*unknown)
    return kind(**{name: _decode(hints[name], item) for name, item in value.items()})


@cache
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)
