"""What the embedded server's callers may name."""

from collections.abc import Callable

Progress = Callable[[str], None]
"""Is told, in one plain English line, what is being waited for. Called again and again while it lasts."""


class DatabaseUnavailable(Exception):
    """There is no database and none can be started; the message says why and what to do about it."""


def silent(_line: str) -> None:
    """A progress that tells nobody."""
