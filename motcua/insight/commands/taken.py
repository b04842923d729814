"""What ended dossiers took, one narrow row each, so that a province is summed without opening a dossier.

The minutes are counted by the heart when the journal tells of an ending. A row says what holds for its dossier now,
however often and in whatever order it is told of.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date

from motcua.dossier import queries as dossier
from motcua.dossier.queries import Ending
from motcua.insight import models
from motcua.journal.types import Entry, OnBadEntry, Reader

_DOSSIER, _CALENDAR = "dossier/", "calendar/"
_TELLING = frozenset(
    {"dossier.completed", "dossier.stopped", "dossier.closed_unanswered", "dossier.imported", "dossier.voided"}
)
"""The kinds of entry with which a dossier ends, or turns out to have been a mistake."""
_DAYS_ENTERED, _CALENDAR_PUBLISHED = "worktime.days_entered", "worktime.calendar_published"


def follow_endings(entries: Sequence[Entry]) -> None:
    """Notes what the dossiers took that ended in this batch; counts anew those whose calendar changed behind them."""
    told = {int(entry.stream.removeprefix(_DOSSIER)) for entry in entries if entry.kind in _TELLING}
    note_ended(told)
    for entry in entries:
        since = _changed_since(entry)
        if since is not None:
            _write(dossier.endings_counted_by(entry.stream.removeprefix(_CALENDAR), since=since))


def note_ended(dossier_ids: Collection[int]) -> None:
    """Notes what those of these dossiers took that have ended, and forgets the others. Four statements."""
    if not dossier_ids:
        return
    found = dossier.endings(dossier_ids)
    models.Taken.objects.filter(dossier_id__in=set(dossier_ids) - {one.dossier_id for one in found}).delete()
    _write(found)


def _write(endings: Iterable[Ending]) -> None:
    rows = [models.Taken(**asdict(one)) for one in endings]
    models.Taken.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["dossier_id"],
        update_fields=["procedure_code", "agency_id", "ended_on", "refused", "supplemented", "late", "minutes"],
    )


def _changed_since(entry: Entry) -> date | None:
    """From which day an entry changes a calendar; None where it changes none."""
    if entry.kind == _CALENDAR_PUBLISHED:
        return date.fromisoformat(entry.body["reach"]["first"])
    if entry.kind != _DAYS_ENTERED:
        return None
    changed = [*entry.body["entered"], *entry.body["withdrawn"]]
    return min((date.fromisoformat(one["day"]) for one in changed), default=None)


def _clear() -> None:
    models.Taken.objects.all().delete()


TAKEN = Reader(name="insight.taken", handle=follow_endings, on_bad_entry=OnBadEntry.STOP, clear=_clear)
