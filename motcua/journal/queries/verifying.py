"""Looking through the whole journal: every stream from its first entry to the end its row knows, then every seal.

Streams are compared with the digests in them (an altered, removed, swapped or inserted entry), with the rows that hold
them (a removed end) and seals with the positions they cover (altered together with all digests; a cut-off tail). Only a
seal that was kept elsewhere stands against somebody who can rewrite the whole database; pass it as `kept_elsewhere`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Field

from motcua.journal.queries.reading import COLUMNS, Row, last_position
from motcua.journal.queries.sealed import covered, seals
from motcua.journal.rules import chain
from motcua.journal.types import Finding, Flaw, Seal, StampedSeal, StreamColumns, Verification
from motcua.kernel.timestamps import StampTrust, TimeStamper, stamper

_AT_ONCE = 2_000
_MOST_FINDINGS = 1_000


def verify(*, kept_elsewhere: Sequence[Seal] = ()) -> Verification:
    """Recomputes every digest and every seal, in one snapshot of the database and with little memory.

    `kept_elsewhere` are seals that left the house; where the house has another one of that number, theirs is believed.
    At most the first thousand findings are listed, the rest are counted.
    """
    authority = stamper()
    with _one_snapshot():
        last = last_position()
        checked_seals = _checked_seals(kept_elsewhere, authority)
        streams = _Streams(checked_seals)
        streams.look_through()
    findings = [*streams.findings, *(finding for checked in checked_seals for finding in checked.findings)]
    holding = [checked.seal for checked in checked_seals if checked.holds]
    return Verification(
        streams=streams.streams,
        entries=streams.entries,
        findings=tuple(findings),
        more_findings=streams.more_findings,
        seals_that_hold=tuple(seal.number for seal in holding),
        seals_broken=tuple(checked.seal.number for checked in checked_seals if not checked.holds),
        last_position=last,
        sealed_upto=max((seal.upto for seal in holding), default=0),
        stamps=tuple(stamp for checked in checked_seals for stamp in checked.stamps),
    )


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """All statements see the same state. Within somebody's transaction that state is his."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


# --- seals ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _CheckedSeal:
    seal: Seal
    holds: bool
    findings: tuple[Finding, ...]
    stamps: tuple[StampedSeal, ...]


def _checked_seals(kept_elsewhere: Sequence[Seal], authority: TimeStamper | None) -> list[_CheckedSeal]:
    own = {seal.number: seal for seal in seals()}
    outside = {seal.number: seal for seal in kept_elsewhere}
    before: Seal | None = None
    checked: list[_CheckedSeal] = []
    for number in sorted(own.keys() | outside.keys()):
        seal = outside.get(number, own.get(number))
        assert seal is not None  # noqa: S101 - the number comes from one of the two
        flaws: list[Flaw] = []
        if number not in own:
            flaws.append(Flaw.SEAL_GONE)
        elif own[number] != seal or not _follows(seal, before):
            flaws.append(Flaw.SEAL_REPLACED)
        whole = _as_sealed(seal)
        if not whole:
            flaws.append(Flaw.SEAL_BROKEN)
        stamps = _stamps(seal, own.get(number), authority)
        if any(stamp.reading is not None and stamp.reading.trust is StampTrust.FALSE for stamp in stamps):
            flaws.append(Flaw.SEAL_STAMP_FALSE)
        gone = range(before.number + 1 if before else 1, number)
        findings = [Finding(Flaw.SEAL_GONE, seal=missing) for missing in gone]
        findings += [Finding(flaw, seal=number) for flaw in flaws]
        checked.append(
            _CheckedSeal(seal, holds=whole and Flaw.SEAL_REPLACED not in flaws, findings=tuple(findings), stamps=stamps)
        )
        before = seal
    return checked


def _stamps(seal: Seal, own: Seal | None, authority: TimeStamper | None) -> tuple[StampedSeal, ...]:
    """What the time stamps say, of this seal: the one kept elsewhere with it, and the house's own."""
    tokens = dict.fromkeys(token for token in (seal.token, own.token if own is not None else b"") if token)
    return tuple(
        StampedSeal(seal.number, None if authority is None else authority.read(token, seal.digest)) for token in tokens
    )


def _follows(seal: Seal, before: Seal | None) -> bool:
    if before is None:
        return seal.number > 1 or (seal.previous == b"" and seal.after == 0)
    if seal.number != before.number + 1:
        return True  # the one between is reported as gone
    return seal.previous == before.digest and seal.after == before.upto


def _as_sealed(seal: Seal) -> bool:
    fold = chain.SealFold(number=seal.number, previous=seal.previous, after=seal.after)
    for position, recorded_at, digest in covered(seal.after, seal.upto):
        fold.cover(position=position, recorded_at=recorded_at, digest=digest)
    return fold.entries == seal.entries and fold.digest(upto=seal.upto, sealed_at=seal.sealed_at) == seal.digest


# --- streams --------------------------------------------------------------------------------------------------------


class _End(NamedTuple):
    """What the row that holds a stream knows of its end."""

    stream: str
    sequence: int
    digest: bytes


