"""How dossiers ended: the working time they took, whether with a supplement, refused, late; in the database.

Working minutes are looked up, not counted: each calendar is handed over as the openings of its windows with the minutes
that were worked before them, so an instant costs a binary search.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
from django.db import connection

from motcua.dossier.types import Outcome, State, Timeliness
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar

_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one dossier ended. It was decided where it was granted, or refused after appraisal.

    `minutes` are the working minutes from receipt to result, pauses and waits for supplements left out; None where
    nothing was decided.
    """

    dossier_id: int
    procedure_code: str
    agency_id: int
    ended_on: date
    refused: bool
    supplemented: bool
    late: bool
    minutes: int | None


def endings(dossier_ids: Collection[int]) -> list[Ending]:
    """How those of these dossiers ended that did, by id; two statements. For rooms that know who may see them."""
    return _endings("d.id = ANY(%(ids)s)", {"ids": list(dossier_ids)})


def endings_counted_by(calendar_key: str, *, since: date) -> list[Ending]:
    """How the dossiers ended that are counted by this calendar and ended on that day or later. Two statements."""
    return _endings("d.calendar_key = %(key)s AND d.ended_at >= %(since)s", {"key": calendar_key, "since": since})


def _endings(chosen: str, values: dict[str, Any]) -> list[Ending]:
    where = f"{chosen} AND {_ENDED}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT calendar_key, min(received_at), max(ended_at) FROM dossier_dossier d WHERE {where} GROUP BY 1",  # noqa: S608 - our own words only; every value is bound
            values,
        )
        calendars = [_windows(key, worktime.calendar(key), first, last) for key, first, last in cursor.fetchall()]
        if not calendars:
            return []
        cursor.execute(_EACH.format(where=where), {**values, "calendars": orjson.dumps(calendars).decode()})
        return [Ending(*columns) for columns in cursor.fetchall()]


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


_ENDED = f"d.ended_at IS NOT NULL AND d.received_at IS NOT NULL AND d.state <> '{State.VOIDED.value}'"
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
_EACH = f"""
WITH c AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%(calendars)s::json)
    AS c (key text, opens timestamp[], lengths integer[], worked integer[])
)
SELECT d.id, d.procedure_code, d.resolving_agency_id, d.ended_at::date,
  d.outcome = '{Outcome.REFUSED.value}',
  jsonb_array_length(coalesce(d.facts->'supplements', '[]')) > 0,
  d.timeliness = '{Timeliness.LATE.value}',
  CASE WHEN {_DECIDED} THEN round({_worked("d.ended_at")} - {_worked("d.received_at")} - {_NOT_COUNTED})::integer END
FROM dossier_dossier d JOIN c ON c.key = d.calendar_key
WHERE {{where}} ORDER BY d.id
"""  # noqa: S608 - built from this module's own words; every value is bound
