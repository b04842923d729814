"""Who may write a note on a dossier, and who may be mentioned in it."""

from collections.abc import Collection
from datetime import datetime

from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Scope


def agencies_that_see(facts: Facts, at: datetime) -> frozenset[int]:
    """The agencies that see the dossier at an instant: their officers may be mentioned in a note."""
    still = {one.agency_id for one in facts.involved if one.ends_at is None or one.ends_at > at}
    return frozenset(still | {facts.holder.agency_id})


def objection_to_note(scope: Scope, mentioned: Collection[int], may_be: Collection[int]) -> Refusal | None:
    """Why somebody who sees the dossier may not write such a note: he only looks, or mentions somebody who sees it not.

    Nobody is mentioned to himself.
    """
    if scope.officer_id is None or scope.only_reads:
        return Refusal("note_not_yours")
    return Refusal("mentioned_sees_it_not") if set(mentioned) - set(may_be) - {scope.officer_id} else None
