"""The port: what every store can do, and how it says that it cannot."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol

from motcua.papers.store.types import Kept

CHUNK_BYTES = 256 * 1024
DERIVED = "."
"""Stands in a key between the digest of a file and the name of what was derived from it, such as a preview."""

_KEY = re.compile(r"[0-9a-f]{64}(\.[a-z0-9-]{1,32})?")


class NotKeptError(Exception):
    """There is nothing under this key."""


class StoreTroubleError(Exception):
    """The store cannot do it now (unreachable, refused, broken disk); the same may succeed later."""


class StoreFullError(StoreTroubleError):
    """There is no room left."""


class FileStore(Protocol):
    """Keeps bytes under keys: a file under its digest, what was derived from it under `digest.name`.

    Every method raises StoreTroubleError when the surroundings fail, and ValueError for what is no key.
    """

    def put(self, key: str, source: BinaryIO) -> None:
        """Writes the rest of `source` under the key, whole or not at all; durable when this returns.

        What is there already is replaced (it is the same content, or was damaged) and becomes young again. Raises
        StoreFullError.
        """

    def open(self, key: str, *, start: int = 0, end: int | None = None) -> BinaryIO:
        """The bytes from `start` up to, not including, `end` (at the least; `pieces` cuts). Raises NotKeptError."""

    def find(self, key: str) -> Kept | None:
        """Size and age of what lies under the key, if anything does."""

    def remove(self, key: str) -> None:
        """Removes the key and, of a digest, everything derived from it; nothing happens when it is not there."""

    def listing(self) -> Iterator[Kept]:
        """Every key, in order, derived ones too."""

    def tidy(self, *, before: datetime) -> int:
        """Removes what writing left half done before that instant; answers how many."""

    def examine(self) -> None:
        """Returns when the store can be used. Raises StoreTroubleError."""


def checked(key: str) -> str:
    """The key, or ValueError: what is no key must never become a path."""
    if _KEY.fullmatch(key) is None:
        raise ValueError("This is not a key of the file store.")
    return key


def digest_of(key: str) -> str:
    """The digest of the file that the key names or is derived from."""
    return key.partition(DERIVED)[0]


def is_derived(key: str) -> bool:
    """Whether the key names something that can be made again from a file."""
    return DERIVED in key


class Pieces(Iterator[bytes]):
    """The next `count` bytes piece by piece; closes the file at their end, or when it is closed before.

    Whoever was to read may go away before the first piece: a web server then closes what it was given. Raises
    StoreTroubleError when the file ends too early.
    """

    def __init__(self, file: BinaryIO, count: int) -> None:
        self._file = file
        self._left = count

    def __next__(self) -> bytes:
        if not self._left:
            self.close()
            raise StopIteration
        piece = self._file.read(min(CHUNK_BYTES, self._left))
        if not piece:
            self.close()
            raise StoreTroubleError("A file is shorter than its row says.")
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Nothing more is read."""
        self._file.close()
