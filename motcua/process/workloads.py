"""Reading how much work lies with whom: three statements for the rows of work, however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median

from motcua.kernel import statements
from motcua.organisation import queries as organisation
from motcua.organisation.types import HANDLING_ROLES, Role, Scope
from motcua.process.boxes import WAITING_KINDS
from motcua.process.rules.waiting import Pile, waits_at
from motcua.process.rules.workload import shared
from motcua.process.types import Workload
from motcua.worktime import queries as worktime

WEEKS = 4
"""Over how many weeks it is counted what comes in and what is done."""
_SAMPLE = 5_000
"""The median is that of the last so many pieces that were done."""
_COUNTED = """
WITH asked (agencies, at, tomorrow, since, waiting) AS (
    VALUES (%s::bigint[], %s::timestamp, %s::timestamp, %s::timestamp, %s::text[])
)
SELECT work.agency_id, officer_id,
    count(*) FILTER (WHERE closed_at IS NULL AND NOT waits),
    count(*) FILTER (WHERE closed_at IS NULL AND NOT waits AND due_at >= asked.at AND due_at < tomorrow),
    count(*) FILTER (WHERE closed_at IS NULL AND NOT waits AND due_at < asked.at),
    count(*) FILTER (WHERE opened_at >= since),
    count(*) FILTER (WHERE closed_at >= since)
FROM asked, LATERAL (
    SELECT *, held_since IS NOT NULL OR kind = ANY(waiting) AS waits FROM process_workitem
    WHERE agency_id = ANY(agencies) AND (closed_at IS NULL OR closed_at >= since)
) AS work
GROUP BY work.agency_id, officer_id
"""
_DONE = """
SELECT agency_id, officer_id, opened_at, closed_at FROM process_workitem
WHERE agency_id = ANY(%s) AND closed_at >= %s AND officer_id IS NOT NULL AND NOT kind = ANY(%s)
ORDER BY closed_at DESC LIMIT %s
"""
_PILES = """
WITH asked (waiting, agencies, senders) AS (VALUES (%s::text[], %s::bigint[], %s::bigint[]))
SELECT agency_id, officer_id, role, sent_by, sent_from, held_since IS NOT NULL OR awaits, awaits, count(*)
FROM asked, LATERAL (SELECT *, kind = ANY(waiting) AS awaits FROM process_workitem WHERE closed_at IS NULL) AS work
WHERE agency_id = ANY(agencies) AND (held_since IS NOT NULL OR awaits)
   OR sent_by IS NOT NULL AND sent_from = ANY(senders)
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def workloads(scope: Scope, *, at: datetime) -> list[Workload]:
    """What lies with each officer of the reader's own agencies, most open first; with nobody: in the agency's pool.

    Whoever could work and has nothing stands there too. What somebody waits for is what his own box of that name says:
    what waits at the desk for a person stands with everybody of the desk.
    """
    agencies = sorted(scope.own_agency_ids)
    since = datetime.combine(at.date() - timedelta(weeks=WEEKS), time.min)
    tomorrow = datetime.combine(at.date() + timedelta(days=1), time.min)
    usual = _medians(statements.rows(_DONE, [agencies, since, WAITING_KINDS, _SAMPLE]), at)
    counted = statements.rows(_COUNTED, [agencies, at, tomorrow, since, WAITING_KINDS])
    loads = {
        (agency_id, officer_id): Workload(
            agency_id=agency_id,
            officer_id=officer_id,
            open=lying,
            due_today=due_today,
            late=late,
            weekly_in=Decimal(came) / WEEKS,
            weekly_out=Decimal(done) / WEEKS,
            median_minutes=usual.get((agency_id, officer_id)),
        )
        for agency_id, officer_id, lying, due_today, late, came, done in counted
    }
    for holding in organisation.holdings(on=at.date(), agency_ids=agencies):
        if holding.post.role in HANDLING_ROLES:
            key = (holding.post.agency_id, holding.officer_id)
            loads.setdefault(key, Workload(*key))
    for place, count in _waiting(scope, on=at.date()).items():
        loads[place] = replace(loads.get(place, Workload(*place)), waiting=count)
    return sorted(shared(list(loads.values())), key=lambda one: (-one.open, one.agency_id, one.officer_id or 0))


def _waiting(scope: Scope, *, on: date) -> Mapping[tuple[int, int | None], int]:
    """How much everybody waits for, by the agency at which he does; and what waits without being anybody's."""
    agencies, ended = sorted(scope.own_agency_ids), sorted(scope.inherited)
    asked = [WAITING_KINDS, agencies, agencies + ended]
    piles = [
        Pile(agency_id, officer_id, Role(role), sent_by, sent_from, is_held, awaits, count)
        for agency_id, officer_id, role, sent_by, sent_from, is_held, awaits, count in statements.rows(_PILES, asked)
    ]
    found: Counter[tuple[int, int | None]] = Counter()
    for pile in piles:
        if pile.is_held and pile.officer_id is None and pile.agency_id in scope.own_agency_ids:
            found[pile.agency_id, None] += pile.count
    for one in organisation.scopes_at_work(agencies, on=on):
        person = replace(one, inherited=scope.inherited)
        for pile in piles:
            if (agency_id := waits_at(person, pile)) is not None:
                found[agency_id, person.officer_id] += pile.count
    return found


def _medians(done: Iterable[tuple[int, int, datetime, datetime]], at: datetime) -> Mapping[tuple[int, int], int]:
    """The usual working minutes of each, by the calendar of the agency."""
    took: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    calendars = {}
    for agency_id, officer_id, opened_at, closed_at in done:
        if agency_id not in calendars:
            calendars[agency_id] = worktime.calendar(organisation.calendar_key(agency_id, on=at.date()))
        took[agency_id, officer_id].append(calendars[agency_id].working_minutes_between(opened_at, closed_at))
    return {key: round(median(minutes)) for key, minutes in took.items()}
