"""What crosses the journal's door: entries and heads, kinds with their versions, readers, request keys, findings.

`StreamColumns` is an abstract model, so this module is imported once Django's applications are known (from a room's
`models`, `types`, or its `AppConfig.ready`).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, ClassVar, Self

from django.db import models

from motcua.kernel.timestamps import StampReading
from motcua.kernel.types import Actor

MOST_ENTRIES_OF_A_UNIT = 1_000


@dataclass(frozen=True, slots=True)
class StreamHead:
    """Where a stream stands: its last sequence (0 = no entry yet), the digest and the legal time of its last entry."""

    stream: str
    sequence: int = 0
    digest: bytes = b""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One move, as readers see it.

    `at` is its legal time, `recorded_at` when it was written. `version` is the one it was written in; `body` has been
    lifted to the current version of its kind.
    """

    position: int
    stream: str
    sequence: int
    at: datetime
    recorded_at: datetime
    actor: Actor
    kind: str
    version: int
    body: Mapping[str, Any]
    digest: bytes


@dataclass(frozen=True, slots=True)
class RequestKey:
    """Names one press of a button. `key` is made when the form is shown; `digest` covers what is asked.

    The same key with the same digest gets the first answer again; with another digest it is refused.
    """

    key: str
    digest: bytes

    @classmethod
    def of(cls, key: str, request: Mapping[str, object]) -> Self:
        """The key with the digest of the request, whose values are plain, dates or instants."""
        text = json.dumps(request, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_dated)
        return cls(key=key, digest=sha256(text.encode()).digest())


def _dated(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A request is made of plain values, not of {type(value).__name__}.")


class StreamColumns(models.Model):
    """The head of a stream, in the very row that a command locks before it moves the stream.

    The stream of a row is `<stream_prefix>/<value of stream_key>`, or the bare key without a prefix. `motcua journal
    verify` compares every row of every model built on this with the entries, so that a removed last entry, or a whole
    removed stream, is found.
    """

    stream_prefix: ClassVar[str]
    stream_key: ClassVar[str] = "pk"

    stream_sequence = models.BigIntegerField(default=0, editable=False)
    stream_digest = models.BinaryField(default=b"", editable=False)
    stream_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def stream(self) -> str:
        """The name of this row's stream. The row must have its key already."""
        key = getattr(self, self.stream_key)
        if key is None:
            raise ValueError("A row needs its key before it has a stream.")
        return f"{self.stream_prefix}/{key}" if self.stream_prefix else str(key)

    @property
    def head(self) -> StreamHead:
        """Where the stream stands according to this row."""
        return StreamHead(self.stream, self.stream_sequence, bytes(self.stream_digest), self.stream_at)

    def with_head(self, head: StreamHead) -> Self:
        """Takes over the advanced head; the command saves the row."""
        if head.stream != self.stream:
            raise ValueError(f"The head of {head.stream} does not belong to {self.stream}.")
        self.stream_sequence, self.stream_digest, self.stream_at = head.sequence, head.digest, head.at
        return self


HEAD_COLUMNS = ("stream_sequence", "stream_digest", "stream_at")


# --- kinds ----------------------------------------------------------------------------------------------------------

Body = Mapping[str, Any]
Lift = Callable[[Body], Body]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. `version` is the current one of its body; `lifts[n]` is the pure function from n to n + 1.

    Bodies once released are never rewritten: `tests/golden/<kind>/<version>.json` keeps an entry of each.
    """

    name: str
    version: int = 1
    lifts: Mapping[int, Lift] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.name or self.version < 1:
            raise ValueError("A kind has a name and a version from 1 on.")
        if sorted(self.lifts) != list(range(1, self.version)):
            raise ValueError(f"{self.name}: every version before {self.version} needs its lift.")


_KINDS: dict[str, Kind] = {}


def declare_kinds(*kinds: Kind) -> None:
    """Makes the room's kinds of entries known; called once, where the room names its events. Names are unique."""
    for kind in kinds:
        if _KINDS.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"The kind {kind.name!r} is declared twice.")


def declared_kinds() -> Mapping[str, Kind]:
    """All kinds of the house."""
    return dict(_KINDS)


def current_version(kind: str) -> int:
    """The version in which bodies of this kind are written today. Raises LookupError for an undeclared kind."""
    if kind not in _KINDS:
        raise LookupError(f"The kind {kind!r} is not declared (journal.types.declare_kinds).")
    return _KINDS[kind].version


def lifted(kind: str, version: int, body: Body) -> Body:
    """The body as the current version of its kind would say it.

    Raises LookupError for an undeclared kind or a version newer than this house knows.
    """
    current = current_version(kind)
    if not 1 <= version <= current:
        raise LookupError(f"{kind} has version {version}; this house knows up to {current}.")
    for step in range(version, current):
        body = _KINDS[kind].lifts[step](body)
    return body


