"""Whose archives somebody keeps or sees: those of his agencies, and of the agencies that these came after."""

from datetime import date

from motcua.archive.rules.authority import DECIDERS, KEEPERS
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope


def kept_by(scope: Scope, *, on: date) -> frozenset[int]:
    """The agencies whose archives somebody keeps: he closes years, proposes, withdraws."""
    if not scope.may(*KEEPERS):
        return frozenset()
    return organisation.with_predecessors(scope.own_agency_ids, on=on)


def decided_by(scope: Scope, *, on: date) -> frozenset[int]:
    """The agencies of whose archives somebody decides what is destroyed."""
    return kept_by(scope, on=on) if scope.may(*DECIDERS) else frozenset()


def seen_by(scope: Scope, *, on: date) -> frozenset[int] | None:
    """The agencies whose archives somebody may look at; None: of every agency. Inspectors see what they oversee."""
    if not scope.may(Role.INSPECTOR):
        return kept_by(scope, on=on)
    return None if scope.agency_ids is None else organisation.with_predecessors(scope.agency_ids, on=on)


def sees(scope: Scope, agency_id: int, *, on: date) -> bool:
    """Whether somebody may look at the archive of that agency."""
    seen = seen_by(scope, on=on)
    return seen is None or agency_id in seen
