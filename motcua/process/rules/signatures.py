"""When a way out of a step is taken by signing the result, and whose turn it is."""

from motcua.catalogue.types import Outcome, Result, ResultSignature, Step, StepAction, StepKind
from motcua.dossier.types import Outcome as Decision
from motcua.papers.types import PlannedSignature, SignaturePlan
from motcua.process.rules.proposals import PROPOSES_REFUSAL


def signature_for(
    result: Result | None, step: Step, action: StepAction, *, decided: Decision | None
) -> ResultSignature | None:
    """The signature by which this way out is taken; None where none is needed. A refusal stays on paper."""
    signature = result.signature_of(step.key) if result is not None else None
    if signature is None or decided is Decision.REFUSED or action.key == PROPOSES_REFUSAL:
        return None
    signs = Outcome.APPROVE if step.kind is StepKind.APPROVE else Outcome.ADVANCE
    return signature if action.outcome is signs else None


def first_of(result: Result) -> ResultSignature:
    """The signature of whoever approves: the result is numbered and printed for it."""
    return min(result.signatures, key=lambda one: one.turn)


def plan_of(result: Result) -> SignaturePlan:
    """Who signs in which order, as the signing itself holds it."""
    return SignaturePlan(tuple(PlannedSignature(one.key, one.turn) for one in result.signatures))
