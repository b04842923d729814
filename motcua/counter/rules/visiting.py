"""How long a visit lasts, and how long what was received may simply be undone."""

from datetime import datetime, timedelta

from motcua.counter.types import CounterRules
from motcua.kernel.types import Refusal


def objection_to_going_on(
    *, begun_at: datetime, served_by: int, officer_id: int, taken: int, coming: int, at: datetime, rules: CounterRules
) -> Refusal | None:
    """Why so many more dossiers do not belong to a visit; None where they do: the same counter, the same day."""
    if served_by != officer_id or begun_at.date() != at.date():
        return Refusal("visit_over")
    return objection_to_size(taken + coming, rules)


def objection_to_size(dossiers: int, rules: CounterRules) -> Refusal | None:
    """Why so many dossiers are not taken in at once; None where they are."""
    return Refusal("visit_full", {"most": rules.most_dossiers}) if dossiers > rules.most_dossiers else None


def may_void_until(received_at: datetime, rules: CounterRules) -> datetime:
    """The last instant at which the desk voids a mistaken receipt itself."""
    return received_at + timedelta(minutes=rules.void_minutes)


def objection_to_voiding(received_at: datetime | None, *, at: datetime, rules: CounterRules) -> Refusal | None:
    """Why a receipt is not voided at the counter any more; None where it is. The code stays visible either way."""
    if received_at is None or at > may_void_until(received_at, rules):
        return Refusal("void_too_late", {"minutes": rules.void_minutes})
    return None
