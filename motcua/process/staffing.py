"""The posts that processes need and nobody holds: work for them lies in a pool that nobody opens."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Count

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Part, Place, ProcessDefinition, Step
from motcua.organisation import queries as organisation
from motcua.organisation.types import Ground, Role, Standing
from motcua.process import models
from motcua.process.types import Vacancy

STAFFING_ROLES = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR})
"""Who sees that a post is empty: the one notices it, the other appoints."""


def vacancies(standing: Standing) -> list[Vacancy]:
    """The roles that processes in force need today in the agencies he looks after and that nobody holds there.

    Where work waits comes first. Of the receiving side one place of the house is enough. An agency that a definition
    names by its code, not by a part in the procedure, is not looked at. The number of statements does not depend on how
    many agencies there are.
    """
    ground = organisation.ground(standing.on)
    watched = ground.answered_for(standing.house, STAFFING_ROLES)
    if not watched:
        return []
    parts = catalogue.parts_of_agencies(watched, standing.on)
    needed = _needed(parts, _processes(parts, standing), _held(watched, standing), ground)
    waiting = _lying_with_nobody(watched)
    found = [
        Vacancy(agency_id, role, tuple(sorted(codes)), waiting.get((agency_id, role), 0))
        for (agency_id, role), codes in needed.items()
    ]
    return sorted(found, key=lambda one: (-one.waiting, one.agency_id, one.role))


def _needed(
    parts: list[Part],
    processes: Mapping[str, ProcessDefinition],
    held: Mapping[int, set[Role]],
    ground: Ground,
) -> Mapping[tuple[int, Role], set[str]]:
    """The codes of the procedures by the agency and the role that they miss."""
    in_house: defaultdict[int, set[Role]] = defaultdict(set)
    for agency_id, roles in held.items():
        in_house[ground.head_of_house(agency_id)] |= roles
    needed: defaultdict[tuple[int, Role], set[str]] = defaultdict(set)
    for part in parts:
        for step in _steps_of(part, processes):
            at_the_desk = step.at.place is Place.RECEIVING
            here = in_house[ground.head_of_house(part.agency_id)] if at_the_desk else held.get(part.agency_id, set())
            if step.role not in here:
                needed[part.agency_id, step.role].add(part.code)
    return needed


def _steps_of(part: Part, processes: Mapping[str, ProcessDefinition]) -> Iterator[Step]:
    """The steps that fall to an agency by its part in the procedure."""
    process = processes.get(part.code)
    for step in process.steps if process is not None else ():
        own = part.resolves and step.at.place in _OWN_PLACES
        if own or (step.at.place is Place.PARTNER and step.at.key == part.part):
            yield step


_OWN_PLACES = frozenset({Place.RECEIVING, Place.RESOLVING, Place.UNIT})


def _processes(parts: list[Part], standing: Standing) -> Mapping[str, ProcessDefinition]:
    versions = catalogue.list_published(standing.on, codes=sorted({part.code for part in parts}))
    return {version.code: version.process for version in versions if version.process is not None}


def _held(agency_ids: frozenset[int], standing: Standing) -> Mapping[int, set[Role]]:
    held: defaultdict[int, set[Role]] = defaultdict(set)
    for holding in organisation.holdings(on=standing.on, agency_ids=agency_ids):
        held[holding.post.agency_id].add(holding.post.role)
    return held


def _lying_with_nobody(agency_ids: frozenset[int]) -> Mapping[tuple[int, Role], int]:
    rows = models.WorkItem.objects.filter(agency_id__in=agency_ids, officer_id__isnull=True, closed_at__isnull=True)
    counted = rows.values_list("agency_id", "role").annotate(Count("id"))
    return {(agency_id, Role(role)): count for agency_id, role, count in counted}


def work_lying_with(officer_ids: Collection[int], *, agency_id: int, role: Role) -> int:
    """How much open work of that role in the agency is theirs: what somebody else must be given when they go."""
    return models.WorkItem.objects.filter(
        closed_at__isnull=True, agency_id=agency_id, role=role.value, officer_id__in=officer_ids
    ).count()
