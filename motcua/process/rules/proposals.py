"""What was proposed to whoever decides: a refusal stands until it is decided, sent back or taken back."""

from collections.abc import Sequence

from motcua.catalogue.types import Outcome, ProcessDefinition, ReasonKind, StepAction, StepKind
from motcua.process.rules.course import step_called
from motcua.process.types import WorkItem

PROPOSES_REFUSAL = "submit_refusal"
"""The key by which the catalogue's definitions call the way of whoever proposes to refuse."""


def reason_kind_of(action: StepAction) -> ReasonKind | None:
    """The list from which the reason for this way out of a step is chosen; None where none is asked for."""
    if action.outcome is Outcome.REFUSE or action.key == PROPOSES_REFUSAL:
        return ReasonKind.REFUSED
    return ReasonKind.RETURNED if action.outcome is Outcome.RETURN else None


def refusal_proposed(definition: ProcessDefinition, history: Sequence[WorkItem], work: WorkItem) -> WorkItem | None:
    """The work that ended with the proposal to refuse which reached this work; None where none did.

    Whoever only passes it on, as a head who signs the submission, lets it stand; who appraises anew does not.
    """
    by_number = {one.number: one for one in history}
    before = by_number.get(work.previous_number or 0)
    while before is not None and before.action_key != PROPOSES_REFUSAL:
        step = step_called(definition, before.step_key)
        action = step.action(before.action_key) if step is not None else None
        if step is None or step.kind is StepKind.APPRAISE or action is None or action.outcome is not Outcome.ADVANCE:
            return None
        before = by_number.get(before.previous_number or 0)
    return before
