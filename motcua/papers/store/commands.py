"""Rows of files and of who holds them. The bytes are there before the row is."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from django.db import connection

from motcua.journal.commands import Unit, recording
from motcua.kernel import faults
from motcua.kernel.types import Refusal, Refused, system
from motcua.papers import models
from motcua.papers.examinations import commands as examinations
from motcua.papers.examinations.looking import looked_at
from motcua.papers.rules.retention import FOR_EVER
from motcua.papers.signing.reading import opened_paper, pages_of, signatures_in
from motcua.papers.store import acceptance
from motcua.papers.store.photos import Content, Photos
from motcua.papers.store.reading import as_attached, as_stored
from motcua.papers.store.stores import FileStore, NotKeptError, StoreTroubleError, open_store
from motcua.papers.store.types import Accepted, Attached, StoredFile

_LOG = logging.getLogger(__name__)
_CLEARING = system("sweep:files")


def accept_file(content: Content, *, name_hint: str, on: date, at: datetime | None = None) -> Accepted:
    """Examines a content and writes it into the store of the house; the row comes with `keep_file`. Photos become one
    PDF, and have their own names.

    What comes from outside is given with `at`: where it is a signed PDF, its signatures are looked at now, as of that
    instant. Without it, or when the workshop is full, the sweep looks at them afterwards.

    Takes its time (a scanner, a service, a large file), so call it before the unit of work. Refused as
    `acceptance.accept` says.
    """
    store = _opened()
    if isinstance(content, Photos):
        return acceptance.accept_photos(content, on=on, store=store)
    accepted = acceptance.accept(content, name_hint=name_hint, on=on, store=store)
    if at is None or not accepted.is_signed:
        return accepted
    try:
        return replace(accepted, found=looked_at(accepted.file, store=store, at=at))
    except (Refused, NotKeptError, StoreTroubleError) as error:
        _LOG.info("The signatures of a file are looked at later: %s", faults.name_of(error))
        return accepted


def accept_own(pdf: bytes) -> Accepted:
    """Writes a PDF of the house's own making into the store: one it drew, or one it had examined and has now signed.

    No stranger's hand was in it since, so it does not go through the workshop, which takes longer than signing. Its
    signatures are looked at by the sweep. Refused: `file_store_full`, `file_store_unreachable`.
    """
    reader = opened_paper(pdf)
    return acceptance.accept_own(pdf, pages=pages_of(reader), is_signed=bool(signatures_in(reader)), store=_opened())


def keep_file(accepted: Accepted, *, unit: Unit, retention: str = "", keep_until: date | None = None) -> StoredFile:
    """Gives an accepted content its row; the same content twice is one file, kept for the longer of both periods.

    Refused (`file_store_unreachable`): the bytes are no longer there, because more than a day passed in between.
    """
    file = accepted.file
    _locked(file.digest)
    if _find(file.digest) is None:
        raise Refused(Refusal("file_store_unreachable"))
    row, is_new = models.StoredFile.objects.get_or_create(
        digest=file.digest,
        defaults={
            "size": file.size,
            "media_type": file.media_type,
            "original_digest": accepted.original_digest,
            "pages": accepted.pages,
            "is_signed": accepted.is_signed,
            "stored_at": unit.at,
            "stored_by": str(unit.actor),
            "retention": retention,
            "keep_until": keep_until,
        },
    )
    if not is_new:
        _kept_again(row, retention=retention, keep_until=keep_until)
    if row.is_signed:
        examinations.keep_first(row, accepted.found, is_new=is_new, unit=unit)
    return as_stored(row)


def store(
    content: BinaryIO | bytes,
    *,
    name_hint: str,
    at: datetime,
    unit: Unit,
    retention: str = "",
    keep_until: date | None = None,
) -> StoredFile:
    """`accept_file` and `keep_file` in one, for small contents of our own making; a face accepts first."""
    accepted = accept_file(content, name_hint=name_hint, on=at.date())
    return keep_file(accepted, unit=unit, retention=retention, keep_until=keep_until)


def attach(file: StoredFile, *, holder: str, kind: str, unit: Unit, component: str = "") -> Attached:
    """Says that a holder has this file. The same file for the same component as the same kind is attached once.

    Refused (`file_absent`): the file has been destroyed.
    """
    _locked(file.file.digest)
    if not models.StoredFile.objects.filter(id=file.id, destroyed_at=None).exists():
        raise Refused(Refusal("file_absent"))
    row, _ = models.Attachment.objects.get_or_create(
        holder=holder,
        component=component,
        kind=kind,
        file_id=file.id,
        removed_at=None,
        defaults={"added_at": unit.at, "added_by": str(unit.actor)},
    )
    return as_attached(models.Attachment.objects.select_related("file").get(id=row.id))


def drop(attachment_id: int, *, holder: str, unit: Unit) -> Attached:
    """Marks that the holder has the file no longer. The file stays until its retention is over. Refused:
    `file_absent`, also for somebody else's."""
    row = (
        models.Attachment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("file")
        .filter(id=attachment_id, holder=holder, removed_at=None)
        .first()
    )
    if row is None:
        raise Refused(Refusal("file_absent"))
    row.removed_at, row.removed_by = unit.at, str(unit.actor)
    row.save(update_fields=["removed_at", "removed_by"])
    return as_attached(row)


