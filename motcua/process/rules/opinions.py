"""Opinions that several agencies are asked for at once: whose work is done, and when they meet again."""

from collections.abc import Sequence

from motcua.catalogue.types import Outcome, ProcessDefinition, Step, StepAction
from motcua.dossier.types import Consultation
from motcua.process.rules.course import step_called
from motcua.process.types import WorkItem, WorkKind


def opinion_work(works: Sequence[WorkItem]) -> list[WorkItem]:
    """The work by which agencies give their opinions."""
    return [work for work in works if work.kind == WorkKind.GIVE_OPINION]


def not_handed_out(works: Sequence[WorkItem], awaited: Sequence[Consultation]) -> list[Consultation]:
    """The opinions awaited that are nobody's work yet."""
    lying = [work.placement.agency_id for work in opinion_work(works)]
    missing = []
    for asked in awaited:
        if asked.agency_id in lying:
            lying.remove(asked.agency_id)
        else:
            missing.append(asked)
    return missing


def given(works: Sequence[WorkItem], awaited: Sequence[Consultation]) -> list[WorkItem]:
    """The work that is done because its opinion is awaited no more, the oldest first.

    An agency that inherited the work gives the opinion its predecessor was asked for: then the count says it.
    """
    lying, left = opinion_work(works), [asked.agency_id for asked in awaited]
    loose = []
    for work in lying:
        if work.placement.agency_id in left:
            left.remove(work.placement.agency_id)
        else:
            loose.append(work)
    return loose[: max(len(lying) - len(awaited), 0)]


def joining_way(definition: ProcessDefinition, step_key: str) -> StepAction | None:
    """The way out of a step by which the opinions asked for in it meet again; None where the process names no such."""
    step = step_called(definition, step_key)
    if step is None or not step.join:
        return None
    ways = (action for action in step.actions if action.outcome is Outcome.ADVANCE)
    return next((action for action in ways if action.next == step.join), None)


def joins(step: Step, action: StepAction) -> bool:
    """Whether this way out is the one at which the opinions meet again."""
    return bool(step.join) and action.outcome is Outcome.ADVANCE and action.next == step.join
