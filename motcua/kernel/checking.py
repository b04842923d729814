"""What `motcua check` asks of the house: that what is written down twice agrees, and that nothing was left half done.

Rooms register their checks; each says in plain words what it found.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`find()` yields one sentence for each thing that is wrong, naming it by its code or key; none if all is well."""

    name: str
    find: Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and the check that found it."""

    check: str
    sentence: str


_CHECKS: dict[str, Check] = {}


def register(check: Check) -> None:
    """Makes a check known; called once by its room's `AppConfig.ready`. Names are unique."""
    if _CHECKS.setdefault(check.name, check) is not check:
        raise ValueError(f"The check {check.name!r} is registered twice.")


def checks() -> Sequence[Check]:
    """All checks of the house, by name."""
    return [_CHECKS[name] for name in sorted(_CHECKS)]


def run(only: Sequence[str] | None = None) -> Iterator[Finding]:
    """Everything that is wrong, as it is found."""
    for check in checks():
        if only is None or check.name in only:
            for sentence in check.find():
                yield Finding(check.name, sentence)
