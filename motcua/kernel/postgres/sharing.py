"""Who uses a server: kept by the kernel in file locks, which no killed process can leave behind."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from motcua.kernel.postgres.types import Telling
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

_LOOK_SECONDS = 0.01


class Sharing:
    """One process's share in a server: one file is held alone while starting or stopping, one together by all users."""

    def __init__(self, *, starting: Path, users: Path) -> None:
        self._starting = starting
        self._users = users
        self._descriptor: int | None = None
        self._taken_by = 0

    @property
    def held(self) -> bool:
        """Whether this very process has a share. A child made by `fork` has none of its own."""
        return self._descriptor is not None and self._taken_by == os.getpid()

    @contextlib.contextmanager
    def turn(self, telling: Telling) -> Iterator[None]:
        """Waits for the turn to start or stop the server; one process of the machine has it at a time."""
        descriptor = _opened(self._starting)
        try:
            while not _got(descriptor, fcntl.LOCK_EX):
                telling(in_words(_("Another process is starting or stopping the database; waiting for it.")))
                time.sleep(_LOOK_SECONDS)
            yield
        finally:
            os.close(descriptor)

    def take(self) -> None:
        """Becomes a user. Only during one's turn."""
        self._descriptor = _opened(self._users)
        self._taken_by = os.getpid()
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def give_back(self) -> None:
        """Is no user any more; children made by `fork`, which share the descriptor, are none either."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = None

    def alone(self) -> bool:
        """Whether nobody else is a user. Only during one's turn, when nobody can become one."""
        if self._descriptor is None:
            raise RuntimeError("Only a user may ask who else is one.")
        try:
            return _got(self._descriptor, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)  # a failed change of a lock has dropped it


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _got(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
