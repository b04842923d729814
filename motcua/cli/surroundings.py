"""What a command finds when it begins: the house made ready, whatever state its folder was in."""

import functools
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ParamSpec, TypeVar

import click

from motcua.cli.commands import THE_ANSWER_IS_NO, THE_CALL_WAS_WRONG
from motcua.config import startup

__all__ = ["THE_ANSWER_IS_NO", "THE_CALL_WAS_WRONG", "in_house", "progress", "tell"]

P = ParamSpec("P")
T = TypeVar("T")


def in_house(command: Callable[P, T]) -> Callable[P, T]:
    """The command finds the server running, the tables current and the seeds planted; afterwards all is left tidily.

    On an empty MOTCUA_HOME this makes everything. Put it closest to the function, below click's own decorators.
    """

    @functools.wraps(command)
    def prepared(*args: P.args, **kwargs: P.kwargs) -> T:
        signal.signal(signal.SIGTERM, _leave)
        with startup.house(tell):
            return command(*args, **kwargs)

    return prepared


def tell(line: str) -> None:
    """Says what is being waited for, beside the answer and not in it."""
    click.echo(line, err=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar beside the answer, as long as somebody looks."""
    with click.progressbar(length=0, label=label, file=sys.stderr) as bar:

        def told(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield told


def _leave(number: int, _frame: FrameType | None) -> None:
    """A polite kill lets the command leave the database tidily, like any other end."""
    sys.exit(128 + number)
