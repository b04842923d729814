"""Readers: each entry once, in order; what a bad entry does; beginning at the end; rebuilding."""

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection

from motcua.journal.commands import catch_up, follow, follow_once, rebuild, recording, retry_parked
from motcua.journal.models import Checkpoint, ParkedStream, SkippedEntry
from motcua.journal.queries import lag, last_position
from motcua.journal.tests.story import move, moved
from motcua.journal.types import Entry, OnBadEntry, Reader, register
from motcua.kernel.types import system

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
NINE = datetime(2026, 2, 13, 9, 0)


class Book:
    """A reader's own table: it notes every entry, and stumbles over the streams named in `bad`."""

    def __init__(self, name: str, on_bad_entry: OnBadEntry, *, outward: bool = False, batch: int = 500) -> None:
        self.bad: dict[str, Exception] = {}
        self.reader = Reader(
            name,
            self.note,
            on_bad_entry,
            clear=None if outward else self.clear,
            speaks_outward=outward,
            batch=batch,
        )
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE IF NOT EXISTS book (reader text, line text)")

    def note(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO book VALUES (%s, %s)", [self.reader.name, f"{entry.stream} {entry.sequence}"]
                )
            if entry.stream in self.bad:
                raise self.bad[entry.stream]

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM book WHERE reader = %s", [self.reader.name])

    @property
    def lines(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT line FROM book WHERE reader = %s ORDER BY ctid", [self.reader.name])
            return [line for (line,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def no_other_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.journal.types._READERS", {})


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-02-13T02:00:00+00:00", tick=False) as coordinates:
        yield coordinates


def book(on_bad_entry: OnBadEntry = OnBadEntry.STOP, *, outward: bool = False, batch: int = 500) -> Book:
    new = Book("book", on_bad_entry, outward=outward, batch=batch)
    register(new.reader)
    return new


def checkpoint() -> Checkpoint:
    return Checkpoint.objects.get(reader="book")


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_a_reader_gets_every_entry_once_in_order(batch: int) -> None:
    mine = book(batch=batch)
    moved("folder/1", "folder/2")
    assert catch_up("book") == 2
    moved("folder/1")
    assert catch_up("book") == 1
    assert catch_up("book") == 0
    assert mine.lines == ["folder/1 1", "folder/2 1", "folder/1 2"]
    assert checkpoint().position == last_position()


def test_what_a_reader_writes_and_its_checkpoint_are_kept_or_undone_together(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = book()
    moved("folder/1")

    def lost(self: Checkpoint) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(Checkpoint, "save", lost)
        with pytest.raises(OperationalError):
            follow_once("book")
    assert mine.lines == []
    assert catch_up("book") == 1
    assert mine.lines == ["folder/1 1"]


def test_stop_waits_before_the_bad_entry_and_says_so(clock: time_machine.Traveller) -> None:
    mine = book(OnBadEntry.STOP)
    moved("folder/1", "folder/2", "folder/3")
    mine.bad["folder/2"] = ValueError("Nguyễn Văn A was born on 30 February")
    assert catch_up("book") == 1
    assert mine.lines == ["folder/1 1"]
    (reported,) = lag()
    assert reported.stopped_before == checkpoint().position + 1
    assert reported.behind == 2
    assert reported.trouble.startswith("ValueError in test_readers.py:")
    assert "Nguyễn" not in reported.trouble
    assert catch_up("book") == 0
    mine.bad.clear()
    assert catch_up("book") == 0  # not yet: it tries less and less often
    clock.shift(timedelta(seconds=5))
    assert catch_up("book") == 2
    assert mine.lines == ["folder/1 1", "folder/2 1", "folder/3 1"]
    assert lag()[0].stopped_before is None


def test_a_stopped_reader_tries_less_and_less_often(clock: time_machine.Traveller) -> None:
    mine = book(OnBadEntry.STOP)
    moved("folder/1")
    mine.bad["folder/1"] = ValueError()
    tried = []
    for second in range(140):
        before = Checkpoint.objects.filter(reader="book").values_list("tries", flat=True).first()
        follow_once("book")
        if checkpoint().tries != before:
            tried.append(second)
        clock.shift(timedelta(seconds=1))
    assert tried == [0, 2, 6, 14, 30, 62, 126]


def test_park_lets_only_that_stream_wait() -> None:
    mine = book(OnBadEntry.PARK)
    moved("folder/1", "folder/2", "folder/3")
    moved("folder/2", "folder/1")
    mine.bad["folder/2"] = ValueError()
    assert catch_up("book") == 5
    assert mine.lines == ["folder/1 1", "folder/3 1", "folder/1 2"]
    moved("folder/2", "folder/3")
    assert catch_up("book") == 2
    assert lag()[0].parked == 1
    assert retry_parked("book") == 0
    assert ParkedStream.objects.get().tries == 2
    mine.bad.clear()
    assert retry_parked("book", stream="folder/9") == 0
    assert retry_parked("book", stream="folder/2") == 1
    moved("folder/2")
    catch_up("book")
    assert [line for line in mine.lines if line.startswith("folder/2")] == [
        f"folder/2 {number}" for number in (1, 2, 3, 4)
    ]
    assert lag()[0].parked == 0


def test_a_parked_stream_that_fails_later_keeps_what_went_well() -> None:
    mine = book(OnBadEntry.PARK)
    moved("folder/1")
    moved("folder/1")
    mine.bad["folder/1"] = ValueError()
    catch_up("book")
    calls = iter([None, ValueError()])

    def second_fails(entries: Sequence[Entry]) -> None:
        if (error := next(calls)) is not None:
            raise error

    object.__setattr__(mine.reader, "handle", second_fails)
    assert retry_parked("book") == 0
    assert ParkedStream.objects.get().position == last_position()


def test_skip_passes_over_and_reports() -> None:
    mine = book(OnBadEntry.SKIP)
    moved("folder/1", "folder/2", "folder/3", "folder/2")
    mine.bad["folder/2"] = ValueError()
    assert catch_up("book") == 4
    assert mine.lines == ["folder/1 1", "folder/3 1"]
    assert SkippedEntry.objects.filter(reader="book").count() == 2 == lag()[0].skipped


@pytest.mark.parametrize("on_bad_entry", OnBadEntry)
@pytest.mark.parametrize(
    "failure",
    [
        OperationalError("the server closed the connection"),
        psycopg.errors.AdminShutdown(),
        psycopg.errors.DeadlockDetected(),
        psycopg.errors.DiskFull(),
        ConnectionResetError(),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_what_the_surroundings_do_wrong_is_never_held_against_an_entry(
    on_bad_entry: OnBadEntry, failure: Exception
) -> None:
    if isinstance(failure, OperationalError):
        failure.__cause__ = psycopg.OperationalError()
    mine = book(on_bad_entry)
    moved("folder/1")
    mine.bad["folder/1"] = failure
    with pytest.raises(type(failure)):
        catch_up("book")
    (now,) = lag()
    assert (now.behind, now.stopped_before, now.parked, now.skipped) == (1, None, 0, 0)
    mine.bad.clear()
    assert catch_up("book") == 1
    assert mine.lines == ["folder/1 1"]


def test_a_broken_promise_of_the_database_is_found_at_the_entry_that_broke_it() -> None:
    """A deferred constraint would speak up at COMMIT only, where the whole batch would fail for ever."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE promise (line text UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    mine = book(OnBadEntry.SKIP)

    def promises(entries: Sequence[Entry]) -> None:
        with connection.cursor() as cursor:
            for entry in entries:
                cursor.execute("INSERT INTO promise VALUES (%s)", [entry.stream])

    object.__setattr__(mine.reader, "handle", promises)
    moved("folder/1", "folder/2", "folder/1", "folder/3")
    assert catch_up("book") == 4
    assert SkippedEntry.objects.get().position == last_position() - 1


def test_who_speaks_outward_does_not_tell_old_news() -> None:
    moved("folder/1")
    mine = book(outward=True)
    assert catch_up("book") == 0
    moved("folder/2")
    assert catch_up("book") == 1
    assert mine.lines == ["folder/2 1"]
    with pytest.raises(ValueError, match="cannot be rebuilt"):
        rebuild("book")


def test_who_speaks_outward_has_nothing_to_clear() -> None:
    with pytest.raises(ValueError, match="cannot be rebuilt"):
        Reader("x", lambda entries: None, OnBadEntry.SKIP, clear=lambda: None, speaks_outward=True)


def test_a_rebuilt_reader_ends_where_it_was() -> None:
    mine = book(OnBadEntry.SKIP)
    moved("folder/1", "folder/2")
    moved("folder/2")
    mine.bad["folder/1"] = ValueError()
    catch_up("book")
    mine.bad.clear()
    assert rebuild("book") == 3
    assert mine.lines == ["folder/1 1", "folder/2 1", "folder/2 2"]
    assert lag()[0].skipped == 0


def test_a_reader_may_itself_record() -> None:
    def answers(entries: Sequence[Entry]) -> None:
        from_folders = [entry for entry in entries if entry.stream.startswith("folder/")]
        with recording(actor=system("answers"), at=NINE) as unit:
            for entry in from_folders:
                move(f"answer-to/{entry.stream}", unit=unit)

    register(Reader("answers", answers, OnBadEntry.STOP))
    moved("folder/1", "folder/2")
    assert catch_up("answers") == 4  # its own entries too


def test_a_reader_that_never_ran_is_behind_by_everything() -> None:
    book()
    moved("folder/1", "folder/2")
    (reported,) = lag()
    assert (reported.installed, reported.behind) == (False, 2)
    assert reported.waiting_since is not None


def test_following_goes_on_through_failures_and_ends_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop itself; that it survives a real lost connection is proved with real processes in test_races."""
    stop = threading.Event()
    met: list[str] = []

    def catches(name: str, *, stop: threading.Event) -> int:
        met.append(name)
        if len(met) == 1:
            raise OperationalError
        if len(met) == 5:
            stop.set()
        return 0

    monkeypatch.setattr("motcua.journal.commands.following.catch_up", catches)
    monkeypatch.setattr("motcua.journal.commands.following.connection", type("Closed", (), {"close": lambda: None}))
    follow(["one", "two"], stop=stop, poll_seconds=0.001)
    assert met == ["one", "two", "one", "two", "one", "two"]


def test_names_of_readers_are_unique_and_known() -> None:
    mine = book()
    register(mine.reader)
    with pytest.raises(ValueError, match="registered twice"):
        register(Reader("book", lambda entries: None, OnBadEntry.STOP))
    with pytest.raises(LookupError):
        catch_up("no such reader")
