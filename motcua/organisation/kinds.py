"""The entries this room writes. Bodies hold keys, days, codes and numbers of decisions, never an officer's name."""

from motcua.journal.types import Kind, declare_kinds
from motcua.organisation.types import OrganisationKind

__all__ = ["OrganisationKind"]

declare_kinds(*(Kind(kind.value) for kind in OrganisationKind))
