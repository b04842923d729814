"""The entries this room writes. Bodies hold keys, days, codes and numbers of decisions, never an officer's name."""

from motcua.journal.types import Body, Kind, declare_kinds
from motcua.organisation.types import OrganisationKind

__all__ = ["OrganisationKind"]

_DECIDED = (
    OrganisationKind.UNIT_OPENED,
    OrganisationKind.UNIT_CLOSED,
    OrganisationKind.DESK_OPENED,
    OrganisationKind.DESK_CLOSED,
    OrganisationKind.POST_CREATED,
    OrganisationKind.POST_CLOSED,
)
"""Kinds that name the decision by which it was done since their second version."""


def _decision_unsaid(body: Body) -> Body:
    return {**body, "decision": ""}


declare_kinds(
    *(Kind(kind.value) for kind in OrganisationKind if kind not in _DECIDED),
    *(Kind(kind.value, version=2, lifts={1: _decision_unsaid}) for kind in _DECIDED),
)
