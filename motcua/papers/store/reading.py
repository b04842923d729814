"""From rows to what crosses the door."""

from motcua.papers import models
from motcua.papers.store.types import Attached, FileRef, StoredFile


def as_ref(row: models.StoredFile) -> FileRef:
    """What names the content."""
    return FileRef(row.digest, row.size, row.media_type)


def as_stored(row: models.StoredFile) -> StoredFile:
    """The file as the house knows it."""
    return StoredFile(
        id=row.id,
        file=as_ref(row),
        original_digest=row.original_digest,
        pages=row.pages,
        is_signed=row.is_signed,
        stored_at=row.stored_at,
        retention=row.retention,
        keep_until=row.keep_until,
        destroyed_at=row.destroyed_at,
        decision=row.decision,
    )


def as_attached(row: models.Attachment) -> Attached:
    """The attachment with its file, which must have been fetched along."""
    return Attached(
        id=row.id,
        holder=row.holder,
        component=row.component,
        kind=row.kind,
        file=as_ref(row.file),
        pages=row.file.pages,
        is_signed=row.file.is_signed,
        added_at=row.added_at,
        added_by=row.added_by,
        removed_at=row.removed_at,
    )
