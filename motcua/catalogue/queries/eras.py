"""Stretches of days in which no version and no competence begins or ends: what holds on one holds on all of them."""

from datetime import date

from django.db import connection

from motcua.kernel import reference

_TURNING_POINTS = """
SELECT valid_from FROM catalogue_competence
UNION SELECT valid_to + 1 FROM catalogue_competence WHERE valid_to IS NOT NULL
UNION SELECT effective_from FROM catalogue_version
UNION SELECT effective_to + 1 FROM catalogue_version WHERE effective_to IS NOT NULL
"""


def era(on: date) -> date:
    """The first day of the stretch to which this day belongs."""
    return reference.era_among(_turning_points(), on)


@reference.kept("catalogue")
def _turning_points() -> tuple[date, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_TURNING_POINTS)
        return tuple(sorted(day for (day,) in cursor.fetchall()))
