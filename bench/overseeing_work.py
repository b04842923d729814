"""The work that `bench_overseeing` has done: a house with a million open dossiers, and who oversees it."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from django.core.management import call_command
from django.db import connection

from motcua.control.statistics import MOST
from motcua.control.watching import rules_on, watched
from motcua.dossier import queries as dossier
from motcua.dossier.models import Dossier
from motcua.dossier.types import InvolvementRole
from motcua.insight import queries as insight
from motcua.insight.commands import note_ended, sum_months
from motcua.insight.models import Taken
from motcua.insight.types import month_containing
from motcua.kernel import seeding
from motcua.kernel.types import system
from motcua.notices.digesting import digest_at
from motcua.organisation.types import EVERYTHING, Role, Scope
from motcua.simulate import province
from motcua.simulate.tests.counter import Counter
from motcua.worktime import queries as worktime

AT = datetime(2026, 3, 2, 9, 0)
OPEN, ENDED = 1_000_000, 100_000
_AT_ONCE = 5_000
_AGENCIES, _PROCEDURES = 200, 60
_LAST = date(2026, 2, 28)
_SINCE = {"a month": date(2026, 2, 1), "a year": date(2025, 3, 1)}
_OLDER_MONTHS = 11
_MONTH_DAYS = 30
_PROCEDURE = "1.001193"
_READINGS = 5
_OF_ONE = Scope(frozenset({1}), frozenset({1}), 1, frozenset({Role.SUPERVISOR}))
_EVERY_ROW = {
    "id": "100000 + {base} + n",
    "code": "'B-' || {base} + n",
    "code_tail": "'B-' || {base} + n",
    "resolving_agency_id": f"1 + n % {_AGENCIES}",
    "receiving_agency_id": f"1 + n % {_AGENCIES}",
    "procedure_code": f"'P-' || n / {_AGENCIES} % {_PROCEDURES}",
    "facts": "'{{}}'::jsonb",
    "next_alarm_at": "NULL",
}
_OPEN_ROW = {
    "state": "CASE WHEN n % 20 = 0 THEN 'awaiting_supplement' ELSE 'in_progress' END",
    "received_at": "m.received_at - n / 20000 * interval '1 day'",
    "lapses_at": "CASE WHEN n % 20 > 0 THEN m.received_at::date + (n / 20000 - 4) * interval '1 day' END",
}
"""Fifty days of twenty thousand each: a tenth is late, one fiftieth due on each day, one in twenty waits."""
_ENDED_ROW = {
    "state": "'handed_over'",
    "lapses_at": "NULL",
    "received_at": "m.received_at - 40 * interval '1 day'",
    "completed_at": "m.received_at - (3 + n % 25) * interval '1 day'",
    "ended_at": "m.received_at - (3 + n % 25) * interval '1 day'",
    "outcome": "'granted'",
    "timeliness": "CASE WHEN n % 9 = 0 THEN 'late' ELSE 'on_time' END",
    "timeliness_766": "'on_time'",
}


def main(words: list[str]) -> None:
    """`prepare`, or `measure`."""
    alone: dict[str, Callable[[], object]] = {"prepare": prepare, "measure": measure}
    print(json.dumps(alone[words[0]]()))


def prepare() -> None:
    """Tables, seeds, the sample province, and copies of one dossier that was received by the command."""
    call_command("migrate", verbosity=0)
    seeding.plant(AT)
    province.establish(actor=system("bench"), at=AT)
    Counter(AT).receive(AT, _PROCEDURE, case="on_time")
    _copied(OPEN, _OPEN_ROW, base=0)
    _copied(ENDED, _ENDED_ROW, base=OPEN)
    ids = list(Dossier.objects.filter(ended_at__isnull=False).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        note_ended(ids[start : start + _AT_ONCE])
    _older_months()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dossier_dossier, insight_taken, insight_takeninmonth")


def measure() -> dict[str, float]:
    """Milliseconds of each, the quickest of a few: of one agency, and of the whole province."""
    calendar = worktime.calendar("vn-office")
    lists = watched(rules_on(AT.date()), calendar, at=AT, role=InvolvementRole.RESOLVES)
    named = {one.value: filters for one, filters in lists.items()}
    times: dict[str, float] = {}
    for whose, scope in (("one agency", _OF_ONE), ("the province", EVERYTHING)):
        times[f"live board, {whose}"] = _milliseconds(partial(dossier.counts, scope, named, at=AT))
        times[f"digest, {whose}"] = _milliseconds(partial(digest_at, scope, AT))
        for how_long, since in _SINCE.items():
            figures = partial(insight.usual_times, scope, since=since, until=_LAST, most=MOST)
            times[f"procedures in figures of {how_long}, {whose}"] = _milliseconds(figures)
    return times


def _older_months() -> None:
    """What ended in the months before is noted as what ended in the last one is, and summed by its months."""
    columns = [field.column for field in Taken._meta.concrete_fields]
    older = {"dossier_id": f"dossier_id + n * {OPEN * 10}", "ended_on": f"ended_on - n * {_MONTH_DAYS}"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO insight_taken ({', '.join(columns)})"
            f" SELECT {', '.join(older.get(name, name) for name in columns)}"
            f" FROM insight_taken, generate_series(1, {_OLDER_MONTHS}) n"
        )
    lines = Taken.objects.values_list("agency_id", "procedure_code", "ended_on").distinct()
    sum_months({(agency_id, code, month_containing(day).first) for agency_id, code, day in lines})


def _copied(number: int, changed: Mapping[str, str], *, base: int) -> None:
    expressions = {**_EVERY_ROW, **changed}
    columns = [field.column for field in Dossier._meta.concrete_fields]
    values = [expressions.get(name, f"m.{name}").format(base=base) for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO dossier_dossier ({', '.join(columns)}) SELECT {', '.join(values)}"
            f" FROM (SELECT * FROM dossier_dossier ORDER BY id LIMIT 1) m, generate_series(1, {number}) n"
        )


def _milliseconds(act: Callable[[], object]) -> float:
    def taken() -> float:
        begun = time.perf_counter()
        act()
        return (time.perf_counter() - begun) * 1_000

    return min(taken() for _ in range(_READINGS))