def retain_file(file_id: int, *, retention: str, until: date | None, unit: Unit) -> StoredFile:
    """Says under which rule, and until which day at least, a file is kept. Never shortens. Refused: `file_absent`."""
    _locked(_living(file_id).digest)
    row = _living(file_id)
    _kept_again(row, retention=retention, keep_until=until)
    return as_stored(row)


def destroy_file(file_id: int, *, decision: str, unit: Unit) -> StoredFile:
    """Marks a file for destruction by a decision, which is named; the bytes go with the next sweep.

    Refused: `file_absent`; `file_still_held` while any holder has it; `file_still_kept` until its retention is over;
    `file_kept_for_ever`; `file_destroyed_without_decision`.
    """
    if not decision.strip():
        raise Refused(Refusal("file_destroyed_without_decision"))
    row = _living(file_id)
    _locked(row.digest)
    row = _living(file_id)
    holders = models.Attachment.objects.filter(file=row, removed_at=None).count()
    if holders:
        raise Refused(Refusal("file_still_held", {"holders": holders}))
    if row.keep_until == FOR_EVER:
        raise Refused(Refusal("file_kept_for_ever"))
    if row.keep_until is not None and unit.at.date() <= row.keep_until:
        raise Refused(Refusal("file_still_kept", {"until": row.keep_until}))
    row.destroyed_at, row.decision = unit.at, decision.strip()
    row.save(update_fields=["destroyed_at", "decision"])
    return as_stored(row)


def let_go(files: Iterable[Attached], *, holder: str, since: datetime, decision: str, unit: Unit) -> None:
    """The holder, who is no more, has these files no more. What came with it (`since`), and nobody else has, is
    nobody's record: it is destroyed by the decision.

    In the order of their digests, by which they are locked.
    """
    for held in sorted(files, key=lambda one: one.file.digest):
        drop(held.id, holder=holder, unit=unit)
        row = models.StoredFile.objects.filter(digest=held.file.digest, stored_at__gte=since, keep_until=None).first()
        if row is not None:
            with suppress(Refused):  # somebody else has it, the same holder for another paper perhaps
                destroy_file(row.id, decision=decision, unit=unit)


def empty_file(file_id: int, at: datetime) -> None:
    """Removes the bytes of a file that was destroyed by decision; the act of the sweep."""
    with recording(actor=_CLEARING, at=at):
        digest = models.StoredFile.objects.filter(id=file_id).values_list("digest", flat=True).get()
        _locked(digest)
        row = models.StoredFile.objects.filter(id=file_id, destroyed_at__isnull=False, emptied_at=None).first()
        if row is None:
            return
        open_store().remove(row.digest)
        examinations.forget(row.id)
        row.emptied_at = at
        row.save(update_fields=["emptied_at"])


def remove_orphan(digest: str, at: datetime) -> bool:
    """Removes bytes without a living row, looked at once more under the lock that every new row takes first."""
    with recording(actor=_CLEARING, at=at):
        _locked(digest)
        if models.StoredFile.objects.filter(digest=digest, emptied_at=None, destroyed_at=None).exists():
            return False
        open_store().remove(digest)
        for row in models.StoredFile.objects.filter(digest=digest, emptied_at=None):
            examinations.forget(row.id)
            row.emptied_at = at
            row.save(update_fields=["emptied_at"])
        return True


def _kept_again(row: models.StoredFile, *, retention: str, keep_until: date | None) -> None:
    """A file that comes again lives again; a period is only ever made longer."""
    row.destroyed_at, row.decision, row.emptied_at = None, "", None
    row.retention = retention or row.retention
    if keep_until is not None and (row.keep_until is None or row.keep_until < keep_until):
        row.keep_until = keep_until
    row.save(update_fields=["destroyed_at", "decision", "emptied_at", "retention", "keep_until"])


def _living(file_id: int) -> models.StoredFile:
    row = models.StoredFile.objects.filter(id=file_id, destroyed_at=None).first()
    if row is None:
        raise Refused(Refusal("file_absent"))
    return row


def _locked(digest: str) -> None:
    """Until the transaction ends, nobody else changes the row of this content or takes its bytes away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(digest)[:8], signed=True)])


def _find(digest: str) -> object | None:
    try:
        return open_store().find(digest)
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error


def _opened() -> FileStore:
    try:
        return open_store()
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error
