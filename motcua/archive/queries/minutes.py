"""The record of a destruction (biên bản), printed when it is finished. Official text is Vietnamese."""

from datetime import date, datetime

from motcua.archive.queries.listing import destruction, proposed
from motcua.archive.types import DestructionRow, Fate, ProposedRow
from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import DestroyedLine, DestructionMinutes


def minutes(scope: Scope, destruction_id: int, *, today: date) -> tuple[DestructionMinutes, datetime]:
    """The minutes, and when the destruction was finished. Raises Refused: `archive_absent`, `archive_not_finished`,
    `archive_nothing_destroyed`."""
    row = destruction(scope, destruction_id, today=today)
    if row.finished_at is None:
        raise Refused(Refusal("archive_not_finished"))
    lines = [_line(one) for one in proposed(destruction_id, limit=None) if one.fate is Fate.DESTROYED]
    if not lines:
        raise Refused(Refusal("archive_nothing_destroyed"))
    return _paper(row, lines), row.finished_at


def _paper(row: DestructionRow, lines: list[DestroyedLine]) -> DestructionMinutes:
    if row.decision is None or row.entered_at is None or row.finished_at is None:
        raise ValueError("Only what was decided is finished.")
    table = papers.retention_on(row.decision.decided_on)
    return DestructionMinutes(
        form=table.minutes,
        head=dossier.head_of(row.agency_id),
        law=table.law,
        decision=row.decision.number,
        decided_on=row.decision.decided_on,
        decided_by=row.decision.decided_by,
        begun_at=row.entered_at,
        finished_at=row.finished_at,
        lines=tuple(lines),
        files_destroyed=row.files_destroyed,
        files_left=row.files_left,
    )


def _line(one: ProposedRow) -> DestroyedLine:
    record = one.record
    return DestroyedLine(
        number=record.written,
        code=record.code,
        title=record.title,
        finished_on=record.finished_on,
        kept_until=record.keep_until,
        files_destroyed=one.files_destroyed,
        files_left=one.files_left,
    )
