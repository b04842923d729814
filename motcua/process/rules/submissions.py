"""Where in a process something is proposed to whoever decides, and with whom work lies."""

from collections.abc import Iterable

from motcua.catalogue.types import Outcome, ProcessDefinition, Step, StepKind
from motcua.organisation.types import Scope
from motcua.process.types import BESIDE, WorkItem

_PROPOSED_TO = frozenset({StepKind.APPROVE, StepKind.EXAMINE})


def step_proposed_to(definition: ProcessDefinition, step: Step) -> Step | None:
    """The step that approves or examines what is proposed in this one; None where it leads to no such step."""
    onward = (definition.step(one.next) for one in step.actions if one.next and one.outcome is Outcome.ADVANCE)
    return next((one for one in onward if one.kind in _PROPOSED_TO), None)


def lies_with(scope: Scope, work: WorkItem) -> bool:
    """Whether the work lies on this person's own desk, or on that of somebody who has delegated the post to him."""
    placed = work.placement
    if placed.officer_id is None or placed.agency_id not in scope.own_agency_ids or not scope.may(placed.role):
        return False
    lent = ((one.giver_id, one.agency_id, one.role) for one in scope.lent)
    return placed.officer_id == scope.officer_id or (placed.officer_id, placed.agency_id, placed.role) in lent


def main_work(works: Iterable[WorkItem]) -> WorkItem | None:
    """The work among these, all open, that says where the dossier is."""
    return next((one for one in works if one.kind not in BESIDE), None)
