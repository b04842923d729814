"""Many at once, in real processes and threads, with real commits.

What is proved: a reader gets every entry exactly once, in order of position and of each stream, while sixteen writers
commit late, roll back and die, and while an idle write transaction is open in another database of the same server.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from motcua.journal.commands import catch_up, follow, recording
from motcua.journal.models import Checkpoint
from motcua.journal.models import Entry as EntryRow
from motcua.journal.queries import entries, verify
from motcua.journal.tests.story import APPRAISED, RECEIVED, clerk, head_of, move, moved
from motcua.journal.types import Entry, OnBadEntry, Reader, RequestKey, StreamHead, register
from motcua.kernel.types import Refused

NINE = datetime(2026, 2, 13, 9, 0)
WRITERS = 16
TURNS = 25


@pytest.fixture(autouse=True)
def no_other_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.journal.types._READERS", {})


def write_down(entries_: Sequence[Entry]) -> None:
    """A reader that notes in its own table what it got, in the order it got it."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO book (position, stream, sequence) VALUES (%s, %s, %s)",
            [(entry.position, entry.stream, entry.sequence) for entry in entries_],
        )


@pytest.fixture
def book(own_database: Any) -> Reader:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE book (line bigint GENERATED ALWAYS AS IDENTITY,"
            " position bigint, stream text, sequence bigint)"
        )
    reader = Reader("book", write_down, OnBadEntry.STOP, batch=37)
    register(reader)
    return reader


def noted() -> list[tuple[int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, stream, sequence FROM book ORDER BY line")
        return list(cursor.fetchall())


@contextmanager
def idle_writer_next_door(address: str) -> Iterator[None]:
    """A transaction that has written, in another database of the same server, and neither commits nor ends."""
    next_door = f"{psycopg.conninfo.conninfo_to_dict(address)['dbname']}_next_door"
    with psycopg.connect(address, autocommit=True) as outside:
        outside.execute(f'CREATE DATABASE "{next_door}"')
        try:
            with psycopg.connect(address, dbname=next_door) as idle:
                idle.execute("CREATE TABLE unfinished (line text)")
                yield
                idle.rollback()
        finally:
            outside.execute(f'DROP DATABASE "{next_door}" WITH (FORCE)')


def write(number: int) -> int:
    """One writer: moves one to three of ten folders a turn, dawdles, and undoes every fifth turn."""
    chance = random.Random(number)  # noqa: S311 - the same dawdling each time
    written = 0
    for turn in range(TURNS):
        folders = sorted(chance.sample(range(10), chance.randint(1, 3)))
        undo = turn % 5 == number % 5
        try:
            with recording(actor=clerk(number), at=NINE) as unit:
                for folder in folders:
                    move(f"folder/{folder}", unit=unit)
                    time.sleep(chance.random() / 500)
                if undo:
                    raise ZeroDivisionError
            written += len(folders)
        except ZeroDivisionError:
            pass
    return written


def test_a_reader_misses_nothing_and_sees_nothing_twice_or_out_of_order(own_database: Any, book: Reader) -> None:
    stop = threading.Event()
    readers = [
        threading.Thread(target=follow, args=(["book"],), kwargs={"stop": stop, "poll_seconds": 0.002}) for _ in "12"
    ]
    with idle_writer_next_door(own_database.address):
        for reader in readers:
            reader.start()
        written = sum(own_database.together(dawdling(own_database.address), WRITERS))
        stop.set()
        for reader in readers:
            reader.join()
        catch_up("book")
    lines = noted()
    assert len(lines) == written == EntryRow.objects.count()
    assert [position for position, _, _ in lines] == sorted({position for position, _, _ in lines})
    for folder in range(10):
        sequences = [sequence for _, stream, sequence in lines if stream == f"folder/{folder}"]
        assert sequences == list(range(1, len(sequences) + 1))
        assert head_of(f"folder/{folder}").sequence == len(sequences)
    assert verify().holds


def dawdling(address: str) -> Any:
    """A writer whose commits are late: a deferred trigger sleeps between the last statement and the end of COMMIT."""
    with psycopg.connect(address, autocommit=True) as outside:
        outside.execute(
            "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_sleep(random() / 300); RETURN NULL; END $$"
        )
        outside.execute(
            "CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION dawdle()"
        )
    return write


def test_positions_follow_commits_even_when_sequences_are_drawn_long_before(own_database: Any, book: Reader) -> None:
    """The first to begin commits last: its position is the later one, and a reader between the two loses nothing."""
    both_open, first_may_end = threading.Event(), threading.Event()

    def slow_or_quick(number: int) -> None:
        if number == 0:
            with recording(actor=clerk(0), at=NINE) as unit:
                move("folder/slow", unit=unit)
                both_open.set()
                assert first_may_end.wait(10)
        else:
            assert both_open.wait(10)
            moved("folder/quick")
            assert catch_up("book") == 1
            first_may_end.set()

    own_database.together(slow_or_quick, 2)
    assert catch_up("book") == 1
    assert [stream for _, stream, _ in noted()] == ["folder/quick", "folder/slow"]


PROCESS = """
import sys, time
import django
django.setup()
from datetime import datetime
from motcua.journal.commands import recording
from motcua.journal.tests.story import clerk, move
print("ready", flush=True)
number = int(sys.argv[1])
while True:
    with recording(actor=clerk(number), at=datetime(2026, 2, 13, 9, 0)) as unit:
        move("folder/shared", unit=unit)
        move(f"folder/{number}", unit=unit)
"""


def test_killed_writers_leave_whole_units_and_unbroken_streams(own_database: Any, book: Reader) -> None:
    def begun(number: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(number)],
            env=own_database.environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    processes = [begun(number) for number in range(4)]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            time.sleep(0.2)
            os.kill(process.pid, signal.SIGKILL)
    finally:
        for process in processes:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
    until_quiet(own_database)
    catch_up("book")
    lines = noted()
    assert [sequence for _, stream, sequence in lines if stream == "folder/shared"] == list(
        range(1, len(lines) // 2 + 1)
    )
    assert sum(head_of(f"folder/{number}").sequence for number in range(4)) == len(lines) // 2 > 0
    assert verify().holds


def until_quiet(own_database: Any) -> None:
    """Waits until the server has noticed that the killed processes are gone."""
    for _ in range(200):
        with own_database.connect() as outside:
            (others,) = outside.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
                " AND pid <> pg_backend_pid()"
            ).fetchone()
        if not others:
            return
        time.sleep(0.02)
    raise AssertionError("The server still works for killed processes.")


def test_a_reader_whose_connection_is_cut_goes_on_where_it_was(own_database: Any, book: Reader) -> None:
    stop = threading.Event()
    reader = threading.Thread(target=follow, args=(["book"],), kwargs={"stop": stop, "poll_seconds": 0.002})
    reader.start()
    with own_database.connect(autocommit=True) as outside:
        for number in range(30):
            moved(f"folder/{number}")
            outside.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid NOT IN (pg_backend_pid(), %s)",
                [connection.connection.info.backend_pid],
            )
    stop.set()
    reader.join()
    catch_up("book")
    assert [stream for _, stream, _ in noted()] == [f"folder/{number}" for number in range(30)]
    assert Checkpoint.objects.get().stopped_before is None


def press(key: RequestKey) -> int:
    with recording(actor=clerk(7), at=NINE, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["sequence"])
        head = move("folder/1", unit=unit)
        time.sleep(0.02)
        unit.answer({"sequence": head.sequence})
        return head.sequence


def test_twenty_presses_at_once_do_it_once_and_all_get_the_answer(own_database: Any) -> None:
    key = RequestKey.of("form-1", {"folder": 1})
    assert own_database.together(lambda number: press(key), 20) == [1] * 20
    assert len(entries("folder/1")) == 1


def test_the_second_press_takes_over_when_the_first_is_undone(own_database: Any) -> None:
    key = RequestKey.of("form-1", {"folder": 1})
    claimed = threading.Event()

    def first_fails(number: int) -> int | None:
        if number:
            assert claimed.wait(10)
            return press(key)
        try:
            with recording(actor=clerk(7), at=NINE, key=key) as unit:
                move("folder/1", unit=unit)
                claimed.set()
                time.sleep(0.05)
                raise ZeroDivisionError
        except ZeroDivisionError:
            return None

    assert own_database.together(first_fails, 2) == [None, 1]
    assert len(entries("folder/1")) == 1


def test_of_two_officers_who_looked_at_the_same_state_one_is_told_that_it_moved_on(own_database: Any) -> None:
    moved("folder/1")

    def decide(number: int) -> str:
        try:
            with recording(actor=clerk(number), at=NINE) as unit:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1 FROM journal_stream WHERE name = 'folder/1' FOR NO KEY UPDATE")
                unit.require_seen(head_of("folder/1"), 1)
                move("folder/1", unit=unit, kind=APPRAISED)
        except Refused as refused:
            return f"{refused.refusal.code} {refused.refusal.values['kinds']}"
        return "done"

    assert sorted(own_database.together(decide, 8)) == ["done"] + [f"moved_on {(APPRAISED,)}"] * 7
    assert [entry.kind for entry in entries("folder/1")] == [RECEIVED, APPRAISED]


@pytest.mark.usefixtures("own_database")
def test_a_unit_of_work_owns_its_transaction() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), recording(actor=clerk(7), at=NINE):
        pass