class _Streams:
    """Walks all entries by stream and sequence beside the rows that hold the streams, in the same order."""

    def __init__(self, checked_seals: Sequence[_CheckedSeal]) -> None:
        self._bounds = [checked.seal.upto for checked in checked_seals]
        self._seals = checked_seals
        self.findings: list[Finding] = []
        self.more_findings = 0
        self.streams = 0
        self.entries = 0

    def look_through(self) -> None:
        ends = _ends()
        end = next(ends, None)
        for stream, rows in _by_stream():
            while end is not None and end.stream < stream:
                self._whole_stream_missing(end)
                end = next(ends, None)
            mine = None
            if end is not None and end.stream == stream:
                mine, end = end, next(ends, None)
            self._stream(stream, rows, mine)
        while end is not None:
            self._whole_stream_missing(end)
            end = next(ends, None)

    def _whole_stream_missing(self, end: _End) -> None:
        self.streams += 1
        self._found(Finding(Flaw.MISSING, end.stream, 1, end.sequence), between=(0, None))

    def _stream(self, stream: str, rows: Iterator[Row], end: _End | None) -> None:
        self.streams += 1
        before: Row | None = None
        for row in rows:
            self.entries += 1
            self._entry(row, before)
            if end is not None and row.sequence > end.sequence:
                self._found(_about(Flaw.ADDED, row), at=row.position)
            before = row
        assert before is not None  # noqa: S101 - a stream comes from its rows
        if end is None:
            self._found(replace(_about(Flaw.NOBODYS, before), sequence=1), at=before.position)
        elif before.sequence < end.sequence:
            self._found(
                Finding(Flaw.MISSING, stream, before.sequence + 1, end.sequence), between=(before.position, None)
            )
        elif before.sequence == end.sequence and before.digest != end.digest:
            self._found(_about(Flaw.END_DIFFERS, before), at=before.position)

    def _entry(self, row: Row, before: Row | None) -> None:
        sequence, position, digest = (before.sequence, before.position, before.digest) if before else (0, 0, b"")
        if row.position < position:
            self._found(_about(Flaw.OUT_OF_ORDER, row), at=row.position)
        if row.sequence <= sequence:  # only where the unique constraint was taken away
            self._found(_about(Flaw.ADDED, row), at=row.position)
        elif row.sequence != sequence + 1:
            # Without the digest before it nothing can be said about this entry itself.
            self._found(
                Finding(Flaw.MISSING, row.stream, sequence + 1, row.sequence - 1), between=(position, row.position)
            )
        elif _digest_of(row, digest) != row.digest:
            self._found(_about(Flaw.CHANGED, row), at=row.position)

    def _found(self, finding: Finding, *, at: int | None = None, between: tuple[int, int | None] | None = None) -> None:
        if len(self.findings) >= _MOST_FINDINGS:
            self.more_findings += 1
            return
        if between is None:
            covering = self._seals_over(at or 0, at)
        else:  # of a missing entry only the neighbours are known; a seal that holds did not cover it
            covering = [checked for checked in self._seals_over(between[0] + 1, between[1]) if not checked.holds]
        self.findings.append(replace(finding, covered_by=tuple(checked.seal.number for checked in covering)))

    def _seals_over(self, first: int, last: int | None) -> list[_CheckedSeal]:
        """The seals that cover a position from `first` to `last` (to the end without it)."""
        rest = self._seals[bisect_left(self._bounds, first) :]
        return [checked for checked in rest if last is None or checked.seal.after < last]


def _about(flaw: Flaw, row: Row) -> Finding:
    return Finding(flaw, row.stream, row.sequence, row.sequence, row.position, row.kind)


def _digest_of(row: Row, previous: bytes) -> bytes:
    return chain.entry_digest(
        previous=previous,
        stream=row.stream,
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        kind=row.kind,
        version=row.version,
        body=row.body,
    )


def _by_stream() -> Iterator[tuple[str, Iterator[Row]]]:
    """Every stream with its entries in order; the entries of one must be read before the next is asked for."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM journal_entry ORDER BY stream, sequence")  # noqa: S608 - our own words
        rows = _rows(cursor)
        row = next(rows, None)
        while row is not None:
            following: list[Row] = []

            def one(first: Row, following: list[Row] = following) -> Iterator[Row]:
                yield first
                for other in rows:
                    if other.stream != first.stream:
                        following.append(other)
                        return
                    yield other

            yield row.stream, one(row)
            row = following[0] if following else None


def _rows(cursor: CursorWrapper) -> Iterator[Row]:
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from map(Row._make, rows)


def _ends() -> Iterator[_End]:
    """The ends of all streams as the rows that hold them know them, in order of the stream's name."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT stream, sequence, digest FROM ({_holders()}) h ORDER BY stream"  # noqa: S608 - names of our tables
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            for stream, sequence, digest in rows:
                yield _End(stream, sequence, bytes(digest))


def _holders() -> str:
    """One SELECT over every table whose rows hold a stream's head."""
    quoted = connection.ops.quote_name
    selects = []
    for model in apps.get_models():
        if not issubclass(model, StreamColumns):
            continue
        key = model._meta.pk if model.stream_key == "pk" else model._meta.get_field(model.stream_key)
        if not isinstance(key, Field) or key.column is None:
            raise TypeError(f"{model.__name__}.{model.stream_key} is no column, so it names no stream.")
        prefix = f"{model.stream_prefix}/" if model.stream_prefix else ""
        selects.append(
            f"SELECT ('{prefix}' || {quoted(key.column)}) COLLATE \"C\" AS stream,"  # noqa: S608 - names of our tables
            f" stream_sequence AS sequence, stream_digest AS digest"
            f" FROM {quoted(model._meta.db_table)} WHERE stream_sequence > 0"
        )
    return " UNION ALL ".join(selects)
