"""How long procedures usually take, from what ended in a period: working time, supplements, refusals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from motcua.insight.rules.periods import Period, whole_months
from motcua.organisation.types import Scope

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Usual:
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


def usual_times(scope: Scope, *, since: date, until: date, most: int) -> list[Usual]:
    """The procedures of which most ended between two days, both included, agency by agency. One statement.

    Report months that lie wholly between them were summed before, the days around them are counted now. Exact to the
    minute: percentiles are those of the dossiers themselves, asked only for the lines that are shown.
    """
    _, values = _where(scope, since, until)
    months = whole_months(Period(since, until))
    values["first_month"] = months.first if months is not None else since
    values["last_day"] = months.last if months is not None else since - _ONE_DAY
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(sight=_sight(scope)), {**values, "most": most})
        return [
            Usual(*counts, *(None if one is None else round(one) for one in percentiles or (None, None)))
            for *counts, percentiles in cursor.fetchall()
        ]


@dataclass(frozen=True, slots=True)
class UsualTime:
    """The working minutes that half, and nine in ten, of `decided` dossiers did not exceed from receipt to result."""

    decided: int
    median: int
    ninetieth: int


def usual_time(procedure_code: str, *, agency_ids: Collection[int], since: date, until: date) -> UsualTime | None:
    """What these agencies together decided of a procedure between two days, both included; None where nothing was.

    It names nobody and counts every dossier, whoever asks. One statement.
    """
    values: dict[str, Any] = {"code": procedure_code, "agencies": sorted(agency_ids), "since": since, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(_TIME, values)
        decided, percentiles = cursor.fetchone()
    return UsualTime(decided, *(round(one) for one in percentiles)) if decided else None


def ended_of(scope: Scope, *, since: date, until: date, procedure_code: str, most: int) -> list[int]:
    """The dossiers of a procedure that ended between two days, the latest first."""
    where, values = _where(scope, since, until)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT dossier_id FROM insight_taken WHERE {where} AND procedure_code = %(code)s"  # noqa: S608 - our own words only; every value is bound
            " ORDER BY ended_on DESC, dossier_id DESC LIMIT %(most)s",
            {**values, "code": procedure_code, "most": most},
        )
        return [int(one) for (one,) in cursor.fetchall()]


def _where(scope: Scope, since: date, until: date) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"since": since, "until": until}
    if scope.sight is not None:
        values["agencies"] = sorted(scope.sight)
    return f"{_IN_PERIOD} AND {_sight(scope)}", values


def _sight(scope: Scope) -> str:
    return "true" if scope.sight is None else "agency_id = ANY(%(agencies)s)"


COUNTED = """
  count(*) AS ended, count(minutes) AS decided, count(*) FILTER (WHERE refused) AS refused,
  count(*) FILTER (WHERE supplemented) AS supplemented, count(*) FILTER (WHERE late) AS late
"""
"""What is counted of the rows of one line."""
_IN_PERIOD = "ended_on BETWEEN %(since)s AND %(until)s"
_TIME = f"""
SELECT count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY minutes)
FROM insight_taken
WHERE agency_id = ANY(%(agencies)s) AND procedure_code = %(code)s AND {_IN_PERIOD} AND minutes IS NOT NULL
"""  # noqa: S608 - built from this module's own words; every value is bound
_LINES = f"""
WITH part AS (
  SELECT procedure_code, agency_id, ended, decided, refused, supplemented, late
  FROM insight_takeninmonth WHERE month BETWEEN %(first_month)s AND %(last_day)s AND {{sight}}
  UNION ALL
  SELECT procedure_code, agency_id, {COUNTED}
  FROM insight_taken
  WHERE {{sight}} AND (
    (ended_on >= %(since)s AND ended_on < %(first_month)s) OR (ended_on > %(last_day)s AND ended_on <= %(until)s)
  )
  GROUP BY 1, 2
), line AS (
  SELECT procedure_code, agency_id, sum(ended)::int AS ended, sum(decided)::int AS decided,
    sum(refused)::int AS refused, sum(supplemented)::int AS supplemented, sum(late)::int AS late
  FROM part GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT %(most)s
)
SELECT line.*, (
  SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY minutes) FROM insight_taken taken
  WHERE taken.agency_id = line.agency_id AND taken.procedure_code = line.procedure_code AND {_IN_PERIOD}
) FROM line ORDER BY 3 DESC, 1, 2
"""  # noqa: S608 - built from this module's own words; every value is bound
