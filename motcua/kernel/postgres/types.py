"""What the embedded server's callers may name."""

import time
from collections.abc import Callable

Progress = Callable[[str], None]
"""Is told, in one plain English line, what is being waited for. Called again and again while it lasts."""

_TELL_SECONDS = 0.5


class NoDatabaseError(Exception):
    """There is no database and none can be started; the message says why and what to do about it."""


class Telling:
    """Passes lines on to a progress, at most two in a second."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told = time.monotonic()

    def __call__(self, line: str) -> None:
        """Passes this line on, unless one was passed a moment ago."""
        if time.monotonic() - self._told >= _TELL_SECONDS:
            self.at_once(line)

    def at_once(self, line: str) -> None:
        """Passes this line on in any case."""
        self._told = time.monotonic()
        self._progress(line)


def silent(_line: str) -> None:
    """A progress that tells nobody."""
