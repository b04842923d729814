"""Whom a desk knows from earlier dossiers in its sight, and which these were."""

from collections.abc import Collection
from datetime import datetime

from motcua.dossier import queries as dossier
from motcua.intake.types import KnownPerson
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.parties.types import Party

_OFFERED = 6
_EARLIER = 3
"""How many dossiers of one person are named, the latest."""


def known_persons(
    scope: Scope, typed: str, *, at: datetime, limit: int = _OFFERED
) -> tuple[KnownPerson, ...] | Refusal:
    """Everybody who stands in a dossier in sight and fits the words of a name, the beginning of a number or telephone.

    Refused: `search_too_broad`, `search_too_many`. Five statements, however many there are.
    """
    dossiers_of: dict[int, list[int]] = {}

    def in_sight(declarations: frozenset[int]) -> Collection[int]:
        for dossier_id, declaration in dossier.of_declarations(scope, declarations).items():
            dossiers_of.setdefault(declaration, []).append(dossier_id)
        return dossiers_of.keys()

    found = parties.known_parties(typed, sight=in_sight, limit=limit)
    if isinstance(found, Refusal):
        return found
    earlier = {
        one.entry: [number for declaration in one.declarations for number in dossiers_of[declaration]][:_EARLIER]
        for one in found
    }
    wanted = sorted({number for numbers in earlier.values() for number in numbers})
    rows = {row.id: row for row in dossier.by_ids(scope, wanted, at=at)}
    return tuple(
        KnownPerson(one.entry, one.party, one.last_declared_at, tuple(rows[number] for number in earlier[one.entry]))
        for one in found
    )


def known_person(scope: Scope, entry: int) -> Party:
    """The person that was chosen among those offered. Raises Refused (`person_not_found`): none, or not in sight."""
    found = parties.known_party(entry)
    if found is None or not dossier.of_declarations(scope, found.declarations):
        raise Refused(Refusal("person_not_found"))
    return found.party
