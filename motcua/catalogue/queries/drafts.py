"""Drafts: what a file would change, and what was read of a procedure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from motcua.catalogue import models
from motcua.catalogue.importing import reading as files
from motcua.catalogue.importing.marking import kinds_of
from motcua.catalogue.importing.shapes import (
    Draft,
    ImportLine,
    ImportReport,
    Reading,
    ReadRow,
    Shape,
    Status,
    StoredDraft,
)
from motcua.catalogue.importing.stored import body_of, changed_parts, digest_of, marks_body
from motcua.catalogue.importing.words import words
from motcua.catalogue.importing.writing import Finishing, text_of
from motcua.catalogue.parts.codec import decode
from motcua.catalogue.parts.words import Mark

_WHOLE_LISTS = frozenset({Shape.LIST, Shape.DETAILS})
"""Files of these shapes hold everything their source has, so that what is missing in one is gone."""

_RICHEST_FIRST = (Shape.PORTAL, Shape.DETAILS, Shape.LIST)
_AT_ONCE = 500


def read_import(path: Path) -> Reading:
    """Every row of the file, read and marked or refused with its reason. Raises `UnknownShape`."""
    return files.read(path, words=words())


def compare(reading: Reading) -> ImportReport:
    """What taking in the file would do, line by line: added, changed, unchanged, refused, and what is gone.

    Two statements for every 500 rows, whatever they hold. Gone means: kept from a source of that shape before, not in
    this file; nothing is done about it.
    """
    lines: list[ImportLine] = []
    for first in range(0, len(reading.rows), _AT_ONCE):
        lines += [_line(row, changed) for row, changed in compared(reading.rows[first : first + _AT_ONCE])]
    lines += [
        ImportLine(Status.REFUSED, row.code, row.line, reason=row.reason, where=row.where, found=row.found)
        for row in reading.refused
    ]
    lines.sort(key=lambda line: line.line)
    marks = Counter(kind for row in reading.rows for kind in kinds_of(row.marks))
    return ImportReport(reading.source, (*lines, *_gone(reading)), dict(marks.most_common()))


def compared(rows: Sequence[ReadRow]) -> list[tuple[ReadRow, tuple[str, ...] | None]]:
    """Each row with the parts that changed: empty where it is new, None where it is kept already as it is."""
    kept = _kept(row.draft for row in rows)
    return [(row, _changes(row, kept.get((row.draft.shape.value, row.draft.code)))) for row in rows]


def draft(code: str) -> StoredDraft | None:
    """What was read of a procedure, from the source that says most; None where nothing was."""
    rows = {Shape(row.shape): row for row in models.ImportedDraft.objects.filter(procedure__code=code)}
    row = next((rows[shape] for shape in _RICHEST_FIRST if shape in rows), None)
    if row is None:
        return None
    marks = tuple(decode(Mark, mark) for mark in row.marks)
    return StoredDraft(decode(Draft, row.body), marks, row.source, row.read_at)


def draft_text(stored: StoredDraft, *, effective_from: date | None = None, process: str = "") -> str:
    """The draft in the catalogue's language, for a person to finish: its marks stand in it and forbid publication.

    `effective_from` and the key of a process model are what no source says; without them publication asks for them.
    """
    return text_of(stored, Finishing(effective_from, process), words=words())


def draft_as_json(stored: StoredDraft) -> dict[str, object]:
    """The draft and its marks as plain JSON values, for programs."""
    return {
        "draft": body_of(stored.draft),
        "marks": marks_body(stored.marks),
        "source": stored.source,
        "read_at": stored.read_at.isoformat(),
    }


def _kept(drafts: Iterable[Draft]) -> dict[tuple[str, str], models.ImportedDraft]:
    codes = [draft.code for draft in drafts]
    rows = models.ImportedDraft.objects.filter(procedure__code__in=codes).select_related("procedure")
    return {(row.shape, row.procedure.code): row for row in rows}


def _changes(row: ReadRow, kept: models.ImportedDraft | None) -> tuple[str, ...] | None:
    if kept is None:
        return ()
    body, marks = body_of(row.draft), marks_body(row.marks)
    if bytes(kept.digest) == digest_of(body, marks):
        return None
    return changed_parts((kept.body, kept.marks), (body, marks))


def _line(row: ReadRow, changed: tuple[str, ...] | None) -> ImportLine:
    status = Status.UNCHANGED if changed is None else Status.CHANGED if changed else Status.ADDED
    return ImportLine(status, row.draft.code, row.line, row.draft.name, changed or (), kinds_of(row.marks))


def _gone(reading: Reading) -> Iterable[ImportLine]:
    shapes = {row.draft.shape for row in reading.rows} & _WHOLE_LISTS
    there = {(row.draft.shape.value, row.draft.code) for row in reading.rows}
    rows = models.ImportedDraft.objects.filter(shape__in=shapes).order_by("procedure__code")
    for shape, code, name in rows.values_list("shape", "procedure__code", "procedure__name"):
        if (shape, code) not in there:
            yield ImportLine(Status.GONE, code, name=name)
