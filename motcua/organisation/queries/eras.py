"""Stretches of days in which nothing of the organisation begins or ends: what holds on one holds on all of them."""

from datetime import date

from django.db import connection

from motcua.kernel import reference

_DATED = ("agency", "agencyperiod", "codeuse", "unit", "desk", "officer", "post", "holding", "delegation")
_TURNING_POINTS = " UNION ".join(
    [
        *(f"SELECT valid_from FROM organisation_{table}" for table in _DATED),  # noqa: S608 - our own names
        *(f"SELECT valid_to + 1 FROM organisation_{table} WHERE valid_to IS NOT NULL" for table in _DATED),  # noqa: S608 - our own names
        "SELECT first_day FROM organisation_succession",
        "SELECT revoked_from FROM organisation_delegation WHERE revoked_from IS NOT NULL",
    ]
)


def era(on: date) -> date:
    """The first day of the stretch to which this day belongs."""
    return reference.era_among(_turning_points(), on)


@reference.kept("organisation")
def _turning_points() -> tuple[date, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_TURNING_POINTS)
        return tuple(sorted(day for (day,) in cursor.fetchall()))
