"""Who gets the work: the least loaded competent officer, with the reason recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.organisation.types import Role
from motcua.process.types import Because, Placement


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could do a step: the officers holding the post today with their open items, and who had it before."""

    load: Mapping[int, int]
    had_it: int | None = None


def place(candidates: Candidates, *, agency_id: int, unit_id: int | None, role: Role) -> Placement:
    """The placement of a new work item.

    Whoever had the dossier in this step before gets it again, so that an answered supplement returns to its reader.
    Otherwise the officer with the fewest open items; among equals the one with the lowest id, so that the answer does
    not depend on chance. With nobody, the item lies in the pool.
    """
    load = candidates.load
    if not load:
        return Placement(agency_id, unit_id, role, None, Because.NOBODY)
    if candidates.had_it is not None and candidates.had_it in load:
        officer_id, because = candidates.had_it, Because.HAD_IT_BEFORE
    elif len(load) == 1:
        officer_id, because = next(iter(load)), Because.ONLY_ONE
    else:
        officer_id = min(load, key=lambda officer: (load[officer], officer))
        because = Because.LEAST_LOADED
    return Placement(agency_id, unit_id, role, officer_id, because, load[officer_id])
