"""Reading files, through a grant; what a holder has; and whether everything is there and unchanged."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from motcua.kernel.types import Refusal, Refused
from motcua.papers import models
from motcua.papers.store import grants, workbench
from motcua.papers.store.acceptance.scanning import scanner_trouble
from motcua.papers.store.acceptance.spooling import unless_the_disk_is_full, working_folder
from motcua.papers.store.limits import limits_on
from motcua.papers.store.reading import as_attached, as_stored
from motcua.papers.store.stores import DERIVED, FileStore, NotKeptError, Pieces, StoreTroubleError, open_store
from motcua.papers.store.types import (
    WITH_PREVIEW,
    Attached,
    FileRef,
    Grant,
    Kept,
    MediaType,
    OpenedFile,
    StoredFile,
)

PREVIEW_WIDTHS = {"small": 320, "large": 1400}
_PREVIEW_EDITION = "p1"
"""Changes whenever previews are drawn otherwise; older ones are then drawn anew."""


def stored_file(digest: str) -> StoredFile | None:
    """The file of that digest; also when it is the digest of what was handed in before it was cleaned."""
    rows = models.StoredFile.objects
    row = rows.filter(digest=digest).first() or rows.filter(original_digest=digest).order_by("id").first()
    return as_stored(row) if row is not None else None


def attachments(holder: str, *, with_removed: bool = False) -> Sequence[Attached]:
    """What the holder has, in the order in which it came."""
    rows = models.Attachment.objects.select_related("file").filter(holder=holder).order_by("id")
    if not with_removed:
        rows = rows.filter(removed_at=None)
    return [as_attached(row) for row in rows]


def holders_of(digest: str) -> Sequence[str]:
    """Who has the file of that digest, each once, in the order in which they got it."""
    rows = models.Attachment.objects.filter(file__digest=digest, removed_at=None).order_by("id")
    return list(dict.fromkeys(rows.values_list("holder", flat=True)))


def holders_of_each(digests: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Who has each of these files, as `holders_of` says it; files that nobody has are not there. One statement."""
    rows = models.Attachment.objects.filter(file__digest__in=set(digests), removed_at=None).order_by("id")
    held: dict[str, dict[str, None]] = {}
    for digest, holder in rows.values_list("file__digest", "holder"):
        held.setdefault(digest, {})[holder] = None
    return {digest: list(holders) for digest, holders in held.items()}


def without_period(holders: Iterable[str]) -> Sequence[str]:
    """Those of the holders that have a file of which nobody has said how long it is kept; one statement."""
    rows = models.Attachment.objects.filter(holder__in=list(holders), removed_at=None, file__keep_until=None)
    return sorted(set(rows.values_list("holder", flat=True)))


def attachment(attachment_id: int, *, holder: str) -> Attached:
    """One thing the holder has. Refused: `file_absent`, also for what somebody else has."""
    row = models.Attachment.objects.select_related("file").filter(id=attachment_id, holder=holder).first()
    if row is None:
        raise Refused(Refusal("file_absent"))
    return as_attached(row)


def grant(held: Attached, *, reader: str, at: datetime, until: datetime) -> Grant:
    """The leave to read it. Only the room of the holder calls this, after it has found that the reader may."""
    return grants.minted(held.file, holder=held.holder, reader=reader, at=at, until=until)


def open_granted(leave: Grant, *, reader: str, at: datetime, name: str) -> OpenedFile:
    """The file behind a grant, to be read in pieces. `name` is what a download is called, without its ending.

    Refused: `file_grant_void`, `file_missing`, `file_store_unreachable`.
    """
    file = grants.honoured(leave, reader=reader, at=at)
    store = _store()
    if _found(store, file.digest) is None:
        raise Refused(Refusal("file_missing"))
    return _opened(store, file.digest, file, name)


def open_preview(leave: Grant, *, reader: str, at: datetime, page: int = 1, size: str = "small") -> OpenedFile:
    """A picture of one page, as JPEG; drawn at the first asking, kept beside the file, and never in its stead.

    Refused: as `open_granted`; `file_without_preview` for a page that is not there, a kind that has no pages, and a
    file that cannot be drawn.
    """
    file = grants.honoured(leave, reader=reader, at=at)
    if (
        file.media_type not in WITH_PREVIEW
        or size not in PREVIEW_WIDTHS
        or not 1 <= page <= limits_on(at.date()).most_pages
    ):
        raise Refused(Refusal("file_without_preview"))
    store = _store()
    key = f"{file.digest}{DERIVED}{_PREVIEW_EDITION}-{size}-{page}"
    there = _found(store, key)
    if there is None:
        _drawn(store, file, key, at=at, page=page, width=PREVIEW_WIDTHS[size])
        there = _found(store, key)
    if there is None:
        raise Refused(Refusal("file_store_unreachable"))
    picture = FileRef(f"{file.digest}-{size}-{page}", there.size, MediaType.JPEG)
    return _opened(store, key, picture, f"{size}-{page}")


def file_troubles() -> Iterator[tuple[str, str]]:
    """What stands in the way of taking and giving files: what it is about (`files`, `scanner`), and the reason."""
    try:
        open_store().examine()
    except (StoreTroubleError, NotKeptError) as error:
        yield "files", str(error)
    if reason := scanner_trouble():
        yield "scanner", reason


def _drawn(store: FileStore, file: FileRef, key: str, *, at: datetime, page: int, width: int) -> None:
    with working_folder() as folder, unless_the_disk_is_full():
        original, output = folder / "original", folder / "preview.jpg"
        with original.open("wb") as copy:
            copy.writelines(_bytes(store, file.digest, 0, file.size))
        workbench.done(
            {
                "task": "preview",
                "path": str(original),
                "output": str(output),
                "media_type": file.media_type,
                "page": page,
                "width": width,
                "limits": asdict(limits_on(at.date())),
            }
        )
        try:
            store.put(key, io.BytesIO(output.read_bytes()))
        except StoreTroubleError as error:
            raise Refused(Refusal("file_store_unreachable")) from error


def _opened(store: FileStore, key: str, file: FileRef, name: str) -> OpenedFile:
    kind = MediaType(file.media_type)
    return OpenedFile(
        digest=file.digest,
        size=file.size,
        media_type=kind,
        name=f"{name}.{kind.extension}",
        read=lambda start, end: _bytes(store, key, start, end),
    )


def _bytes(store: FileStore, key: str, start: int, end: int) -> Iterator[bytes]:
    if start >= end:
        return iter(())
    try:
        return Pieces(store.open(key, start=start, end=end), end - start)
    except NotKeptError as error:
        raise Refused(Refusal("file_missing")) from error
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error


def _store() -> FileStore:
    try:
        return open_store()
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error


def _found(store: FileStore, key: str) -> Kept | None:
    try:
        return store.find(key)
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error