# --- seals and what verification finds ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seal:
    """Covers the entries with `after < position <= upto`, and the seal before it. Kept outside the house it proves
    what the journal was at `sealed_at`; beside the data it proves nothing.

    `token` is the RFC 3161 time stamp over `digest`, by which an authority outside vouches that the seal was there;
    empty without one. A seal is the same seal with it and without.
    """

    number: int
    after: int
    upto: int
    entries: int
    sealed_at: datetime
    previous: bytes
    digest: bytes
    token: bytes = field(default=b"", compare=False)

    def written(self) -> str:
        """The seal as a small JSON text, to be kept elsewhere."""
        stamp = {"time_stamp": b64encode(self.token).decode()} if self.token else {}
        return json.dumps(
            {
                "number": self.number,
                "after": self.after,
                "upto": self.upto,
                "entries": self.entries,
                "sealed_at": self.sealed_at.isoformat(),
                "previous": self.previous.hex(),
                "digest": self.digest.hex(),
            }
            | stamp,
            indent=1,
        )

    @classmethod
    def read(cls, text: str) -> Self:
        """The seal back from its text. Raises ValueError when it is none."""
        try:
            parts = json.loads(text)
            return cls(
                number=int(parts["number"]),
                after=int(parts["after"]),
                upto=int(parts["upto"]),
                entries=int(parts["entries"]),
                sealed_at=datetime.fromisoformat(parts["sealed_at"]),
                previous=bytes.fromhex(parts["previous"]),
                digest=bytes.fromhex(parts["digest"]),
                token=b64decode(parts.get("time_stamp", ""), validate=True),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError("This is not a seal.") from error


class Flaw(StrEnum):
    """What is wrong with the journal."""

    CHANGED = "changed"
    """The entry does not follow from the one before it: one of the two was altered."""

    MISSING = "missing"
    """Entries are gone."""

    OUT_OF_ORDER = "out_of_order"
    """The entry stands at an earlier position than the one before it in its stream."""

    ADDED = "added"
    """The entry lies behind the end that the stream's row knows."""

    END_DIFFERS = "end_differs"
    """The stream's row knows another last entry: it was altered together with its digest."""

    NOBODYS = "nobodys"
    """No row holds this stream."""

    SEAL_BROKEN = "seal_broken"
    """The entries under the seal are not those that were sealed."""

    SEAL_REPLACED = "seal_replaced"
    """The seal in the house is not the one that was kept elsewhere, or does not follow from the seal before it."""

    SEAL_GONE = "seal_gone"
    """The house does not have a seal that was kept elsewhere, or that its other seals follow from."""

    SEAL_STAMP_FALSE = "seal_stamp_false"
    """The time stamp beside the seal is not over this seal, or was altered."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw: which entries (`sequence` to `last_sequence` of `stream`) or which `seal`, and what seals cover it.

    Of entries that are gone, `covered_by` are the broken seals under which they may have lain.
    """

    flaw: Flaw
    stream: str = ""
    sequence: int = 0
    last_sequence: int = 0
    position: int | None = None
    kind: str = ""
    seal: int | None = None
    covered_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StampedSeal:
    """A seal that bears a time stamp. `reading` is None in a house that has no authority to read it with."""

    seal: int
    reading: StampReading | None


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of looking through the whole journal. `sealed_upto` is the last position under a seal that holds."""

    streams: int
    entries: int
    findings: tuple[Finding, ...]
    seals_that_hold: tuple[int, ...]
    seals_broken: tuple[int, ...]
    last_position: int
    sealed_upto: int
    more_findings: int = 0
    stamps: tuple["StampedSeal", ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


# --- readers --------------------------------------------------------------------------------------------------------


class OnBadEntry(StrEnum):
    """What a reader does with an entry it cannot digest. A lost connection is never a bad entry."""

    STOP = "stop"
    """It waits before that entry, and says so; what it has read so far stays right."""

    PARK = "park"
    """Only the stream of that entry waits, until it is retried; all others go on."""

    SKIP = "skip"
    """It is passed over once and for all, and reported."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Follows the journal entry by entry, each exactly once, in order of position.

    `handle` gets a batch and writes to the reader's own tables, in the transaction that moves its checkpoint; it speaks
    to nobody outside. `clear` empties those tables: a reader that has it can be rebuilt from zero, and must have no
    other output. A reader whose rows lead to speaking outward (`speaks_outward`) begins at the end of the journal on
    the day it is installed, so that nobody is told old news.
    """

    name: str
    handle: Callable[[Sequence[Entry]], None]
    on_bad_entry: OnBadEntry
    clear: Callable[[], None] | None = None
    speaks_outward: bool = False
    batch: int = 500

    def __post_init__(self) -> None:
        if self.batch < 1:
            raise ValueError("A batch holds at least one entry.")
        if self.clear is not None and self.speaks_outward:
            raise ValueError("A reader that speaks outward cannot be rebuilt: it would say everything twice.")


_READERS: dict[str, Reader] = {}


def register(reader: Reader) -> None:
    """Makes a reader known; called once by its room's `AppConfig.ready`. Names are unique."""
    if _READERS.setdefault(reader.name, reader) is not reader:
        raise ValueError(f"The reader {reader.name!r} is registered twice.")


def registered(name: str) -> Reader:
    """The reader of that name. Raises LookupError."""
    if name not in _READERS:
        raise LookupError(f"There is no reader {name!r}.")
    return _READERS[name]


def readers() -> Sequence[Reader]:
    """All readers of the house, by name."""
    return [_READERS[name] for name in sorted(_READERS)]
