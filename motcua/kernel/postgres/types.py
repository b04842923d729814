"""What the embedded server's callers may name."""

import time
from collections.abc import Callable

Progress = Callable[[str], None]
"""Is told, in one plain English line, what is being waited for. Called again and again while it lasts."""

_TELL_SECONDS = 0.5
_PAUSE_SECONDS = 1.0


class NoDatabaseError(Exception):
    """There is no database and none can be started; the message says why and what to do about it."""


class Telling:
    """Passes on what is being waited for, twice a second, once the wait has lasted long enough to be noticed.

    Called again and again during a wait; a pause between calls means that another wait has begun.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began = self._called = self._told = 0.0

    def __call__(self, line: str) -> None:
        """Passes this line on if it is time to."""
        now = time.monotonic()
        if now - self._called > _PAUSE_SECONDS:
            self._began = now
        self._called = now
        if now - max(self._began, self._told) >= _TELL_SECONDS:
            self.at_once(line)

    def at_once(self, line: str) -> None:
        """Passes this line on in any case."""
        self._told = time.monotonic()
        self._progress(line)


def silent(_line: str) -> None:
    """A progress that tells nobody."""
