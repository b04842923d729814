"""The end of a cashier's day: the cash is counted, a difference explained, and no more money taken."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.payments import entries, models
from motcua.payments.queries.totals import totals_of
from motcua.payments.rules.counting import objection_to_count
from motcua.payments.sight import KEEPERS
from motcua.payments.tables import denominations_on
from motcua.payments.types import Count


def close_day(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    till_id: int,
    count: Count,
    reason: str = "",
    key: RequestKey | None = None,
) -> int:
    """Closes a till as it was counted; answers the difference, in đồng.

    The cashier closes his own, a supervisor of the agency also another's. Raises Refused: `payments_absent`,
    `payments_not_yours`, `day_closed`, `count_unknown_piece`, `count_below_zero`, `count_unexplained`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["difference"])
        row = models.Till.objects.select_for_update(no_key=True).filter(id=till_id).first()
        if row is None or row.officer_id is None or row.agency_id not in scope.own_agency_ids:
            raise Refused(Refusal("payments_absent"))
        if row.officer_id != scope.officer_id and not scope.may(*KEEPERS):
            raise Refused(Refusal("payments_not_yours"))
        if row.closed_at is not None:
            raise Refused(Refusal("day_closed", {"day": row.day, "at": row.closed_at}))
        totals = totals_of(till_id)
        known = denominations_on(row.day)
        granted(objection_to_count(count, cash=totals.cash, reason=reason, denominations=known))
        row.difference = count.difference(totals.cash)
        row.opening, row.closed_at, row.closed_by_id = count.opening, unit.at, scope.officer_id
        row.pieces = {str(value): number for value, number in count.pieces.items() if number}
        body = {
            "paid": dict(totals.paid),
            "refunded": dict(totals.refunded),
            "opening": count.opening,
            "counted": count.amount,
            "difference": row.difference,
            "reason": None,
        }
        if row.difference:
            why = parties.write_text(unit, reason, TextPurpose.REASON)
            row.reason_id, row.reason_digest = why.id, why.digest
            body["reason"] = why.body()
        row.with_head(unit.append(row.head, kind=entries.DAY_CLOSED, version=1, body=body)).save()
        unit.answer({"difference": row.difference})
        return row.difference
