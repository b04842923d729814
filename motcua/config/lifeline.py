"""A child that must not outlive its parent holds one end of a pipe: however the parent went, the child then ends."""

import os
import signal
import threading
from collections.abc import MutableMapping
from contextlib import suppress

_VARIABLE = "MOTCUA_LIFELINE"


def let_go(environment: MutableMapping[str, str]) -> tuple[int, int]:
    """Makes the pipe and names it to the child; returns the child's end and the parent's."""
    for_child, for_parent = os.pipe()
    environment[_VARIABLE] = str(for_child)
    return for_child, for_parent


def hold() -> None:
    """In the child: ends this process, as if asked to, once its parent is gone. Without a parent it does nothing."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        threading.Thread(target=_wait, args=(int(named),), daemon=True, name="lifeline").start()


def _wait(descriptor: int) -> None:
    with suppress(OSError):  # the name was inherited without the pipe: this is no child of that parent
        if os.read(descriptor, 1) == b"":
            os.kill(os.getpid(), signal.SIGTERM)
