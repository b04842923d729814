"""Setting the periods of a dossier's papers: when it is finished, and whenever something comes to it afterwards."""

from collections.abc import Sequence
from datetime import datetime

from motcua.archive import models
from motcua.archive.queries.periods import HOLDER, Period, files_of, period_of
from motcua.dossier import queries as dossier
from motcua.dossier.types import FinishedDossier
from motcua.journal.commands import recording
from motcua.journal.types import Entry, OnBadEntry, Reader
from motcua.kernel.types import system
from motcua.papers import commands as papers

KEEPER = system("archive")


def await_finished(entries: Sequence[Entry]) -> None:
    """Notes every finished dossier that an entry of the batch tells of; what kind of entry, does not matter."""
    told = {int(entry.stream.removeprefix(HOLDER)) for entry in entries if _of_a_dossier(entry.stream)}
    if told:
        since = entries[-1].recorded_at
        rows = [models.Awaited(dossier_id=one.dossier_id, since=since) for one in dossier.finished(told)]
        models.Awaited.objects.bulk_create(rows, ignore_conflicts=True)


def _of_a_dossier(stream: str) -> bool:
    return stream.startswith(HOLDER) and stream.removeprefix(HOLDER).isdecimal()


def forget_awaited() -> None:
    """Empties what the reader has noted, before it reads everything again."""
    models.Awaited.objects.all().delete()


AWAITING = Reader(name="archive.awaiting", handle=await_finished, on_bad_entry=OnBadEntry.SKIP, clear=forget_awaited)


def keep_awaited(awaited_id: int, at: datetime) -> None:
    """Sets the periods of one dossier that was noted; the act of the sweep."""
    with recording(actor=KEEPER, at=at):
        row = models.Awaited.objects.select_for_update().filter(id=awaited_id).first()
        if row is None:
            return
        for finished in dossier.finished([row.dossier_id]):
            keep_papers(finished, at=at)
        row.delete()


def keep_papers(finished: FinishedDossier, *, at: datetime) -> Period:
    """Sees to it that every file of a finished dossier is kept for its period, and answers that of the whole.

    A period is only ever made longer. What is in order already is not written again.
    """
    files = files_of(finished)
    period = period_of(finished, files)
    shorter = [file for file in files if file.stored.keep_until is None or file.stored.keep_until < file.until]
    in_list = models.Record.objects.filter(
        dossier_id=finished.dossier_id, keep_until__lt=period.until, destroyed_at__isnull=True
    )
    if not shorter and not in_list.exists():
        return period
    with recording(actor=KEEPER, at=at) as unit:
        for file in shorter:
            papers.retain_file(file.stored.id, retention=file.rule.key, until=file.until, unit=unit)
        in_list.update(keep_until=period.until, retention=period.retention)
    return period
