"""The order in which a paper is signed. Pure."""

from collections.abc import Iterable, Sequence

from motcua.kernel.types import Refusal
from motcua.papers.signing.types import PlannedSignature, SignaturePlan


def may_sign(plan: SignaturePlan | None, *, role: str, signed: Sequence[str], fingerprint: str = "") -> Refusal | None:
    """Whether it is this role's turn, when these have signed already. None means yes.

    Refused: `signed_already`, `signature_not_planned`, `signature_out_of_order` (naming who comes first, or who has
    signed after this turn), `signature_of_another` (another certificate is planned). Without a plan only double
    signing is refused.
    """
    if role in signed:
        return Refusal("signed_already", {"role": role})
    if plan is None:
        return None
    mine = next((planned for planned in plan.signatures if planned.role == role), None)
    if mine is None:
        return Refusal("signature_not_planned", {"role": role})
    if mine.fingerprint and mine.fingerprint != fingerprint:
        return Refusal("signature_of_another", {"role": role})
    return _in_turn(plan, mine, signed)


def _in_turn(plan: SignaturePlan, mine: PlannedSignature, signed: Sequence[str]) -> Refusal | None:
    awaited = [planned for planned in missing(plan, signed) if planned.turn < mine.turn]
    if awaited:
        return Refusal("signature_out_of_order", {"role": mine.role, "awaited": _roles(awaited)})
    later = [planned for planned in plan.signatures if planned.turn > mine.turn and planned.role in signed]
    if later:
        return Refusal("signature_too_late", {"role": mine.role, "later": _roles(later)})
    return None


def missing(plan: SignaturePlan, signed: Iterable[str]) -> tuple[PlannedSignature, ...]:
    """The required signatures that are not there yet, in the order of their turns."""
    there = set(signed)
    lacking = [planned for planned in plan.signatures if planned.is_required and planned.role not in there]
    return tuple(sorted(lacking, key=lambda planned: planned.turn))


def next_roles(plan: SignaturePlan, signed: Sequence[str]) -> tuple[str, ...]:
    """Whose turn it is."""
    return tuple(
        planned.role
        for planned in plan.signatures
        if may_sign(plan, role=planned.role, signed=signed, fingerprint=planned.fingerprint) is None
    )


def _roles(planned: Iterable[PlannedSignature]) -> tuple[str, ...]:
    return tuple(one.role for one in planned)
