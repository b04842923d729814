"""How long procedures usually take, from what ended in a period: working time, supplements, refusals; in the database.

Working minutes are looked up, not counted: each calendar is handed over as the openings of its windows with the minutes
that were worked before them, so an instant costs a binary search.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
from django.db import connection

from motcua.dossier.types import Outcome
from motcua.organisation.types import Scope
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar

_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ProcedureStatistics:
    """What ended of one procedure at the agency that resolves it. `decided` were granted or refused after appraisal.

    `median` and `ninetieth` are the working minutes from receipt to result that half, and nine in ten, of the decided
    did not exceed; pauses and waits for supplements left out. None where nothing was decided.
    """

    procedure_code: str
    agency_id: int
    ended: int
    decided: int
    refused: int
    supplemented: int
    late: int
    median: int | None
    ninetieth: int | None


def procedure_statistics(
    scope: Scope, *, since: date, until: date, procedure_code: str = "", most: int = 200
) -> list[ProcedureStatistics]:
    """The procedures of which most ended between two days, both included, agency by agency. Two statements."""
    where, values = _where(scope, since, until, procedure_code)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT calendar_key, min(received_at), max(ended_at) FROM dossier_dossier d WHERE {where} GROUP BY 1",  # noqa: S608 - our own words only; every value is bound
            values,
        )
        calendars = [_windows(key, worktime.calendar(key), first, last) for key, first, last in cursor.fetchall()]
        if not calendars:
            return []
        cursor.execute(
            _STATISTICS.format(where=where), values | {"calendars": orjson.dumps(calendars).decode()} | {"most": most}
        )
        return [
            ProcedureStatistics(*counts, *(None if one is None else round(one) for one in percentiles or (None, None)))
            for *counts, percentiles in cursor.fetchall()
        ]


def ended_of(scope: Scope, *, since: date, until: date, procedure_code: str, most: int) -> list[int]:
    """The dossiers of a procedure that ended between two days, the latest first."""
    where, values = _where(scope, since, until, procedure_code)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM dossier_dossier d WHERE {where} ORDER BY ended_at DESC, id DESC LIMIT %(most)s",  # noqa: S608 - our own words only; every value is bound
            values | {"most": most},
        )
        return [int(one) for (one,) in cursor.fetchall()]


def _where(scope: Scope, since: date, until: date, procedure_code: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {
        "first": datetime.combine(since, time()),
        "after": datetime.combine(until + timedelta(days=1), time()),
    }
    conditions = ["d.ended_at >= %(first)s", "d.ended_at < %(after)s", "d.received_at IS NOT NULL"]
    if scope.sight is not None:
        conditions.append("d.resolving_agency_id = ANY(%(agencies)s)")
        values["agencies"] = sorted(scope.sight)
    if procedure_code:
        conditions.append("d.procedure_code = %(code)s")
        values["code"] = procedure_code
    return " AND ".join(conditions), values


def _windows(key: str, calendar: Calendar, first: datetime, last: datetime) -> Mapping[str, object]:
    """The working windows between two instants: when they open, how long they are, what was worked before them."""
    opens: list[str] = []
    lengths: list[int] = []
    before: list[int] = []
    worked = 0
    for opened, length in _hours(calendar, first.date() - _BEFORE, last.date()):
        opens.append(opened.isoformat())
        lengths.append(length)
        before.append(worked)
        worked += length
    return {"key": key, "opens": opens, "lengths": lengths, "worked": before}


def _hours(calendar: Calendar, after: date, through: date) -> Iterable[tuple[datetime, int]]:
    for day in calendar.working_days(after, through):
        midnight = datetime.combine(day, time())
        for window in calendar.hours(day):
            yield midnight + timedelta(minutes=window.opens), window.closes - window.opens


def _worked(instant: str) -> str:
    """The minutes worked before an instant, in SQL."""
    at = f"date_trunc('minute', {instant})"
    place = f"width_bucket({at}, c.opens)"
    within = f"least(extract(epoch FROM {at} - c.opens[{place}]) / 60, c.lengths[{place}])"
    return f"(CASE WHEN {place} = 0 THEN 0 ELSE c.worked[{place}] + {within} END)"


_DECIDED = f"d.outcome IN ('{Outcome.GRANTED.value}', '{Outcome.REFUSED.value}')"
_NOT_COUNTED = f"""
CASE WHEN d.facts ?| array['supplements', 'pauses'] THEN (
  SELECT coalesce(sum({_worked("upper(span)")} - {_worked("lower(span)")}), 0)
  FROM unnest((
    SELECT range_agg(tsrange(begins, greatest(begins, coalesce(ends, d.ended_at)))) FROM (
      SELECT (one->>'asked_at')::timestamp AS begins, (one->>'answered_at')::timestamp AS ends
      FROM jsonb_array_elements(coalesce(d.facts->'supplements', '[]')) one
      UNION ALL
      SELECT (one->>'begins_at')::timestamp, (one->>'ends_at')::timestamp
      FROM jsonb_array_elements(coalesce(d.facts->'pauses', '[]')) one
    ) spans
  )) span WHERE NOT isempty(span)
) ELSE 0 END
"""  # noqa: S608 - built from this module's own words; every value is bound
_STATISTICS = f"""
WITH c AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%(calendars)s::json)
    AS c (key text, opens timestamp[], lengths integer[], worked integer[])
), each AS (
  SELECT d.procedure_code, d.resolving_agency_id, d.outcome, d.timeliness, {_DECIDED} AS decided,
    jsonb_array_length(coalesce(d.facts->'supplements', '[]')) > 0 AS supplemented,
    CASE WHEN {_DECIDED} THEN {_worked("d.ended_at")} - {_worked("d.received_at")} - {_NOT_COUNTED} END AS minutes
  FROM dossier_dossier d JOIN c ON c.key = d.calendar_key
  WHERE {{where}}
)
SELECT procedure_code, resolving_agency_id, count(*), count(*) FILTER (WHERE decided),
  count(*) FILTER (WHERE outcome = '{Outcome.REFUSED.value}'), count(*) FILTER (WHERE supplemented),
  count(*) FILTER (WHERE timeliness = 'late'),
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE decided)
FROM each GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT %(most)s
"""  # noqa: S608 - built from this module's own words; every value is bound
