"""Entries of one stream, and entries by position."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import orjson
from django.db import connection

from motcua.journal import models
from motcua.journal.rules import chain
from motcua.journal.types import Entry, lifted


class Row(NamedTuple):
    """An entry as it is kept: texts byte for byte, nothing lifted."""

    position: int
    stream: str
    sequence: int
    at: datetime
    recorded_at: datetime
    actor: str
    kind: str
    version: int
    body: str
    digest: bytes


_NO_END = 2**63 - 1
COLUMNS = "position, stream, sequence, at, recorded_at, actor::text, kind, version, body::text, digest"


def entry_of(row: Row) -> Entry:
    """The entry as readers see it: actor parsed, body lifted. Raises LookupError for an unknown kind or version."""
    return Entry(
        position=row.position,
        stream=row.stream,
        sequence=row.sequence,
        at=row.at,
        recorded_at=row.recorded_at,
        actor=chain.actor_read(row.actor),
        kind=row.kind,
        version=row.version,
        body=lifted(row.kind, row.version, chain.read(row.body)),
        digest=bytes(row.digest),
    )


def entries(stream: str, *, after: int = 0, upto: int | None = None) -> list[Entry]:
    """The entries of a stream in order, from behind sequence `after` up to and with `upto`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM journal_entry"  # noqa: S608 - our own words only
            " WHERE stream = %s AND sequence > %s AND sequence <= %s ORDER BY sequence",
            [stream, after, _NO_END if upto is None else upto],
        )
        return [entry_of(Row(*row)) for row in cursor.fetchall()]


def sequence_of(stream: str) -> int:
    """How far a stream without a row of its own (`journal.Stream`) has come: what somebody has seen who looks now."""
    return models.Stream.objects.filter(name=stream).values_list("stream_sequence", flat=True).first() or 0


def entries_of(streams: Collection[str], *, kinds: Collection[str]) -> dict[str, list[Entry]]:
    """The entries of these kinds in many streams, by stream and in order; a stream without any is absent."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM journal_entry"  # noqa: S608 - our own words only
            " WHERE stream = ANY(%s) AND kind = ANY(%s) ORDER BY stream, sequence",
            [list(streams), list(kinds)],
        )
        found = [entry_of(Row(*row)) for row in cursor.fetchall()]
    return {stream: list(those) for stream, those in groupby(found, key=lambda one: one.stream)}


def moments_of(stream: str) -> str:
    """An expression of SQL for what happened in a stream and when, which another statement may bring for `moments`.

    `stream` is itself an expression, in which columns stand after the names of their tables: whoever reads a row reads
    its history with it, and asks the database once.
    """
    return (
        "(SELECT json_agg(json_build_array(kind, at) ORDER BY sequence)::text"  # noqa: S608 - our own words only
        f" FROM journal_entry WHERE stream = {stream})"
    )


def moments(brought: str | None) -> list[tuple[str, datetime]]:
    """The kind and the instant of each entry of the stream, in order; without bodies, for pages that need none."""
    return [(kind, datetime.fromisoformat(at)) for kind, at in orjson.loads(brought or "[]")]


def entries_after(position: int, *, limit: int) -> list[Entry]:
    """The next entries of the whole house behind a position, in order of position."""
    return [entry_of(row) for row in rows_after(position, limit=limit)]


def rows_after(position: int, *, limit: int) -> list[Row]:
    """Like `entries_after`, as they are kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM journal_entry WHERE position > %s ORDER BY position LIMIT %s",  # noqa: S608 - our own words only
            [position, limit],
        )
        return [Row(*row) for row in cursor.fetchall()]


def last_position() -> int:
    """The position of the last entry of the house; 0 when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(position), 0) FROM journal_entry")
        (position,) = cursor.fetchone()
    return int(position)


def rows_of_stream(stream: str, *, since: int, upto: int) -> list[Row]:
    """The entries of a stream from position `since` up to position `upto`, both with, as they are kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM journal_entry"  # noqa: S608 - our own words only
            " WHERE stream = %s AND position >= %s AND position <= %s ORDER BY sequence",
            [stream, since, upto],
        )
        return [Row(*row) for row in cursor.fetchall()]
