"""Where work lands: which agency does a step, and who there has the lowest pile of open work."""

from collections.abc import Mapping
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Place, Step
from motcua.dossier.types import Subject
from motcua.journal.commands import Unit
from motcua.kernel.types import granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process.rules import assignment
from motcua.process.rules.assignment import Candidates
from motcua.process.rules.course import agency_of
from motcua.process.types import Because, Placement, WorkItem

PILES = "work"
"""The tallies of this room: how much lies open with an officer, as the holder of a role in an agency."""


def placement_of(unit: Unit, step: Step, subject: Subject, *, on: datetime, had_it: int | None = None) -> Placement:
    """Where a step lands: its agency, and there whoever had it before or the least loaded holder of its role.

    Raises Refused (`no_agency_for_step`) when the definition names an agency or partner that is not there.
    """
    agency_id = agency_of_step(step, subject, on=on)
    candidates = Candidates(load_of_holders(unit, step.role, agency_id, on=on), had_it)
    return assignment.place(candidates, agency_id=agency_id, unit_id=None, role=step.role)


def agency_of_step(step: Step, subject: Subject, *, on: datetime) -> int:
    """The agency in which a step is done. Raises Refused (`no_agency_for_step`)."""
    return granted(agency_of(step, subject, **_elsewhere(step, subject, on)))


def in_the_pool(agency_id: int, role: Role) -> Placement:
    """Work for whoever of that role comes first."""
    return Placement(agency_id, None, role, None, Because.POOL)


def load_of_holders(unit: Unit, role: Role, agency_id: int, *, on: datetime) -> Mapping[int, int]:
    """Who holds the post today, each with the number of items that lie open with him in it: one statement."""
    holders = organisation.holders_of(role, agency_id=agency_id, on=on.date())
    if not holders:
        return {}
    piles = unit.tallied([_pile(agency_id, role, officer_id) for officer_id in holders])
    return dict(zip(holders, piles.values(), strict=True))


def pile_of(work: WorkItem) -> str | None:
    """The tally in which this work counts; None once it is done, or while it is nobody's."""
    placement = work.placement
    if not work.is_open or placement.officer_id is None:
        return None
    return _pile(placement.agency_id, placement.role, placement.officer_id)


def _pile(agency_id: int, role: Role, officer_id: int) -> str:
    return f"{PILES}:{agency_id}:{role.value}:{officer_id}"


def _elsewhere(step: Step, subject: Subject, on: datetime) -> dict[str, dict[str, int]]:
    """The agencies that a step names by code or by their part, asked for only where one does."""
    named: dict[str, int] = {}
    partners: dict[str, int] = {}
    if step.at.place is Place.AGENCY:
        named[step.at.key] = organisation.agency_by_code(step.at.key, on=on.date()).id
    if step.at.place is Place.PARTNER:
        partner = catalogue.competent_agency(
            subject.procedure_code, on.date(), commune_code=subject.commune_code, part=step.at.key
        )
        partners[step.at.key] = granted(partner)
    return {"named": named, "partners": partners}
