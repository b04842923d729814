"""How long procedures usually take, from what ended in a period: working time, supplements, refusals."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from motcua.organisation.types import Scope


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

    Exact to the minute: percentiles are those of the dossiers themselves, asked only for the lines that are shown.
    """
    where, values = _where(scope, since, until)
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(where=where), {**values, "most": most})
        return [
            Usual(*counts, *(None if one is None else round(one) for one in percentiles or (None, None)))
            for *counts, percentiles in cursor.fetchall()
        ]


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
    if scope.sight is None:
        return _IN_PERIOD, values
    return f"{_IN_PERIOD} AND agency_id = ANY(%(agencies)s)", values | {"agencies": sorted(scope.sight)}


_IN_PERIOD = "ended_on BETWEEN %(since)s AND %(until)s"
_LINES = f"""
WITH line AS (
  SELECT procedure_code, agency_id, count(*) AS ended, count(minutes) AS decided,
    count(*) FILTER (WHERE refused) AS refused, count(*) FILTER (WHERE supplemented) AS supplemented,
    count(*) FILTER (WHERE late) AS late
  FROM insight_taken WHERE {{where}}
  GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT %(most)s
)
SELECT line.*, (
  SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY minutes) FROM insight_taken taken
  WHERE taken.agency_id = line.agency_id AND taken.procedure_code = line.procedure_code AND {_IN_PERIOD}
) FROM line ORDER BY 3 DESC, 1, 2
"""  # noqa: S608 - built from this module's own words; every value is bound
