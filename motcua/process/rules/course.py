"""What a way out of a step means for the dossier, and where the work goes next."""

from dataclasses import dataclass

from motcua.catalogue.types import Outcome, Place, ProcessDefinition, Step, StepAction, StepKind
from motcua.dossier.types import Action, Subject
from motcua.kernel.types import Refusal


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of `step`: the acts it performs on the dossier, in order, and the step it leads to."""

    step: Step
    action: StepAction
    acts: tuple[Action, ...]
    next: Step | None


def first_work(definition: ProcessDefinition) -> Step | None:
    """The step that a receipt opens. `receive` steps are done by the receipt itself."""
    step: Step | None = definition.first
    while step is not None and step.kind is StepKind.RECEIVE:
        onward = next((action for action in step.actions if action.outcome is Outcome.ADVANCE), None)
        step = definition.step(onward.next) if onward is not None and onward.next is not None else None
    return step


def way_out(definition: ProcessDefinition, step_key: str, action_key: str) -> Way | Refusal:
    """What an action of a step means, or a refusal when the step has no such action."""
    step = definition.step(step_key)
    action = step.action(action_key)
    if action is None:
        return Refusal("no_such_way_out", {"step": step_key, "action": action_key})
    return Way(step, action, _acts(definition, step, action), definition.step(action.next) if action.next else None)


def _acts(definition: ProcessDefinition, step: Step, action: StepAction) -> tuple[Action, ...]:
    acts: list[Action] = []
    if step.pause:
        acts.append(Action.RESUME)
    if action.outcome in {Outcome.APPROVE, Outcome.REFUSE}:
        acts.append(Action.DECIDE)
    if definition.completes(action):
        acts.append(Action.COMPLETE)
    if action.outcome is Outcome.HAND_OVER:
        acts.append(Action.HAND_OVER)
    if action.next is not None and definition.step(action.next).pause:
        acts.append(Action.PAUSE)
    return tuple(acts)


def agency_of(step: Step, subject: Subject, *, partners: dict[str, int], named: dict[str, int]) -> int | Refusal:
    """The agency in which a step is done. `named` maps official codes, `partners` parts in the procedure, to ids."""
    match step.at.place:
        case Place.RECEIVING:
            return subject.receiving_agency_id
        case Place.RESOLVING | Place.UNIT:
            return subject.resolving_agency_id
        case Place.AGENCY:
            found = named.get(step.at.key)
        case Place.PARTNER:
            found = partners.get(step.at.key)
    return found if found is not None else Refusal("no_agency_for_step", {"step": step.key, "key": step.at.key})
