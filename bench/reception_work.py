"""The work that `bench_reception` has done in processes of their own, with Django set up."""

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import local
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection

from bench import turns
from motcua.journal.commands.units import JOURNAL_LOCK
from motcua.kernel import seeding
from motcua.kernel.types import system
from motcua.organisation.types import Role, Scope
from motcua.process import queries as course
from motcua.process.queries import Box
from motcua.simulate import province
from motcua.simulate.tests.counter import Counter

AT = datetime(2026, 3, 2, 9, 0)
PROCEDURE = "1.001193"
WARM_UP = 5
OPEN, CLOSED = 1_000_000, 10_000_000
DESKS_OF_A_PROCESS = 5
_OFFICERS = 20_000
_READINGS = 20
_TURNS = 12
_LOOKING = 2
"""Statements by which the bench itself finds the work that lies open."""


def main(words: list[str]) -> None:
    """One of the words below, or `HOW NUMBER` for one writer, or for five desks in one process."""
    alone: dict[str, Callable[[], object]] = {
        "prepare": prepare,
        "work_off": work_off,
        "statements": statements,
        "inbox": inbox,
    }
    if words[0] in alone:
        print(json.dumps(alone[words[0]]()))
        return
    if words[0] == "desks":
        with ThreadPoolExecutor(DESKS_OF_A_PROCESS, initializer=_at_the_desk) as desks:
            turns.obey(lambda seconds: sum(desks.map(_desk, [seconds] * DESKS_OF_A_PROCESS)))
        return
    turns.take({"ours": ours, "by_hand": by_hand}[words[0]](int(words[1])), warm_up=WARM_UP)


_DESK = local()


def _at_the_desk() -> None:
    _DESK.turn = ours(0)


def _desk(seconds: float) -> int:
    return turns.counted(_DESK.turn, seconds)


def prepare() -> None:
    """Tables, seeds, the sample province, and one dossier whose rows are copied by hand."""
    call_command("migrate", verbosity=0)
    seeding.plant(AT)
    province.establish(actor=system("bench"), at=AT)
    Counter(AT).receive(AT, PROCEDURE, case="on_time")


def ours(_number: int) -> Iterator[None]:
    """Received through the command, as the desk's page does it."""
    counter = Counter(AT)
    application = counter.application(AT, PROCEDURE, case="on_time")
    while True:
        counter.take_in(AT, application)
        yield


def by_hand(_number: int) -> Iterator[None]:
    """The same rows, number and lock, written by hand: no rule, no check, no digest."""
    with psycopg.connect(os.environ["MOTCUA_DATABASE_URL"]) as link:
        one = {table: _rows(link, table, where) for table, where in _ROWS.items()}
        while True:
            _received(link, one)
            link.commit()
            yield


_FIRST = "(SELECT min(id) FROM dossier_dossier)"
_ROWS = {
    "parties_declaration": f"id = (SELECT declaration_id FROM dossier_dossier WHERE id = {_FIRST})",
    "parties_declaredparty": f"declaration_id = (SELECT declaration_id FROM dossier_dossier WHERE id = {_FIRST})",
    "dossier_dossier": f"id = {_FIRST}",
    "dossier_involvement": f"dossier_id = {_FIRST}",
    "process_workitem": f"dossier_id = {_FIRST}",
    "journal_entry": f"stream = 'dossier/' || {_FIRST} ORDER BY sequence",
}


def _rows(link: psycopg.Connection, table: str, where: str) -> list[dict[str, Any]]:
    cursor = link.execute(f"SELECT * FROM {table} WHERE {where}")
    names = [column.name for column in cursor.description or ()]
    return [
        {
            name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
            for name, value in zip(names, row, strict=True)
        }
        for row in cursor.fetchall()
    ]


