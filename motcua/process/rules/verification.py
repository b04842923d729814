"""Requests to verify something: what they are called, and when the pause that one began is over."""

from collections.abc import Sequence

from motcua.dossier.types import Consultation, Facts
from motcua.kernel.types import Refusal
from motcua.process.types import VerificationGround, VerificationName


def name_of_request(
    facts: Facts, ground: VerificationGround | None, *, agency_id: int, pause_reason: str
) -> VerificationName | Refusal:
    """What the next request of a dossier is called, or why it cannot be made."""
    if ground is None:
        return Refusal("no_such_ground")
    if agency_id == facts.subject.resolving_agency_id:
        return Refusal("verifies_itself")
    made = sum(VerificationName.parse(one.key) is not None for one in facts.consultations)
    return VerificationName(ground.key, pause_reason, made + 1)


def pause_over(consultations: Sequence[Consultation], ended: str) -> str:
    """The reason of the pause that ends with this request; empty where it began none, or another answer is awaited."""
    name = VerificationName.parse(ended)
    if name is None:
        return ""
    waiting = (VerificationName.parse(one.key) for one in consultations if one.is_awaited and one.key != ended)
    still = {one.pause_reason for one in waiting if one is not None}
    return "" if name.pause_reason in still else name.pause_reason