@pytest.mark.usefixtures("own_database")
def test_another_thread_has_its_own_unit_of_work(own_database: Any) -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        move("folder/1", unit=unit)
        own_database.together(lambda number: moved(f"folder/other-{number}"), 1)
        assert len(entries("folder/other-0")) == 1
        assert entries("folder/1") == []
    assert len(entries("folder/1")) == 1


@pytest.mark.usefixtures("own_database")
def test_two_entries_from_the_same_head_leave_the_connection_as_it_was() -> None:
    """The last statement and COMMIT go out together; when the first fails, the second must not have happened."""

    def twice() -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            move("folder/2", unit=unit)
            unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"sheets": 1})
            unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"sheets": 2})

    with pytest.raises(IntegrityError):
        twice()
    assert entries("folder/1") == entries("folder/2") == []
    moved("folder/2")
    assert head_of("folder/2").sequence == 1
    assert not connection.in_atomic_block


@pytest.mark.usefixtures("own_database")
def test_a_promise_broken_at_commit_undoes_the_unit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE promise (line text UNIQUE DEFERRABLE INITIALLY DEFERRED)")

    def breaks() -> None:
        with recording(actor=clerk(7), at=NINE) as unit, connection.cursor() as cursor:
            cursor.execute("INSERT INTO promise VALUES ('one'), ('one')")
            move("folder/1", unit=unit)

    with pytest.raises(IntegrityError):
        breaks()
    assert entries("folder/1") == []
    moved("folder/1")
    assert len(entries("folder/1")) == 1


@pytest.mark.usefixtures("own_database")
def test_what_waits_for_the_commit_finds_the_entries_written() -> None:
    told: list[int] = []
    with recording(actor=clerk(7), at=NINE) as unit:
        move("folder/1", unit=unit)
        transaction.on_commit(lambda: told.append(len(entries("folder/1"))))
    assert told == [1]
