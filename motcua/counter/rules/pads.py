"""Which codes are reserved on a pad, and which of them may still be entered or made void."""

from collections.abc import Collection
from datetime import date, timedelta

from motcua.counter.types import CounterRules, StubState
from motcua.kernel.types import Refusal


def objection_to_pad(*, day: date, today: date, codes: int, rules: CounterRules) -> Refusal | None:
    """Why a pad of so many codes is not reserved for a day; None where it is."""
    last = today + timedelta(days=rules.pad_days_ahead)
    if not today <= day <= last:
        return Refusal("pad_day_wrong", {"today": today, "last": last})
    if not 1 <= codes <= rules.most_pad_codes:
        return Refusal("pad_size_wrong", {"most": rules.most_pad_codes})
    return None


def objection_to_settling(codes: Collection[tuple[str, StubState]]) -> Refusal | None:
    """Why these codes, each with what became of it, are neither entered nor made void; None where they are."""
    if not codes:
        return Refusal("stubs_none")
    settled = next(((code, state) for code, state in codes if state is not StubState.OPEN), None)
    return None if settled is None else Refusal("stub_settled", {"code": settled[0], "state": settled[1]})
