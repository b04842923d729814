"""Following the journal: each registered reader gets every entry once, in order of position.

The checkpoint moves in the transaction in which the reader writes, so neither a crash nor a second worker makes it read
an entry twice or miss one. `SKIP LOCKED` leaves a reader to the worker that has it.
"""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from motcua.journal.commands.units import Unit, recording
from motcua.journal.models import Checkpoint, ParkedStream, SkippedEntry
from motcua.journal.queries.reading import Row, entry_of, last_position, rows_after, rows_of_stream
from motcua.journal.types import OnBadEntry, Reader, registered
from motcua.kernel import clock, faults
from motcua.kernel.types import system

POLL_SECONDS = 0.25
_LONGEST_WAIT_SECONDS = 30.0
_LONGEST_STOP = timedelta(minutes=5)
_LOG = logging.getLogger(__name__)


def follow(names: Sequence[str], *, stop: threading.Event, poll_seconds: float = POLL_SECONDS) -> None:
    """Keeps the named readers at the end of the journal until `stop` is set.

    When the surroundings fail (the connection is lost, the server restarts) it closes the connection and tries again,
    each time a little later; nothing is held against an entry.
    """
    wait = poll_seconds
    while not stop.is_set():
        failed = False
        for name in names:
            try:
                catch_up(name, stop=stop)
            except Exception as error:  # noqa: BLE001 - whatever went wrong with one reader, the others go on
                failed = True
                _LOG.warning("Reader %s rests: %s", name, faults.name_of(error))
                connection.close()
        wait = min(wait * 2, _LONGEST_WAIT_SECONDS) if failed else poll_seconds
        stop.wait(wait)
    connection.close()


def catch_up(name: str, *, stop: threading.Event | None = None) -> int:
    """Reads to the end of the journal (or to a bad entry, or until `stop`) and returns how many entries were read."""
    total = 0
    while stop is None or not stop.is_set():
        read = follow_once(name)
        total += read
        if not read:
            break
    return total


def follow_once(name: str) -> int:
    """Reads one batch and returns how many entries the checkpoint passed; 0 when there is nothing new, another worker
    has the reader, or it waits before a bad entry. What the surroundings do wrong is raised."""
    reader = registered(name)
    at = clock.now()
    if not _something_to_do(reader, at=at):
        return 0
    with recording(actor=system(f"reader:{name}"), at=at) as unit:
        checkpoint = Checkpoint.objects.select_for_update(skip_locked=True).filter(reader=name).first()
        if checkpoint is None:
            return 0
        rows = rows_after(checkpoint.position, limit=reader.batch)
        start = checkpoint.position
        passed = _read(reader, unit, checkpoint, rows)
        if passed or checkpoint.stopped_before is not None:
            checkpoint.moved_at = at
            checkpoint.save()
        return passed if checkpoint.position > start else 0


def rebuild(name: str) -> int:
    """Empties what the reader wrote and reads the journal again from its beginning; returns how many entries it read.

    Raises ValueError for a reader that cannot be rebuilt. A worker may do part of the reading; this waits until the
    reader is at the end, or waits before a bad entry.
    """
    reader = registered(name)
    if reader.clear is None:
        raise ValueError(f"The reader {name!r} has an output outside its own tables and cannot be rebuilt.")
    at = clock.now()
    _install(reader, at=at)
    with recording(actor=system(f"reader:{name}"), at=at):
        checkpoint = Checkpoint.objects.select_for_update().get(reader=name)
        reader.clear()
        ParkedStream.objects.filter(reader=name).delete()
        SkippedEntry.objects.filter(reader=name).delete()
        _moved_to(checkpoint, 0)
        checkpoint.moved_at = at
        checkpoint.save()
    total = 0
    while True:
        total += catch_up(name)
        checkpoint.refresh_from_db()
        if checkpoint.stopped_before is not None or checkpoint.position >= last_position():
            return total
        time.sleep(POLL_SECONDS)  # a worker has it just now


def retry_parked(name: str, *, stream: str | None = None) -> int:
    """Reads the parked streams of a reader (or one of them) again from where they wait; returns how many run again.

    A stream that fails anew stays parked and its tries are counted.
    """
    reader = registered(name)
    at = clock.now()
    parked = ParkedStream.objects.filter(reader=name).order_by("position")
    if stream is not None:
        parked = parked.filter(stream=stream)
    freed = 0
    for key in list(parked.values_list("pk", flat=True)):
        with recording(actor=system(f"reader:{name}"), at=at) as unit:
            # The checkpoint first: nobody reads on meanwhile, so no entry falls between parked and read.
            checkpoint = Checkpoint.objects.select_for_update().get(reader=name)
            waiting = ParkedStream.objects.select_for_update().filter(pk=key).first()
            if waiting is None:
                continue
            rows = rows_of_stream(waiting.stream, since=waiting.position, upto=checkpoint.position)
            done, error = _one_by_one(reader, unit, rows)
            if error is None:
                waiting.delete()
                freed += 1
            else:
                waiting.position, waiting.trouble = rows[done].position, faults.name_of(error)
                waiting.tries += 1
                waiting.save()
    return freed


