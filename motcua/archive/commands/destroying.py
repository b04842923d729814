"""Carrying a decision out: dossier by dossier, each in a unit of work of its own, each file with an entry."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from motcua.archive import entries, models
from motcua.archive.commands.closing import Progress
from motcua.archive.commands.keeping import KEEPER
from motcua.archive.queries.periods import KeptFile, Period, files_of, holder_of, period_of
from motcua.archive.types import Fate
from motcua.dossier import queries as dossier
from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Refusal, Refused
from motcua.papers import commands as papers
from motcua.papers import queries as registers
from motcua.papers.types import ResultState
from motcua.process import commands as process

_OF_A_SWEEP = 50
_NEXT_PASS = timedelta(microseconds=1)


def carry_out(destruction_id: int, *, at: datetime, progress: Progress | None = None) -> None:
    """Destroys what a decision names, to the end. Killed at any point, a dossier's papers are gone or all there; called
    again it goes on. Raises Refused: `archive_absent`, `archive_not_decided`.
    """
    row = models.Destruction.objects.filter(id=destruction_id).first()
    if row is None:
        raise Refused(Refusal("archive_absent"))
    if row.entered_at is None:
        raise Refused(Refusal("archive_not_decided"))
    left = _open(destruction_id)
    for place, proposed_id in enumerate(left, start=1):
        _destroy(destruction_id, proposed_id, at=at)
        if progress is not None:
            progress(place, len(left))
    _finish(destruction_id, at=at)


def carry_out_next(destruction_id: int, at: datetime) -> None:
    """The next stretch of a decided destruction; the act of the sweep."""
    left = _open(destruction_id)
    for proposed_id in left[:_OF_A_SWEEP]:
        _destroy(destruction_id, proposed_id, at=at)
    if left[_OF_A_SWEEP:]:
        with recording(actor=KEEPER, at=at):
            models.Destruction.objects.filter(id=destruction_id).update(next_at=at + _NEXT_PASS)
    else:
        _finish(destruction_id, at=at)


def _open(destruction_id: int) -> list[int]:
    rows = models.Proposed.objects.filter(destruction_id=destruction_id, outcome=Fate.OPEN)
    return list(rows.order_by("id").values_list("id", flat=True))


def _destroy(destruction_id: int, proposed_id: int, *, at: datetime) -> None:
    with recording(actor=KEEPER, at=at) as unit:
        row = models.Destruction.objects.select_for_update(no_key=True).get(id=destruction_id)
        named = (
            models.Proposed.objects.select_for_update(no_key=True, of=("self",))
            .select_related("record", "record__year")
            .filter(id=proposed_id, outcome=Fate.OPEN)
            .first()
        )
        if named is None:
            return
        finished = next(iter(dossier.finished([named.record.dossier_id])), None)
        files = files_of(finished) if finished is not None else []
        period = period_of(finished, files) if finished is not None else None
        if period is None or at.date() <= max(period.until, named.record.keep_until):
            _spare(unit, row, named, period)
        else:
            _destroy_files(unit, row, named, files)
        row.done += 1
        row.save()
        named.save()


def _spare(unit: Unit, row: models.Destruction, named: models.Proposed, period: Period | None) -> None:
    """It came under a longer period, or is not finished any more: nothing of it goes."""
    record = named.record
    if period is not None and period.until > record.keep_until:
        record.keep_until, record.retention = period.until, period.retention
        record.save(update_fields=["keep_until", "retention"])
    named.outcome = Fate.SPARED
    body = _body(record) | {"until": record.keep_until.isoformat()}
    row.with_head(unit.append(row.head, kind=entries.DOSSIER_SPARED, version=1, body=body))


def _destroy_files(unit: Unit, row: models.Destruction, named: models.Proposed, files: Sequence[KeptFile]) -> None:
    record = named.record
    needed = _results_in_force(record.dossier_id, unit.at.date())
    going = [file for file in files if file.stored.file.digest not in needed]
    if going and row.decided_on is not None:
        held = {one.id: file.stored.file.digest for file in going for one in file.attached}
        process.lose_papers(unit, record.dossier_id, held, decision=row.decision, decided_on=row.decided_on)
    named.files_destroyed = sum(_destroyed(unit, row, record, file) for file in going)
    named.files_left = len(files) - named.files_destroyed
    named.outcome = Fate.DESTROYED
    record.destroyed_at = unit.at
    record.save(update_fields=["destroyed_at"])
    body = _body(record) | {"files": named.files_destroyed, "left": named.files_left}
    row.with_head(unit.append(row.head, kind=entries.DOSSIER_DESTROYED, version=1, body=body))
    row.files_destroyed += named.files_destroyed
    row.files_left += named.files_left


def _destroyed(unit: Unit, row: models.Destruction, record: models.Record, file: KeptFile) -> bool:
    """A file that the dossier has no more is destroyed, unless somebody else has it or must keep it longer."""
    try:
        with unit.attempt():
            papers.destroy_file(file.stored.id, decision=f"{row.decision}, {row.decided_on:%d/%m/%Y}", unit=unit)
    except Refused:
        return False
    body = _body(record) | {"file": file.stored.file.digest}
    row.with_head(unit.append(row.head, kind=entries.FILE_DESTROYED, version=1, body=body))
    return True


def _results_in_force(dossier_id: int, day: date) -> set[str]:
    """The files of the dossier's results that still hold: the register needs them, so they stay."""
    results = registers.results_for(holder_of(dossier_id))
    return {one.file for one in results if one.file and one.state_on(day) is ResultState.VALID}


def _body(record: models.Record) -> dict[str, object]:
    return {"year": record.year.year, "number": record.number, "dossier_id": record.dossier_id}


def _finish(destruction_id: int, *, at: datetime) -> None:
    with recording(actor=KEEPER, at=at) as unit:
        row = models.Destruction.objects.select_for_update(no_key=True).get(id=destruction_id)
        if row.finished_at is not None or row.entered_at is None:
            return
        row.finished_at, row.next_at = at, None
        body = {"files": row.files_destroyed, "left": row.files_left}
        row.with_head(unit.append(row.head, kind=entries.DESTRUCTION_FINISHED, version=1, body=body)).save()
