"""What a check found in a procedure or a definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error forbids publication; a warning is shown and may be accepted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a stable code, the place in the version as a path, and the values its sentence needs."""

    code: str
    where: tuple[str | int, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
