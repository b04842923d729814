"""When money goes back, and how much of it (NĐ 118/2025 Đ21, Đ24; special law says more)."""

from collections.abc import Mapping

from motcua.dossier.types import Outcome, State
from motcua.kernel.types import Refusal
from motcua.payments.types import Ground

_ENDED_SO: Mapping[Ground, frozenset[State]] = {
    Ground.REFUSED: frozenset({State.DECLINED_AT_INTAKE}),
    Ground.STOPPED: frozenset({State.STOPPED, State.FILING_STOPPED, State.VOIDED}),
}


def objection_to_refund(
    *, amount: int, left: int, ground: Ground, state: State, outcome: Outcome | None
) -> Refusal | None:
    """Why this amount of a line cannot go back on that ground; `left` is what has not gone back yet.

    Refused: `refund_nothing`, `refund_too_much`, `refund_ground` (the dossier has not ended so).
    """
    if amount <= 0:
        return Refusal("refund_nothing")
    if amount > left:
        return Refusal("refund_too_much", {"amount": amount, "left": left})
    if not _holds(ground, state, outcome):
        return Refusal("refund_ground", {"ground": ground})
    return None


def grounds_for(*, state: State, outcome: Outcome | None) -> tuple[Ground, ...]:
    """The grounds on which money of a dossier that stands so may go back."""
    return tuple(ground for ground in Ground if _holds(ground, state, outcome))


def _holds(ground: Ground, state: State, outcome: Outcome | None) -> bool:
    """A wrong charge is one whatever becomes of the dossier."""
    if ground is Ground.WRONG_CHARGE or state in _ENDED_SO[ground]:
        return True
    return ground is Ground.REFUSED and outcome is Outcome.REFUSED
