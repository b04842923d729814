"""The unit of work: the only way to open a transaction, and the only way an entry is written.

All entries of a transaction are written by its last statement. That statement takes the journal's lock, hands out the
positions, and COMMIT follows at once; so positions are handed out in the order in which transactions become visible,
and a reader that asks for everything after its checkpoint never misses an entry and never sees one out of order.
(Numbering at the beginning of a transaction, or comparing transaction ids, was tried: both lose entries or stand
still while another transaction is open.) The price is that commits with entries follow one another.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.journal import models
from motcua.journal.rules import chain
from motcua.journal.types import MOST_ENTRIES_OF_A_UNIT, RequestKey, StreamHead, current_version
from motcua.kernel import clock, statements, tallies
from motcua.kernel.types import Actor, Refusal, Refused

JOURNAL_LOCK = 0x6D6F7463756101  # an advisory lock is a number of one's own; this one spells the house's name

# One text parameter for all entries: arrays cost the client twice as much, and the sub-query keeps their order.
_LOCK = "WITH l AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))"
_ENTRIES = """
INSERT INTO journal_entry (position, stream, sequence, at, recorded_at, actor, kind, version, body, digest)
SELECT nextval('journal_entry_position'), q.stream, q.sequence, q.at, %s, q.actor::json, q.kind, q.version,
       q.body::json, decode(q.digest, 'hex')
FROM (SELECT e.* FROM l, ROWS FROM (json_to_recordset(%s) AS (
          stream text, sequence bigint, at timestamp, actor text, kind text, version smallint, body text, digest text
      )) WITH ORDINALITY AS e (stream, sequence, at, actor, kind, version, body, digest, place)
      ORDER BY e.place) q
