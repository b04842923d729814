"""The closures of agencies that a calendar knows, as far as somebody decides about them."""

from collections import defaultdict
from datetime import date

from motcua.organisation import queries as organisation
from motcua.organisation.types import Standing
from motcua.process.numbering import numbered_by
from motcua.process.types import Closure
from motcua.worktime import queries as calendars
from motcua.worktime.types import SpecialDay, SpecialKind


def closures(standing: Standing, calendar_key: str, *, since: date) -> list[Closure]:
    """The closures with days on or after a day, by their first such day.

    Only those all of whose agencies he decides for: what one decision closed is lifted by one decision.
    """
    his = organisation.agencies_by_id(numbered_by(standing).agency_ids, on=standing.on)
    codes = {one.code for one in his.values()}
    by_decision: defaultdict[str, list[SpecialDay]] = defaultdict(list)
    for one in calendars.calendar(calendar_key).definition.special_days:
        if one.kind is SpecialKind.CLOSURE and one.day >= since:
            by_decision[one.decision].append(one)
    found = [_closure(decision, days) for decision, days in by_decision.items()]
    return sorted((one for one in found if codes.issuperset(one.agencies)), key=lambda one: one.first_day)


def _closure(decision: str, days: list[SpecialDay]) -> Closure:
    return Closure(
        decision=decision,
        name=days[0].name,
        first_day=min(one.day for one in days),
        last_day=max(one.day for one in days),
        agencies=tuple(sorted({code for one in days for code in one.agencies})),
    )
