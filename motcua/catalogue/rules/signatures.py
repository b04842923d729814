"""Whether the signatures of a result fit the process that makes them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from motcua.catalogue.parts.findings import Finding
from motcua.catalogue.parts.papers import Result
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import Outcome, ProcessDefinition
from motcua.catalogue.parts.signatures import ResultSignature

Where = tuple[str | int, ...]


def check_signatures(version: ProcedureVersion) -> Iterator[Finding]:
    """Errors: who signs is a step of the process, the one that approves signs first, and the turns follow the way."""
    for place, result in enumerate(version.results):
        where: Where = ("results", place)
        if bool(result.signatures) != bool(result.letter):
            yield Finding("signed_without_letter", where, {"result": result.key})
        if not result.signatures:
            continue
        if place:
            yield Finding("signatures_of_another_result", where, {"result": result.key})
        if not result.number_series:
            yield Finding("signed_without_register", where, {"result": result.key})
        yield from _named(result, (*where, "signatures"))
        if version.process is not None:
            yield from _in_order(result, version.process, (*where, "signatures"))


def _named(result: Result, where: Where) -> Iterator[Finding]:
    for key, times in Counter(one.key for one in result.signatures).items():
        if times > 1:
            yield Finding("signature_named_twice", where, {"signature": key})
    for step, times in Counter(one.step for one in result.signatures).items():
        if times > 1:
            yield Finding("step_signs_twice", where, {"step": step})


def _in_order(result: Result, process: ProcessDefinition, where: Where) -> Iterator[Finding]:
    known = {step.key for step in process.steps}
    lost = [one for one in result.signatures if one.step not in known]
    for one in lost:
        yield Finding("signature_without_step", where, {"signature": one.key, "step": one.step})
    if lost:
        return
    signatures: Sequence[ResultSignature] = sorted(result.signatures, key=lambda one: one.turn)
    first = signatures[0]
    if all(action.outcome is not Outcome.APPROVE for action in process.step(first.step).actions):
        yield Finding("signed_before_approval", where, {"signature": first.key})
    for earlier, later in pairwise(signatures):
        if later.step not in _onward(process, earlier.step):
            yield Finding("signature_out_of_order", where, {"signature": later.key, "step": earlier.step})


def _onward(process: ProcessDefinition, key: str) -> set[str]:
    """The steps to which the process leads on from this one, going back for rework left out."""
    reached: set[str] = set()
    ahead = [key]
    while ahead:
        for action in process.step(ahead.pop()).actions:
            if action.next is not None and action.outcome is not Outcome.RETURN and action.next not in reached:
                reached.add(action.next)
                ahead.append(action.next)
    return reached
