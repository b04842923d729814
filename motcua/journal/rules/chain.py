"""The bytes of an entry and the digests over them.

An entry's digest is SHA-256 over the digest before it in its stream and everything the entry says. Each part is framed
with its length, so that no two different entries have the same bytes under the digest. What only the house adds
(position, recorded_at) is covered by the seal.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from struct import Struct
from typing import Any

from motcua.kernel.types import Actor, ActorKind

_ENTRY_DOMAIN = b"motcua journal entry 1"
_SEAL_DOMAIN = b"motcua journal seal 1"
_LENGTH = Struct(">Q")
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))
_ACTORS_KEPT = 4_096


def written(body: Mapping[str, Any]) -> str:
    """The body as the journal keeps it: compact JSON in the order given, letters as they are.

    Raises TypeError or ValueError for anything that is not plain JSON (dates, decimals, NaN, half a surrogate pair):
    an entry must read the same for ever, so the room that writes it decides how its values are spelt.
    """
    _require_text_keys(body)
    text = _ENCODER.encode(body)
    text.encode()
    return text


def read(text: str) -> dict[str, Any]:
    """The body back from the kept text."""
    body = json.loads(text)
    if not isinstance(body, dict):
        raise TypeError("The body of an entry is an object.")
    return body


@lru_cache(maxsize=_ACTORS_KEPT)
def actor_written(actor: Actor) -> str:
    """The actor as the journal keeps it: keys only, absent ones left out."""
    parts: dict[str, Any] = {"kind": str(actor.kind), "key": actor.key}
    for name in ("post_id", "agency_id", "on_behalf_of"):
        value = getattr(actor, name)
        if value is not None:
            parts[name] = value
    return written(parts)


def actor_read(text: str) -> Actor:
    """The actor back from the kept text."""
    parts = json.loads(text)
    return Actor(
        kind=ActorKind(parts["kind"]),
        key=parts["key"],
        post_id=parts.get("post_id"),
        agency_id=parts.get("agency_id"),
        on_behalf_of=parts.get("on_behalf_of"),
    )


def instant_written(instant: datetime) -> str:
    """A local instant to the microsecond, as it stands under every digest.

    >>> instant_written(datetime(2026, 2, 13, 16, 20))
    '2026-02-13T16:20:00.000000'
    """
    if instant.tzinfo is not None:
        raise ValueError("Instants inside the house are local and carry no zone.")
    return instant.isoformat(timespec="microseconds")


def framed(*parts: bytes) -> bytes:
    """The parts in order, each behind its length: readable in one way only."""
    pieces: list[bytes] = []
    for part in parts:
        pieces.append(_LENGTH.pack(len(part)))
        pieces.append(part)
    return b"".join(pieces)


def entry_digest(
    *, previous: bytes, stream: str, sequence: int, at: datetime, actor: str, kind: str, version: int, body: str
) -> bytes:
    """The digest of one entry. `previous` is that of the entry before in its stream (empty for the first);
    `actor` and `body` are the kept texts, byte for byte."""
    return sha256(
        framed(
            _ENTRY_DOMAIN,
            previous,
            stream.encode(),
            str(sequence).encode(),
            instant_written(at).encode(),
            actor.encode(),
            kind.encode(),
            str(version).encode(),
            body.encode(),
        )
    ).digest()


class SealFold:
    """The digest of one seal, entry by entry in order of position, so that any number of entries needs no memory.

    It covers the seal before it, the seal's own number and bounds, and of each entry its position, the time it was
    recorded and its digest; through the digest, all that the entry says.
    """

    def __init__(self, *, number: int, previous: bytes, after: int) -> None:
        self._sum = sha256(framed(_SEAL_DOMAIN, str(number).encode(), previous, str(after).encode()))
        self.entries = 0

    def cover(self, *, position: int, recorded_at: datetime, digest: bytes) -> None:
        """Takes in the next entry."""
        self._sum.update(framed(str(position).encode(), instant_written(recorded_at).encode(), digest))
        self.entries += 1

    def digest(self, *, upto: int, sealed_at: datetime) -> bytes:
        """The digest over what was taken in so far."""
        self._sum.update(
            framed(b"", str(upto).encode(), str(self.entries).encode(), instant_written(sealed_at).encode())
        )
        return self._sum.digest()


def _require_text_keys(value: object) -> None:
    if isinstance(value, dict):  # all that the encoder takes for an object
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A key in an entry is text, not {key!r}.")
            _require_text_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _require_text_keys(inner)
