"""What a validator of JSON Schema finds, as faults that can be said to a person."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from motcua.forms.types import Fault, Path
from motcua.kernel.types import Refusal


def faults_of(errors: Iterable[ValidationError], *, codes: Mapping[str, str]) -> Iterator[Fault]:
    """Each thing that is wrong once, at its place, in the order in which it was found.

    `codes` says for each keyword of JSON Schema which refusal it means; `*` is for all others.
    """
    said: set[tuple[Path, str]] = set()
    for error in errors:
        code = codes.get(_keyword(error), codes["*"])
        for path, values in _places(error):
            if (path, code) not in said:
                said.add((path, code))
                yield Fault(path, Refusal(code, values))


def _keyword(error: ValidationError) -> str:
    """Which keyword is broken. A part that is forbidden altogether is one too many."""
    if "propertyNames" in error.relative_schema_path:
        return "propertyNames"
    return str(error.validator or "additionalProperties")


def _places(error: ValidationError) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Where an error lies: a part that is missing or too much has its own place, not that of what should hold it."""
    path = tuple(error.absolute_path)
    found: Any = error.instance
    wanted: Any = error.validator_value
    match _keyword(error):
        case "propertyNames":
            yield (*path, found), {}
        case "required":
            yield from (((*path, name), {}) for name in wanted if name not in found)
        case "additionalProperties" if isinstance(error.schema, Mapping):
            known = error.schema.get("properties", {})
            yield from (((*path, name), {}) for name in found if name not in known)
        case "minLength" | "maxLength" | "minimum" | "maximum" | "minItems" | "maxItems":
            yield path, {"bound": wanted}
        case _:
            yield path, {}
