"""Whether every file is there, unchanged, and somebody's. Reads everything; with `repair` removes what nobody knows."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from motcua.kernel.types import Refusal, Refused
from motcua.papers import models
from motcua.papers.store import commands
from motcua.papers.store.acceptance import spooling
from motcua.papers.store.stores import FileStore, NotKeptError, StoreTroubleError, open_store
from motcua.papers.store.stores.port import CHUNK_BYTES, digest_of
from motcua.papers.store.types import Fault, FileFinding, FilesVerified, Kept

ORPHANED_AFTER = timedelta(days=1)
_AT_ONCE = 500


def verify(*, at: datetime, repair: bool = False) -> FilesVerified:
    """Re-hashes every file that has a row, and looks for files that have none.

    A file without a row is orphaned once it is older than a day; younger ones may be in the middle of an upload.
    `repair` removes orphaned files, what destruction left over, and half-written drafts; what is missing or changed
    can only come back from a backup. Refused: `file_store_unreachable`.
    """
    try:
        store = open_store()
        files = size = fresh = 0
        findings = []
        for row in models.StoredFile.objects.filter(destroyed_at=None).order_by("id").iterator(_AT_ONCE):
            files, size = files + 1, size + row.size
            if (fault := _fault(store, row.digest)) is not None:
                findings.append(FileFinding(fault, row.digest, _holders(row)))
        for digest, fault, kept in _without_a_living_row(store.listing()):
            if kept.written_at > at - ORPHANED_AFTER:
                fresh += 1
            else:
                findings.append(FileFinding(fault, digest, is_repaired=repair and commands.remove_orphan(digest, at)))
        if repair:
            store.tidy(before=at - ORPHANED_AFTER)
            spooling.tidy(before=at - ORPHANED_AFTER)  # uploads pass over this machine's disk, wherever files lie
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error
    return FilesVerified(files, size, fresh, tuple(findings))


def _fault(store: FileStore, digest: str) -> Fault | None:
    whole = hashlib.sha256()
    try:
        with store.open(digest) as file:
            while piece := file.read(CHUNK_BYTES):
                whole.update(piece)
    except NotKeptError:
        return Fault.MISSING
    return None if whole.hexdigest() == digest else Fault.CHANGED


def _without_a_living_row(kept: Iterable[Kept]) -> Iterator[tuple[str, Fault, Kept]]:
    """Each digest once, with the first of its keys; previews go with the file they were made of."""
    left = iter(kept)
    last = ""
    while batch := list(islice(left, _AT_ONCE)):
        digests = {digest_of(one.key) for one in batch}
        rows = dict(models.StoredFile.objects.filter(digest__in=digests).values_list("digest", "destroyed_at"))
        for one in batch:
            digest = digest_of(one.key)
            if digest != last and (digest not in rows or rows[digest] is not None):
                last = digest
                yield digest, Fault.LEFT_OVER if digest in rows else Fault.ORPHANED, one


def _holders(row: models.StoredFile) -> tuple[str, ...]:
    found = models.Attachment.objects.filter(file=row, removed_at=None).order_by("id")
    return tuple(dict.fromkeys(found.values_list("holder", flat=True)))
