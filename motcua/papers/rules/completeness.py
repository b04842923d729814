"""Which fields of a paper are empty though it cannot be a paper without them."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass


def missing(paper: object) -> tuple[str, ...]:
    """The paths of required fields that are empty, such as `head.issuer` or `applicants.0.name`, in order.

    Required is what has no default. An optional part that is there must itself be whole.
    """
    return tuple(_missing(paper, ""))


def _missing(value: object, path: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for place, part in enumerate(value):
            if _empty(part):
                yield f"{path}.{place}"
            yield from _missing(part, f"{path}.{place}")
    if not is_dataclass(value):
        return
    for field in fields(value):
        inner = getattr(value, field.name)
        name = f"{path}.{field.name}".lstrip(".")
        required = field.default is MISSING and field.default_factory is MISSING
        if required and _empty(inner):
            yield name
        else:
            yield from _missing(inner, name)


def _empty(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())
