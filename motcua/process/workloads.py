"""Reading how much work lies with whom: two statements for the rows of work, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median

from motcua.kernel import statements
from motcua.organisation import queries as organisation
from motcua.organisation.types import HANDLING_ROLES, Scope
from motcua.process.boxes import WAITING_KINDS
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
    count(*) FILTER (WHERE closed_at IS NULL AND waits),
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


def workloads(scope: Scope, *, at: datetime) -> list[Workload]:
    """What lies with each officer of the reader's own agencies, most open first; with nobody: in the agency's pool.

    Whoever could work and has nothing stands there too.
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
            waiting=waiting,
            weekly_in=Decimal(came) / WEEKS,
            weekly_out=Decimal(done) / WEEKS,
            median_minutes=usual.get((agency_id, officer_id)),
        )
        for agency_id, officer_id, lying, due_today, late, waiting, came, done in counted
    }
    for holding in organisation.holdings(on=at.date(), agency_ids=agencies):
        if holding.post.role in HANDLING_ROLES:
            key = (holding.post.agency_id, holding.officer_id)
            loads.setdefault(key, Workload(*key))
    return sorted(shared(list(loads.values())), key=lambda one: (-one.open, one.agency_id, one.officer_id or 0))


def _medians(done: Iterable[tuple[int, int, datetime, datetime]], at: datetime) -> Mapping[tuple[int, int], int]:
    """The usual working minutes of each, by the calendar of the agency."""
    took: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    calendars = {}
    for agency_id, officer_id, opened_at, closed_at in done:
        if agency_id not in calendars:
            calendars[agency_id] = worktime.calendar(organisation.calendar_key(agency_id, on=at.date()))
        took[agency_id, officer_id].append(calendars[agency_id].working_minutes_between(opened_at, closed_at))
    return {key: round(median(minutes)) for key, minutes in took.items()}
