"""Written by COPY or one by one: the same rows and the same entries, but for their ids."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from motcua.dossier import queries as dossier
from motcua.dossier.types import Command, Complete, Decide, HandOver, Intake, Outcome, ReturnMethod, Stop
from motcua.kernel.types import system
from motcua.simulate.bulk import Life, write_by_copy, write_one_by_one
from motcua.simulate.tests.counter import Counter

MACHINE = system("simulate")
DOSSIERS = 500
NOT_COMPARED = {"id", "stream_digest"}


def lives() -> list[Life]:
    """Five hundred dossiers of two procedures on ten days: granted, refused, stopped, handed over, still open."""
    first = datetime(2026, 3, 2, 9, 0)
    counter = Counter(first)
    reason = counter.reason(first, "Người nộp rút hồ sơ.")
    models = [dossier.facts(counter.receive(first, code)) for code in ("1.004884", "1.001193")]
    found = []
    for number in range(DOSSIERS):
        facts = models[number % 2]
        received_at = first + timedelta(days=number // 50, minutes=number % 50)
        moves: tuple[tuple[datetime, Command], ...] = (
            (received_at + timedelta(days=2), Decide(Outcome.GRANTED)),
            (received_at + timedelta(days=3 + number % 6), Complete(str(number))),
            (received_at + timedelta(days=9), HandOver(ReturnMethod.COUNTER)),
        )
        if number % 7 == 0:
            moves = ((received_at + timedelta(days=1), Stop(reason)),)
        if number % 11 == 0:
            moves = ((received_at + timedelta(days=2), Decide(Outcome.REFUSED, reason)),)
        intake = Intake(facts.subject, facts.declaration, facts.components)
        found.append(Life(intake, facts.holder, received_at, moves))
    return found


def rows(table: str, condition: str, *, order: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY {order}")
        names = [column.name for column in cursor.description]
        return [
            {name: value for name, value in zip(names, row, strict=True) if name not in NOT_COMPARED}
            for row in cursor.fetchall()
        ]


def without_numbers(row: dict[str, Any]) -> dict[str, Any]:
    """Codes end in the number of their day; the two runs draw one after the other from the same series."""
    return {name: re.sub(r"-\d{4,}\b", "", str(value)) for name, value in row.items() if name != "code_tail"}


def test_both_ways_write_the_same_rows_and_entries(own_quang_ninh: object) -> None:
    written = lives()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM dossier_dossier")
        (before,) = cursor.fetchone()
    assert write_one_by_one(written, actor=MACHINE) == DOSSIERS
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM dossier_dossier")
        (between,) = cursor.fetchone()
    assert write_by_copy(written, actor=MACHINE) == DOSSIERS

    single = rows("dossier_dossier", f"id > {before} AND id <= {between}", order="received_at, id")
    copied = rows("dossier_dossier", f"id > {between}", order="received_at, id")
    assert len(single) == len(copied) == DOSSIERS
    assert [without_numbers(row) for row in single] == [without_numbers(row) for row in copied]
    assert len({row["code"] for row in [*single, *copied]}) == 2 * DOSSIERS

    columns = "e.at, e.actor::text, e.kind, e.version, e.body::text, e.sequence"
    told = {}
    for name, condition in {"single": f"d.id > {before} AND d.id <= {between}", "copied": f"d.id > {between}"}.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM journal_entry e JOIN dossier_dossier d ON e.stream = 'dossier/' || d.id"
                f" WHERE {condition} ORDER BY d.received_at, d.id, e.sequence"
            )
            told[name] = [[re.sub(r"-\d{4,}\b", "", str(value)) for value in row] for row in cursor.fetchall()]
    assert told["single"] == told["copied"]
    assert list(dossier.faults()) == []
