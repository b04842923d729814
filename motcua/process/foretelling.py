"""What it means in law to take a way out of a step, so that a page can say what that does to the date beforehand.

In the order in which `commands.working` does it; the heart decides them like real ones and nothing is written.
"""

from collections.abc import Iterator, Sequence

from motcua.catalogue.types import Outcome as StepOutcome
from motcua.catalogue.types import ProcessDefinition, Step
from motcua.dossier.types import (
    Action,
    AnswerConsultation,
    Command,
    Complete,
    Decide,
    Facts,
    HandOver,
    Outcome,
    Pause,
    Resume,
    ReturnMethod,
    State,
    WithdrawConsultation,
    WithdrawDecision,
)
from motcua.parties.types import TextRef
from motcua.process.rules.course import Way, is_decided_after, pauses_between, step_called, work_before
from motcua.process.rules.verification import pause_over
from motcua.process.types import WorkItem

NOT_WRITTEN = TextRef(0, b"")
"""Stands for a reason that nobody has typed yet."""


def commands_of_way(definition: ProcessDefinition, way: Way, facts: Facts) -> tuple[Command, ...]:
    """What taking the way would ask of the heart."""
    goes_back = way.action.outcome is StepOutcome.RETURN
    return tuple(_commands(definition, facts, way.step, way.next, acts=way.acts, goes_back=goes_back, way=way))


def commands_of_sending_back(
    definition: ProcessDefinition, history: Sequence[WorkItem], work: WorkItem, facts: Facts
) -> tuple[Command, ...]:
    """What returning the dossier to the step before would ask of the heart."""
    return _commands_of_going_back(definition, work_before(definition, history, work), work, facts)


def commands_of_recalling(
    definition: ProcessDefinition, history: Sequence[WorkItem], work: WorkItem, facts: Facts
) -> tuple[Command, ...]:
    """What taking the dossier back to where it was sent from would ask of the heart."""
    before = next((one for one in history if one.number == work.previous_number), None)
    return _commands_of_going_back(definition, before, work, facts)


def commands_that_follow(facts: Facts, command: Command) -> tuple[Command, ...]:
    """What an act beside the steps brings with it: with the last answer that a pause waited for, the time runs on."""
    if not isinstance(command, AnswerConsultation | WithdrawConsultation):
        return ()
    reason_key = pause_over(facts.consultations, command.key)
    return (Resume(reason_key),) if any(one.reason_key == reason_key for one in facts.open_pauses) else ()


def _commands_of_going_back(
    definition: ProcessDefinition, before: WorkItem | None, work: WorkItem, facts: Facts
) -> tuple[Command, ...]:
    entered = step_called(definition, before.step_key) if before is not None else None
    if entered is None:
        return ()
    return tuple(_commands(definition, facts, step_called(definition, work.step_key), entered, goes_back=True))


def _commands(
    definition: ProcessDefinition,
    facts: Facts,
    left: Step | None,
    entered: Step | None,
    *,
    acts: Sequence[Action] = (),
    goes_back: bool,
    way: Way | None = None,
) -> Iterator[Command]:
    if goes_back and entered is not None and facts.state is State.DECIDED and is_decided_after(definition, entered):
        yield WithdrawDecision(NOT_WRITTEN)
    pauses = pauses_between(left, entered, open_pauses={pause.reason_key for pause in facts.open_pauses})
    if pauses.ends:
        yield Resume(pauses.ends)
    for action in acts:
        if action is Action.DECIDE and way is not None:
            refuses = way.action.outcome is StepOutcome.REFUSE
            outcome = Outcome.REFUSED if refuses else Outcome.GRANTED
            if facts.outcome is not outcome:
                yield Decide(outcome, NOT_WRITTEN)
        elif action is Action.COMPLETE:
            yield Complete()
        elif action is Action.HAND_OVER:
            yield HandOver(ReturnMethod.COUNTER)
    if pauses.begins:
        yield Pause(pauses.begins)