def _something_to_do(reader: Reader, *, at: datetime) -> bool:
    """A cheap look before a transaction is opened. Installs the reader when it is new."""
    checkpoint = Checkpoint.objects.filter(reader=reader.name).first()
    if checkpoint is None:
        _install(reader, at=at)
        checkpoint = Checkpoint.objects.get(reader=reader.name)
    if checkpoint.stopped_before is not None:
        waits = min(timedelta(seconds=2 ** min(checkpoint.tries, 10)), _LONGEST_STOP)
        if at < checkpoint.moved_at + waits:
            return False
    return last_position() > checkpoint.position


def _install(reader: Reader, *, at: datetime) -> None:
    start = last_position() if reader.speaks_outward else 0
    with recording(actor=system(f"reader:{reader.name}"), at=at):
        Checkpoint.objects.bulk_create(
            [Checkpoint(reader=reader.name, position=start, moved_at=at)], ignore_conflicts=True
        )


def _read(reader: Reader, unit: Unit, checkpoint: Checkpoint, rows: Sequence[Row]) -> int:
    """Hands the rows to the reader, deals with bad entries, moves the checkpoint; returns how many it passed."""
    passed = 0
    while passed < len(rows):
        rest = rows[passed:]
        wanted = _not_parked(reader, rest)
        if not wanted or _together(reader, unit, wanted):
            _moved_to(checkpoint, rest[-1].position)
            return len(rows)
        done, error = _one_by_one(reader, unit, wanted)
        if error is None:  # it failed in company only: all are read now
            _moved_to(checkpoint, rest[-1].position)
            return len(rows)
        bad = wanted[done]
        place = passed + rest.index(bad)
        if reader.on_bad_entry is OnBadEntry.STOP:
            if place:
                checkpoint.position = rows[place - 1].position
            checkpoint.tries = checkpoint.tries + 1 if checkpoint.stopped_before == bad.position else 1
            checkpoint.stopped_before, checkpoint.trouble = bad.position, faults.name_of(error)
            return place
        _pass_over(reader, bad, error, at=unit.at)
        passed = place + 1
        _moved_to(checkpoint, bad.position)
    return passed


def _not_parked(reader: Reader, rows: Sequence[Row]) -> Sequence[Row]:
    if reader.on_bad_entry is not OnBadEntry.PARK:
        return rows
    parked = set(
        ParkedStream.objects.filter(reader=reader.name, stream__in={row.stream for row in rows}).values_list(
            "stream", flat=True
        )
    )
    return [row for row in rows if row.stream not in parked]


def _together(reader: Reader, unit: Unit, rows: Sequence[Row]) -> bool:
    """The whole batch at once; False (and nothing written) when some entry in it is bad."""
    try:
        with unit.attempt():
            _hand_over(reader, rows)
    except Exception as error:
        if faults.is_passing(error):
            raise
        return False
    return True


def _one_by_one(reader: Reader, unit: Unit, rows: Sequence[Row]) -> tuple[int, Exception | None]:
    """Each entry for itself up to the first bad one: how many went well, and what the bad one raised."""
    for done, row in enumerate(rows):
        try:
            with unit.attempt():
                _hand_over(reader, [row])
        except Exception as error:
            if faults.is_passing(error):
                raise
            return done, error
    return len(rows), None


def _hand_over(reader: Reader, rows: Sequence[Row]) -> None:
    reader.handle([entry_of(row) for row in rows])
    connection.check_constraints()  # a deferred one would speak up only at COMMIT, where no entry can be blamed


def _pass_over(reader: Reader, bad: Row, error: Exception, *, at: datetime) -> None:
    trouble = faults.name_of(error)
    _LOG.warning("Reader %s cannot read the entry at %s: %s", reader.name, bad.position, trouble)
    if reader.on_bad_entry is OnBadEntry.PARK:
        ParkedStream.objects.create(
            reader=reader.name, stream=bad.stream, position=bad.position, trouble=trouble, since=at
        )
    else:
        SkippedEntry.objects.create(reader=reader.name, position=bad.position, trouble=trouble, since=at)


def _moved_to(checkpoint: Checkpoint, position: int) -> None:
    checkpoint.position = position
    checkpoint.stopped_before, checkpoint.trouble, checkpoint.tries = None, "", 0
