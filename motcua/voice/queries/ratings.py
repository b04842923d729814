"""How people rated what they were given: put together, and never so few that somebody could be known by it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection

from motcua.dossier import queries as dossier
from motcua.organisation.types import EVERYTHING, Scope
from motcua.voice import models
from motcua.voice.rating import rating_rules_on
from motcua.voice.rules.rating import objection_to_rating, shown
from motcua.voice.types import OVERALL, RatedBy, RatedLine

_GROUPS = {
    RatedBy.AGENCY: "agency_id::text",
    RatedBy.PROCEDURE: "procedure_code",
    RatedBy.MONTH: "to_char(month, 'YYYY-MM')",
}
_LINES = """
SELECT {group}, answer.key, count(*), avg(answer.value::int), count(*) FILTER (WHERE answer.value::int >= %(satisfied)s)
FROM voice_rating, jsonb_each_text(answers) AS answer
WHERE month BETWEEN %(since)s AND %(until)s
  AND (%(agencies)s::bigint[] IS NULL OR agency_id = ANY(%(agencies)s::bigint[]))
  AND (%(procedure)s = '' OR procedure_code = %(procedure)s)
GROUP BY 1, 2
"""


def ratings(scope: Scope, by: RatedBy, *, since: date, until: date, procedure_code: str = "") -> tuple[RatedLine, ...]:
    """The ratings of whole calendar months (those of both days, too) of the agencies in sight, most first, those of
    too few together. One statement."""
    rules = rating_rules_on(until)
    sight = None if scope.sight is None else sorted(scope.sight)
    values: dict[str, int | date | str | list[int] | None] = {
        "satisfied": rules.satisfied_from,
        "since": since.replace(day=1),
        "until": until,
        "agencies": sight,
        "procedure": procedure_code,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(group=_GROUPS[by]), values)
        found = _lines(cursor.fetchall())
    return tuple(sorted(shown(found, fewest=rules.fewest), key=lambda one: (not one.group, -one.count, one.group)))


def rating_of_procedure(code: str, *, since: date, until: date) -> RatedLine | None:
    """How people everywhere rated a procedure; None where too few did. For the public page of the procedure."""
    return next(iter(ratings(EVERYTHING, RatedBy.PROCEDURE, since=since, until=until, procedure_code=code)), None)


def may_rate(dossier_id: int, *, at: datetime) -> bool:
    """Whether the dossier has its result, and waits to be rated."""
    rules, facts = rating_rules_on(at.date()), dossier.facts(dossier_id)
    whole = {one.key: 1 for one in rules.questions}
    objection = objection_to_rating(whole, ended_at=facts.completed_at, at=at, rules=rules)
    return objection is None and not models.RatedDossier.objects.filter(dossier_id=dossier_id).exists()


def _lines(rows: Iterable[tuple[str, str, int, float, int]]) -> list[RatedLine]:
    by_group: dict[str, dict[str, tuple[int, float, int]]] = {}
    for group, key, count, mean, satisfied in rows:
        by_group.setdefault(group, {})[key] = (count, float(mean), satisfied)
    return [
        RatedLine(group, found[OVERALL][0], found[OVERALL][2], {key: mean for key, (_, mean, _s) in found.items()})
        for group, found in by_group.items()
        if OVERALL in found
    ]
