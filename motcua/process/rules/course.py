"""What a way out of a step means for the dossier, where the work goes next, and where it came from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from motcua.catalogue.types import Outcome, Place, ProcessDefinition, Step, StepAction, StepKind
from motcua.dossier.types import Action, Subject
from motcua.kernel.types import Refusal
from motcua.process.types import WorkItem

SENT_BACK = "send_back"
RECALLED = "recall"
"""How work is closed that went back to an earlier step without being done."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of `step`: what it decides, completes or hands over, in order, and the step it leads to.

    Pauses are not among the acts: they follow from the two steps (`pauses_between`).
    """

    step: Step
    action: StepAction
    acts: tuple[Action, ...]
    next: Step | None


@dataclass(frozen=True, slots=True)
class PauseChange:
    """The pause that ends and the one that begins when a dossier goes from one step to another; empty: none."""

    ends: str = ""
    begins: str = ""


def first_work(definition: ProcessDefinition) -> Step | None:
    """The step that a receipt opens. `receive` steps are done by the receipt itself."""
    step: Step | None = definition.first
    while step is not None and step.kind is StepKind.RECEIVE:
        onward = next((action for action in step.actions if action.outcome is Outcome.ADVANCE), None)
        step = definition.step(onward.next) if onward is not None and onward.next is not None else None
    return step


def way_out(definition: ProcessDefinition, step_key: str, action_key: str) -> Way | Refusal:
    """What an action of a step means, or a refusal when there is no such step or it has no such action."""
    step = step_called(definition, step_key)
    action = step.action(action_key) if step is not None else None
    if step is None or action is None:
        return Refusal("no_such_way_out", {"step": step_key, "action": action_key})
    return Way(step, action, _acts(definition, action), definition.step(action.next) if action.next else None)


def step_called(definition: ProcessDefinition, step_key: str) -> Step | None:
    """The step of that key; None for the work that the law makes, which no definition names."""
    return next((step for step in definition.steps if step.key == step_key), None)


def pauses_between(left: Step | None, entered: Step | None, *, open_pauses: Collection[str]) -> PauseChange:
    """What happens to the time that is not counted when a dossier leaves one step and enters another.

    A pause holds while a step that names it is open. Two steps in a row with the same reason are one pause; a pause
    that somebody opened or closed by hand in the meantime is left as it is.
    """
    before, after = (step.pause if step is not None else "" for step in (left, entered))
    return PauseChange(
        ends=before if before in open_pauses and before != after else "",
        begins=after if after and after not in open_pauses else "",
    )


def may_ask_for_supplement(definition: ProcessDefinition, step_key: str) -> bool:
    """Whether the definition provides the one supplement for this step.

    Work that the law makes is no step of a definition: there the heart alone decides.
    """
    step = step_called(definition, step_key)
    return step is None or step.may_supplement


def is_decided_after(definition: ProcessDefinition, step: Step) -> bool:
    """Whether a decision is still to be taken from this step on: then one that was taken does not stand."""
    reached, ahead = set[str](), [step.key]
    while ahead:
        here = definition.step(ahead.pop())
        reached.add(here.key)
        if any(action.outcome in {Outcome.APPROVE, Outcome.REFUSE} for action in here.actions):
            return True
        onward = (action.next for action in here.actions if action.next and action.outcome is not Outcome.RETURN)
        ahead += [key for key in onward if key not in reached]
    return False


def ordinary_way(definition: ProcessDefinition, step_key: str) -> tuple[Step, ...]:
    """The steps that ordinarily follow a step, to the end: by the first way out that neither refuses nor sends back.

    Empty for work that no definition names, and after the last step.
    """
    here, reached = step_called(definition, step_key), list[Step]()
    while here is not None:
        onward = next((one.next for one in here.actions if one.outcome not in _OUT_OF_THE_ORDINARY), None)
        here = definition.step(onward) if onward is not None else None
        if here in reached:
            break
        reached += [here] if here is not None else []
    return tuple(reached)


_OUT_OF_THE_ORDINARY = frozenset({Outcome.REFUSE, Outcome.RETURN})


def work_before(definition: ProcessDefinition, history: Sequence[WorkItem], work: WorkItem) -> WorkItem | None:
    """The work from which the dossier came to this step, in the ordinary direction; None at the first step.

    `history` is all work of the dossier in the order in which it was opened. Where the dossier came back to this step
    (sent back, recalled, an answered supplement), the time counts at which it first went forward to it.
    """
    by_number = {item.number: item for item in history}
    for opened in reversed([item for item in history if item.step_key == work.step_key]):
        before = by_number.get(opened.previous_number or 0)
        if before is not None and _went_forward(definition, before):
            return before
    return None


def _went_forward(definition: ProcessDefinition, work: WorkItem) -> bool:
    step = step_called(definition, work.step_key)
    action = step.action(work.action_key) if step is not None else None
    return action is not None and action.outcome is not Outcome.RETURN


def _acts(definition: ProcessDefinition, action: StepAction) -> tuple[Action, ...]:
    acts: list[Action] = []
    if action.outcome in {Outcome.APPROVE, Outcome.REFUSE}:
        acts.append(Action.DECIDE)
    if definition.completes(action):
        acts.append(Action.COMPLETE)
    if action.outcome is Outcome.HAND_OVER:
        acts.append(Action.HAND_OVER)
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
