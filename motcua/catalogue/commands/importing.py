"""Taking in what was read: procedures become findable, what their source says is kept as a draft for a person."""

from collections.abc import Sequence
from datetime import datetime

from motcua.catalogue import models
from motcua.catalogue.commands.publishing import list_procedures, locked_rows, save_rows
from motcua.catalogue.importing.marking import kinds_of
from motcua.catalogue.importing.shapes import ImportReport, Reading, ReadRow
from motcua.catalogue.importing.stored import body_of, digest_of, listing_of_draft, marks_body
from motcua.catalogue.importing.words import words
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.queries.drafts import compare, compared
from motcua.catalogue.queries.versions import as_listing
from motcua.journal.commands import recording
from motcua.journal.types import MOST_ENTRIES_OF_A_UNIT
from motcua.kernel.types import Actor

_ENTRIES_OF_A_PROCEDURE = 2
_PROCEDURES_AT_ONCE = MOST_ENTRIES_OF_A_UNIT // _ENTRIES_OF_A_PROCEDURE


def import_drafts(*, actor: Actor, at: datetime, reading: Reading) -> ImportReport:
    """Keeps every draft that is new or changed and lists its procedure; nothing is published, no version is touched.

    Works in batches, each whole or not at all: after an interruption the same file goes on where it stopped, and
    reading a file a second time changes nothing. Answers what was done, as `queries.compare_import` would before.
    """
    report = compare(reading)
    for first in range(0, len(reading.rows), _PROCEDURES_AT_ONCE):
        _keep(actor, at, reading.source, reading.rows[first : first + _PROCEDURES_AT_ONCE])
    return report


def _keep(actor: Actor, at: datetime, source: str, rows: Sequence[ReadRow]) -> None:
    with recording(actor=actor, at=at) as work:
        earlier = {row.code: row for row in locked_rows([row.draft.code for row in rows])}
        news = [(row, changed) for row, changed in compared(rows) if changed is not None]
        listings = []
        for row, _ in news:
            known = earlier[row.draft.code]
            listings.append(listing_of_draft(row.draft, as_listing(known) if known.name else None, words=words()))
        list_procedures(actor=actor, at=at, listings=listings)
        procedures = {row.code: row for row in locked_rows([row.draft.code for row, _ in news])}
        kept = []
        for row, changed in news:
            procedure = procedures[row.draft.code]
            body, marks = body_of(row.draft), marks_body(row.marks)
            digest = digest_of(body, marks)
            entry = {
                "code": row.draft.code,
                "shape": row.draft.shape.value,
                "source": source,
                "digest": digest.hex(),
                "changed": list(changed or ()),
                "marks": list(kinds_of(row.marks)),
            }
            kind = CatalogueKind.DRAFT_READ.value
            procedure.with_head(work.append(procedure.head, kind=kind, version=1, body=entry))
            kept.append(
                models.ImportedDraft(
                    procedure=procedure,
                    shape=row.draft.shape.value,
                    source=source,
                    body=body,
                    marks=marks,
                    digest=digest,
                    read_at=at,
                )
            )
        models.ImportedDraft.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["procedure", "shape"],
            update_fields=["source", "body", "marks", "digest", "read_at"],
        )
        save_rows(procedures.values())
