"""Who gets the work: the least loaded competent officer, with the reason recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.organisation.types import Role
from motcua.process.types import Because, Placement


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could do a step: the officers holding the post today, their open items, and who had this dossier before."""

    officers: Sequence[int]
    load: Mapping[int, int]
    had_it: int | None = None


def place(candidates: Candidates, *, agency_id: int, unit_id: int | None, role: Role) -> Placement:
    """The placement of a new work item.

    Whoever had the dossier in this step before gets it again, so that an answered supplement returns to its reader.
    Otherwise the officer with the fewest open items; among equals the one with the lowest id, so that the answer does
    not depend on chance. With nobody, the item lies in the pool.
    """
    if not candidates.officers:
        return Placement(agency_id, unit_id, role, None, Because.NOBODY)
    if candidates.had_it in candidates.officers:
        officer_id, because = candidates.had_it, Because.HAD_IT_BEFORE
    elif len(candidates.officers) == 1:
        officer_id, because = candidates.officers[0], Because.ONLY_ONE
    else:
        officer_id = min(candidates.officers, key=lambda officer: (candidates.load.get(officer, 0), officer))
        because = Because.LEAST_LOADED
    load = candidates.load.get(officer_id, 0) if officer_id is not None else 0
    return Placement(agency_id, unit_id, role, officer_id, because, load)
