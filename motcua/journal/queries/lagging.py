"""How far behind the readers are."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from motcua.journal.models import Checkpoint, ParkedStream, SkippedEntry
from motcua.journal.types import readers

_COUNTED_AT_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Lag:
    """One reader's distance to the end of the journal.

    `behind` is counted up to 100,000. `waiting_since` is when the oldest unread entry was written. A reader that waits
    before a bad entry has `stopped_before` and `trouble`. `installed` is False when it has never run.
    """

    reader: str
    installed: bool
    position: int
    behind: int
    waiting_since: datetime | None
    stopped_before: int | None
    trouble: str
    parked: int
    skipped: int


def lag() -> list[Lag]:
    """All registered readers, by name."""
    checkpoints = Checkpoint.objects.in_bulk()
    return [_lag_of(reader.name, checkpoints.get(reader.name)) for reader in readers()]


def _lag_of(name: str, checkpoint: Checkpoint | None) -> Lag:
    position = checkpoint.position if checkpoint else 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(recorded_at) FROM"
            " (SELECT recorded_at FROM journal_entry WHERE position > %s ORDER BY position LIMIT %s) unread",
            [position, _COUNTED_AT_MOST],
        )
        behind, since = cursor.fetchone()
    return Lag(
        reader=name,
        installed=checkpoint is not None,
        position=position,
        behind=behind,
        waiting_since=since,
        stopped_before=checkpoint.stopped_before if checkpoint else None,
        trouble=checkpoint.trouble if checkpoint else "",
        parked=ParkedStream.objects.filter(reader=name).count(),
        skipped=SkippedEntry.objects.filter(reader=name).count(),
    )
