"""Opinions that several agencies are asked for at once: whose work is done, and when they meet again."""

from collections.abc import Sequence

from motcua.catalogue.types import Outcome, ProcessDefinition, Step, StepAction
from motcua.dossier.types import Action, Consultation, Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Scope
from motcua.process.rules.authority import may_act, may_work
from motcua.process.rules.course import step_called
from motcua.process.rules.supervision import oversees
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
    lying, left = opinion_work(works), list(awaited)
    loose = []
    for work in lying:
        asked = next(
            (one for one in left if (one.agency_id, one.due_at) == (work.placement.agency_id, work.due_at)), None
        )
        if asked is None:
            loose.append(work)
        else:
            left.remove(asked)
    return loose[: max(len(lying) - len(awaited), 0)]


def work_of(works: Sequence[WorkItem], asked: Consultation) -> WorkItem | None:
    """The open work by which an agency answers this question; None where its heir has it, or nobody any more."""
    own = [work for work in opinion_work(works) if work.placement.agency_id == asked.agency_id]
    return next((work for work in own if work.due_at == asked.due_at), next(iter(own), None))


def question(facts: Facts, key: str) -> Consultation | Refusal:
    """The question of that name that awaits its answer."""
    asked = next((one for one in facts.open_consultations if one.key == key), None)
    return asked or Refusal("no_such_consultation", {"key": key})


def may_remind_of(scope: Scope, facts: Facts) -> bool:
    """Whether somebody may remind agencies of the answers they owe: who asks for such a dossier, or oversees it."""
    return may_act(scope, Action.ASK_CONSULTATION, facts.subject) or oversees(scope, facts)


def answers_for(scope: Scope, works: Sequence[WorkItem], asked: Consultation) -> bool:
    """Whether somebody answers for the agency that was asked: its work lies with him, or in his pool."""
    work = work_of(works, asked)
    return work is not None and may_work(scope, agency_id=work.placement.agency_id, role=work.placement.role)


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
