"""Whether a day may be closed as it was counted."""

from collections.abc import Collection

from motcua.kernel.types import Refusal
from motcua.payments.types import Count


def objection_to_count(count: Count, *, cash: int, reason: str, denominations: Collection[int]) -> Refusal | None:
    """Why the day cannot be closed so; None: it can.

    Refused: `count_unknown_piece`, `count_below_zero`, `count_unexplained` (a difference without a reason).
    """
    unknown = sorted(set(count.pieces) - set(denominations))
    if unknown:
        return Refusal("count_unknown_piece", {"value": unknown[0]})
    if count.opening < 0 or any(number < 0 for number in count.pieces.values()):
        return Refusal("count_below_zero")
    difference = count.difference(cash)
    if difference and not reason.strip():
        return Refusal("count_unexplained", {"difference": abs(difference)})
    return None
