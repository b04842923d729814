"""Late entry (nhập bù): what happened in the past and is written now (clock rule 2)."""

from datetime import datetime

from motcua.dossier.rules.law import Law
from motcua.dossier.rules.timeliness import whole_minute
from motcua.kernel.types import Refusal
from motcua.worktime.types import end_of_term


def objection(
    at: datetime, *, now: datetime, last_at: datetime | None, has_reason: bool, has_right: bool, law: Law
) -> Refusal | None:
    """Why a move may not carry the legal time `at` when it is written at `now`; None when it may.

    A past instant needs the right and a reason, lies at most the regime's limit back (3 working days) and never before
    the dossier's previous move; a future one is never accepted.
    """
    then, today = whole_minute(at), whole_minute(now)
    if then > today:
        return Refusal("in_the_future", {"at": at, "now": now})
    if then == today:
        return None
    if not (has_right and has_reason):
        return Refusal("past_needs_reason" if has_right else "past_needs_right", {"at": at})
    if last_at is not None and then < whole_minute(last_at):
        return Refusal("past_before_last_move", {"at": at, "last_at": last_at})
    return _too_far(then, today, law)


def _too_far(then: datetime, today: datetime, law: Law) -> Refusal | None:
    limit = end_of_term(law.regime.late_entry_limit, then, calendar=law.calendar, at_counter=False)
    if isinstance(limit, Refusal):
        return limit
    return Refusal("past_too_far", {"at": then, "until": limit.due_date}) if limit.has_lapsed(today) else None