"""
_WRITE = _LOCK + _ENTRIES
_WRITE_AND_TALLY = f"{_LOCK}, tallied AS ({tallies.MOVE_AFTER.format(before='l')}){_ENTRIES}"


class Undone(Exception):  # noqa: N818 - it says what happened to the work, like Refused
    """A joined unit of work failed and its exception was swallowed: all is undone rather than kept in half."""


class _Transaction:
    """What one database transaction is going to write at its end."""

    def __init__(self, *, recorded_at: datetime, key: RequestKey | None, connection: BaseDatabaseWrapper) -> None:
        self.recorded_at = recorded_at
        self.key = key
        self.connection = connection
        self.earlier_answer: dict[str, Any] | None = None
        self.answer: dict[str, Any] | None = None
        self.queue: list[dict[str, str | int]] = []
        self.tallies: dict[str, int] = {}
        self.broken = False


_CURRENT: ContextVar[_Transaction | None] = ContextVar("motcua_unit_of_work", default=None)


class Unit:
    """A unit of work as one command sees it: who acts, at what legal time, and the entries it queues.

    Several commands in one transaction have each a unit with its own actor and time; what they queue is written
    together, by the transaction's last statement.
    """

    __slots__ = ("_transaction", "actor", "at")

    def __init__(self, transaction_: _Transaction, *, actor: Actor, at: datetime) -> None:
        self._transaction = transaction_
        self.actor = actor
        self.at = at

    @property
    def recorded_at(self) -> datetime:
        """When this is written down, the same for all entries of the transaction."""
        return self._transaction.recorded_at

    @property
    def earlier_answer(self) -> dict[str, Any] | None:
        """The answer this very request got before; the command returns it and does nothing. None: it is new."""
        return self._transaction.earlier_answer

    def answer(self, answer: Mapping[str, Any]) -> None:
        """Remembers the ids of the answer under the request key, if there is one. Plain JSON."""
        self._transaction.answer = dict(answer)

    def append(
        self, head: StreamHead, *, kind: str, version: int, body: Mapping[str, Any], at: datetime | None = None
    ) -> StreamHead:
        """Queues an entry behind `head` and returns the advanced head, which the command writes into its locked row.

        Time never runs backwards in a stream: without `at` the entry's legal time is the later of the unit's and the
        last entry's. `at` is for a late entry; the caller has checked it, and one before the last entry is a
        ValueError. So is a body that is not plain JSON, and a version other than the kind's current one.
        """
        if self._transaction.earlier_answer is not None:
            raise RuntimeError("This request was answered before: return `earlier_answer` and write nothing.")
        if version != current_version(kind):
            raise ValueError(f"{kind} is written in version {current_version(kind)}, not {version}.")
        moment = _never_backwards(self.at, head) if at is None else at
        if head.at is not None and moment < head.at:
            raise ValueError(f"An entry of {head.stream} at {moment} would lie before the last one, at {head.at}.")
        actor, text = chain.actor_written(self.actor), chain.written(body)
        sequence = head.sequence + 1
        digest = chain.entry_digest(
            previous=head.digest,
            stream=head.stream,
            sequence=sequence,
            at=moment,
            actor=actor,
            kind=kind,
            version=version,
            body=text,
        )
        queue = self._transaction.queue
        if len(queue) >= MOST_ENTRIES_OF_A_UNIT:
            raise ValueError(f"A unit of work writes at most {MOST_ENTRIES_OF_A_UNIT} entries: commit in batches.")
        queue.append(
            {
                "stream": head.stream,
                "sequence": sequence,
                "at": chain.instant_written(moment),
                "actor": actor,
                "kind": kind,
                "version": version,
                "body": text,
                "digest": digest.hex(),
            }
        )
        return StreamHead(head.stream, sequence, digest, moment)

    def append_named(
        self,
        name: str,
        *,
        kind: str,
        version: int,
        body: Mapping[str, Any],
        at: datetime | None = None,
        seen: int | None = None,
    ) -> StreamHead:
        """Queues an entry in a stream that has no row of its own (`journal.Stream`), which is locked and moved here.

        Refused (`moved_on`) when it has moved since the person looked at sequence `seen`.
        """
        found = self.locked_named(name)
        self.require_seen(found, seen)
        head = self.append(found, kind=kind, version=version, body=body, at=at)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE journal_stream SET stream_sequence = %s, stream_digest = %s, stream_at = %s WHERE name = %s",
                [head.sequence, head.digest, head.at, name],
            )
        return head

    def locked_named(self, name: str) -> StreamHead:
        """Locks a stream that has no row of its own, for whoever must read what it tells before he appends to it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_stream AS s (name, stream_sequence, stream_digest) VALUES (%s, 0, '')"
                " ON CONFLICT (name) DO UPDATE SET stream_sequence = s.stream_sequence"
                " RETURNING stream_sequence, stream_digest, stream_at",
                [name],
            )
            sequence, digest, last_at = cursor.fetchone()
        return StreamHead(name, sequence, bytes(digest), last_at)

    def tally(self, name: str, change: int) -> None:
        """Moves a running count (`kernel.tallies`) by the transaction's last statement."""
        moved = self._transaction.tallies
        moved[name] = moved.get(name, 0) + change

    def tallied(self, names: Collection[str]) -> dict[str, int]:
        """These running counts, each with what this very transaction has moved. One statement."""
        here, kept = self._transaction.tallies, tallies.read(names)
        return {name: kept.get(name, 0) + here.get(name, 0) for name in names}

    def require_seen(self, head: StreamHead, seen: int | None) -> None:
        """Refuses (`moved_on`) when the stream has moved since the person looked at sequence `seen`.

        What this very transaction has queued does not count. None: nobody looked, nothing is compared. The refusal's
        values say how many entries came since, their kinds, and when the last one was.
        """
        if seen is None:
            return
        here = sum(1 for queued in self._transaction.queue if queued["stream"] == head.stream)
        if head.sequence - here == seen:
            return
        since = list(
            models.Entry.objects.filter(stream=head.stream, sequence__gt=seen)
            .order_by("sequence")
            .values_list("kind", flat=True)
        )
        raise Refused(
            Refusal(
                "moved_on",
                {"stream": head.stream, "count": len(since), "kinds": tuple(since), "at": head.at or self.at},
            )
        )

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that may fail alone: an exception undoes its writes and queued entries, then goes on to the caller."""
        queued, broken = len(self._transaction.queue), self._transaction.broken
        tallied = dict(self._transaction.tallies)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del self._transaction.queue[queued:]
            self._transaction.broken = broken
            self._transaction.tallies = tallied
            raise


@contextmanager
def recording(
    *, actor: Actor, at: datetime, key: RequestKey | None = None, recorded_at: datetime | None = None
) -> Iterator[Unit]:
    """Opens a unit of work, or joins the one that is open on this connection.

    The outermost owns the transaction: any exception undoes everything; otherwise the queued entries are written and
    the transaction commits at once. Without entries no lock is taken. An exception that leaves a joined unit breaks
    the whole, even when somebody swallows it (use `Unit.attempt` for a part that may fail).

    `at` is the legal time of what is done; `recorded_at` the time of writing, which only history made by machine
    (simulation, bringing an office over) sets itself.

    With a `key` the first statement claims it: a second press waits for the first and finds `unit.earlier_answer`. The
    same key with another request is refused (`request_key_reused`). What is refused or undone is not remembered. The
    key belongs to the outermost unit; a joined one may only repeat it.
    """
    chain.instant_written(at)
    open_one = _CURRENT.get()
    if open_one is not None and open_one.connection is _own_connection():
        if key is not None and key != open_one.key:
            raise ValueError("The request key belongs to the outermost unit of work.")
        try:
            yield Unit(open_one, actor=actor, at=at)
        except BaseException:
            open_one.broken = True
            raise
        return
    with transaction.atomic(durable=True):
        new = _Transaction(recorded_at=recorded_at or clock.now(), key=key, connection=_own_connection())
        if key is not None:
            _claim(new, key, actor)
        token = _CURRENT.set(new)
        try:
            yield Unit(new, actor=actor, at=at)
        finally:
            _CURRENT.reset(token)
        _finish(new, actor)
        if new.queue or any(new.tallies.values()):
            _write(new)


def is_recording() -> bool:
    """Whether a unit of work is open here: then nothing slow may be done."""
    open_one = _CURRENT.get()
    return open_one is not None and open_one.connection is _own_connection()


def _own_connection() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]


def _never_backwards(at: datetime, head: StreamHead) -> datetime:
    return at if head.at is None else max(at, head.at)


def _claim(new: _Transaction, key: RequestKey, actor: Actor) -> None:
    """Takes the key, or reads what was answered under it. A key pruned between the two statements is taken anew."""
    who = _asking(actor)
    earlier = None
    with connection.cursor() as cursor:
        while earlier is None:
            cursor.execute(
                "INSERT INTO journal_answeredrequest (actor, key, digest, answer, answered_at)"
                " VALUES (%s, %s, %s, '{}', %s) ON CONFLICT (actor, key) DO NOTHING",
                [who, key.key, key.digest, new.recorded_at],
            )
            if cursor.rowcount:
                return
            earlier = models.AnsweredRequest.objects.filter(actor=who, key=key.key).first()
    if bytes(earlier.digest) != key.digest:
        raise Refused(Refusal("request_key_reused"))
    new.earlier_answer = earlier.answer


def _asking(actor: Actor) -> str:
    """Whose key it is: the person, whatever post he acts from."""
    return f"{actor.kind}:{actor.key}"


def _finish(done: _Transaction, actor: Actor) -> None:
    if done.broken:
        raise Undone("A joined unit of work failed; nothing of this unit is kept.")
    if done.key is not None and done.answer is not None and done.earlier_answer is None:
        models.AnsweredRequest.objects.filter(actor=_asking(actor), key=done.key.key).update(answer=done.answer)


def _write(done: _Transaction) -> None:
    """The last statement. Nothing may come between it and COMMIT: it holds the lock of the whole house.

    Nobody waits for it; COMMIT goes out behind it. So the lock is held for as long as the server needs, not for as long
    as this process waits for the network or a processor.
    """
    entries = [done.recorded_at, statements.recordset(done.queue)]
    if any(done.tallies.values()):
        statements.execute(_WRITE_AND_TALLY, [JOURNAL_LOCK, tallies.written(done.tallies), *entries])
    else:
        statements.execute(_WRITE, [JOURNAL_LOCK, *entries])
