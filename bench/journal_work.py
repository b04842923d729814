"""The work that `bench_journal` has done in processes of their own, with Django set up."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import psycopg

from bench import turns
from motcua.journal import commands, queries
from motcua.journal.commands import recording
from motcua.journal.commands.units import JOURNAL_LOCK
from motcua.journal.models import Stream
from motcua.journal.types import Kind, OnBadEntry, Reader, declare_kinds, register
from motcua.kernel import numbers
from motcua.kernel.types import system

AT = datetime(2026, 2, 13, 9, 0)
KIND = "bench.moved"
BODY = {"step": "appraise", "officer": 118, "due": "2026-02-20T17:00", "basis": ["2026-02-13", "5 working_day"]}
WRITTEN_BODY = json.dumps(BODY, separators=(",", ":"))
WARM_UP = 20
BATCH = 1_000
STREAMS = 10

declare_kinds(Kind(KIND))


def main(words: list[str]) -> None:
    """`readers ENTRIES`, or `HOW NUMBER` for one writer."""
    if words[0] == "readers":
        print(json.dumps(readers(int(words[1]))))
        return
    turn = {"ours": ours, "by_hand": by_hand, "numbers": drawing}[words[0]](int(words[1]))
    turns.take(turn, warm_up=WARM_UP)


def ours(number: int) -> Iterator[None]:
    """A unit of work that moves one stream, as commands do it."""
    while True:
        with recording(actor=system("bench"), at=AT) as unit:
            unit.append_named(f"bench/ours/{number}", kind=KIND, version=1, body=BODY)
        yield


def by_hand(number: int) -> Iterator[None]:
    """The same rows and the same lock, written by hand."""
    stream, digest = f"bench/by-hand/{number}", b"x" * 32
    with psycopg.connect(os.environ["MOTCUA_DATABASE_URL"]) as connection:
        while True:
            locked = connection.execute(
                "INSERT INTO journal_stream AS s (name, stream_sequence, stream_digest) VALUES (%s, 0, '')"
                " ON CONFLICT (name) DO UPDATE SET stream_sequence = s.stream_sequence RETURNING stream_sequence",
                [stream],
            ).fetchone()
            sequence = locked[0] if locked else 0
            connection.execute(
                "UPDATE journal_stream SET stream_sequence = %s, stream_digest = %s, stream_at = %s WHERE name = %s",
                [sequence + 1, digest, AT, stream],
            )
            connection.execute(
                "WITH l AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))"
                " INSERT INTO journal_entry"
                " (position, stream, sequence, at, recorded_at, actor, kind, version, body, digest)"
                " SELECT nextval('journal_entry_position'), %s, %s, %s, %s, %s, %s, 1, %s, %s FROM l",
                [
                    JOURNAL_LOCK, stream, sequence + 1, AT, AT, '{"kind":"system","key":"bench"}', KIND, WRITTEN_BODY,
                    digest,
                ],
            )  # fmt: skip
            connection.commit()
            yield


def drawing(number: int) -> Iterator[None]:
    """One number of a series that everybody draws from."""
    while True:
        with recording(actor=system(f"bench-{number}"), at=AT):
            numbers.draw("bench")
        yield


def readers(entries: int) -> list[tuple[str, float]]:
    """Entries a second: written in big units, read, sealed, verified."""
    register(Reader("bench", lambda _entries: None, OnBadEntry.STOP))
    return [
        (
            "entries, a thousand to a unit of work",
            rate(lambda: sum(big_unit(number) for number in range(entries // BATCH))),
        ),
        ("entries read by a reader that does nothing", rate(lambda: commands.catch_up("bench"))),
        ("entries sealed", rate(sealed)),
        ("entries verified, with the seal", rate(lambda: queries.verify().entries)),
    ]


def big_unit(number: int) -> int:
    """As many entries as a unit of work may hold, in one stream."""
    with recording(actor=system("bench"), at=AT) as unit:
        stream, _ = Stream.objects.select_for_update().get_or_create(name=f"bench/big/{number % STREAMS}")
        head = stream.head
        for _ in range(BATCH):
            head = unit.append(head, kind=KIND, version=1, body=BODY)
        stream.with_head(head).save()
    return BATCH


def sealed() -> int:
    """Seals everything; how many entries that were."""
    seal = commands.seal(actor=system("bench"), at=AT)
    return 0 if seal is None else seal.entries


def rate(act: Callable[[], int]) -> float:
    """How many a second."""
    begun = time.perf_counter()
    done = act()
    return done / (time.perf_counter() - begun)