def _received(link: psycopg.Connection, one: dict[str, list[dict[str, Any]]]) -> None:
    agency = one["dossier_dossier"][0]["resolving_agency_id"]
    (declaration,) = one["parties_declaration"]
    declaration_id = _insert(link, "parties_declaration", [_without(declaration, "id")], returning=True)
    _insert(
        link,
        "parties_declaredparty",
        [_without(row, "id") | {"declaration_id": declaration_id} for row in one["parties_declaredparty"]],
    )
    number = link.execute(
        "INSERT INTO kernel_counter AS counter (series, last) VALUES (%s, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = counter.last + 1 RETURNING last",
        [f"dossier:{agency}:{AT:%y%m%d}"],
    ).fetchone()
    code = {"code": f"BY-HAND-{number[0] if number else 0}", "declaration_id": declaration_id}
    dossier_id = _insert(link, "dossier_dossier", [_without(one["dossier_dossier"][0], "id") | code], returning=True)
    owner = {"dossier_id": dossier_id}
    _insert(link, "dossier_involvement", [_without(row, "id") | owner for row in one["dossier_involvement"]])
    _insert(link, "process_workitem", [_without(row, "id") | owner for row in one["process_workitem"]])
    link.execute(
        "INSERT INTO kernel_tally AS tally (name, count) VALUES (%s, 1)"
        " ON CONFLICT (name) DO UPDATE SET count = tally.count + 1",
        [f"work:{agency}:officer:{one['process_workitem'][0]['officer_id']}"],
    )
    entries = [_without(row, "position") | {"stream": f"dossier/{dossier_id}"} for row in one["journal_entry"]]
    names = list(entries[0])
    places = ", ".join(f"({', '.join(['%s'] * len(names))})" for _ in entries)
    link.execute(
        f"WITH l AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s)),"
        f" v ({', '.join(names)}) AS (VALUES {places})"
        f" INSERT INTO journal_entry (position, {', '.join(names)})"
        f" SELECT nextval('journal_entry_position'), {', '.join(_cast(name) for name in names)} FROM l, v",
        [JOURNAL_LOCK, *itertools.chain.from_iterable(entry.values() for entry in entries)],
    )


def _cast(name: str) -> str:
    kinds = {"actor": "json", "body": "json", "at": "timestamp", "recorded_at": "timestamp", "digest": "bytea"}
    return f"v.{name}::{kinds[name]}" if name in kinds else f"v.{name}"


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _insert(link: psycopg.Connection, table: str, rows: list[dict[str, Any]], *, returning: bool = False) -> int:
    names = list(rows[0])
    places = ", ".join(f"({', '.join(['%s'] * len(names))})" for _ in rows)
    cursor = link.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES {places}" + (" RETURNING id" if returning else ""),
        [value for row in rows for value in row.values()],
    )
    answer = cursor.fetchone() if returning else None
    return int(answer[0]) if answer else 0


def work_off() -> None:
    """Closes all open work, so that a run begins with the backlog of no other."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_tally SET count = 0")
        cursor.execute("UPDATE process_workitem SET closed_at = opened_at, late = FALSE WHERE closed_at IS NULL")
        cursor.execute("VACUUM ANALYZE process_workitem")


def statements() -> dict[str, int]:
    """How many statements each command sends, not counting BEGIN, COMMIT and the session."""
    counter = Counter(AT)
    counts: dict[str, int] = {}
    application = counter.application(AT, PROCEDURE, case="on_time")
    for _ in range(_TURNS):  # the last counts: what is read once in a process, also of each officer, has been read
        counts["receive"] = _counted(partial(counter.take_in, AT, application))
        dossier_id = counter.receive(AT, PROCEDURE, case="on_time")
        for name in ("appraise", "approve", "seal", "hand over"):
            counts[name] = _counted(partial(counter.step, dossier_id, AT)) - _LOOKING
    return counts


def _counted(act: Callable[[], object]) -> int:
    sent: list[str] = []

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        act()
    return len(sent)


def inbox() -> dict[str, float]:
    """Milliseconds of an officer's inbox: with open work only, and with ten times as much that is done."""
    officer_id, agency_id = 1, 1
    scope = Scope(frozenset({agency_id}), frozenset({agency_id}), officer_id, frozenset({Role.OFFICER}))
    times: dict[str, float] = {}
    for name, count, closed in (("open", OPEN, "NULL"), ("history", CLOSED, "now()::timestamp")):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO process_workitem (subject, dossier_id, number, step_key, kind, role, agency_id,"
                " officer_id, because, load, opened_at, due_at, closed_at, action_key, late)"
                f" SELECT 'bench/' || n, 1000000 + n, {len(times) + 1}, 'appraise', 'appraise', 'officer',"
                f" 1 + n % 200, 1 + n % {_OFFICERS}, 'pool', 0, now()::timestamp,"
                f" now()::timestamp + n * interval '1 minute', {closed}, '', FALSE FROM generate_series(1, {count}) n"
            )
            cursor.execute("ANALYZE process_workitem")
        times[name] = min(_milliseconds(lambda: course.inbox(scope, Box.MINE)) for _ in range(_READINGS))
    return times


def _milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000
