"""The clock on the wall of a story that is told at its own instants.

The journal notes when something is written down by the machine's clock, and the doors refuse what is not of now. A
story of March is written down in March: unless it says otherwise, at the very instant at which each of its units acts.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

import pytest

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor


def recording_then(
    *, actor: Actor, at: datetime, key: RequestKey | None = None, recorded_at: datetime | None = None
) -> AbstractContextManager[Unit]:
    """`recording`, written down when it happens."""
    return recording(actor=actor, at=at, key=key, recorded_at=recorded_at or at)


@contextmanager
def wall_of_the_story() -> Iterator[None]:
    """For as long as this lasts every room writes down when it happens."""
    with pytest.MonkeyPatch.context() as patch:
        for module in list(sys.modules.values()):
            name = getattr(module, "__name__", "")
            if name.startswith("motcua.") and name != __name__ and vars(module).get("recording") is recording:
                patch.setattr(module, "recording", recording_then)
        yield
