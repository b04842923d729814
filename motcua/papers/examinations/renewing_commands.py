"""A paper that is to last gets a new archive time stamp before the certificate behind the last one ends."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import StreamHead
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.papers import models
from motcua.papers.examinations.entries import FILE_RENEWED
from motcua.papers.registers.commands import renew_copies
from motcua.papers.signing import doors
from motcua.papers.store.commands import accept_file, attach, keep_file
from motcua.papers.store.stores import NotKeptError, StoreTroubleError, open_store
from motcua.papers.store.stores.port import Pieces
from motcua.papers.store.types import Accepted, StoredFile


def renew_file(digest: str, *, actor: Actor, at: datetime) -> StoredFile:
    """Gives a paper a new archive time stamp. The new copy is held by everybody who holds the earlier one, which is
    kept; results of the register have it as their electronic copy from then on.

    The authority is asked before the unit of work. Refused: `file_absent`, `file_renewed_already`, `file_missing`,
    `file_store_unreachable`, `file_check_unavailable`, and as `signing.doors.renewed` says.
    """
    old = models.StoredFile.objects.filter(digest=digest, destroyed_at=None).first()
    if old is None:
        raise Refused(Refusal("file_absent"))
    accepted = accept_file(doors.renewed(_bytes(old), at=at), name_hint="renewed.pdf", on=at.date(), at=at)
    if accepted.found is None:
        raise Refused(Refusal("file_check_unavailable"))
    return _kept(old, accepted, actor=actor, at=at)


def _bytes(file: models.StoredFile) -> bytes:
    try:
        return b"".join(Pieces(open_store().open(file.digest, end=file.size), file.size))
    except NotKeptError as error:
        raise Refused(Refusal("file_missing")) from error
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error


def _kept(old: models.StoredFile, accepted: Accepted, *, actor: Actor, at: datetime) -> StoredFile:
    with recording(actor=actor, at=at) as unit:
        models.StoredFile.objects.select_for_update(no_key=True).get(id=old.id)
        if models.Renewal.objects.filter(file=old).exists():
            raise Refused(Refusal("file_renewed_already"))
        new = keep_file(accepted, unit=unit, retention=old.retention, keep_until=old.keep_until)
        for held in models.Attachment.objects.filter(file=old, removed_at=None).order_by("id"):
            attach(new, holder=held.holder, component=held.component, kind=held.kind, unit=unit)
        renew_copies(unit, file=old.digest, by=new.file.digest)
        models.Examination.objects.filter(file=old, lasts_until__isnull=False).update(lasts_until=None)
        row = models.Renewal(digest=old.digest, file=old, by_id=new.id, made_at=unit.at, made_by=str(unit.actor))
        body = {"file": old.digest, "by": new.file.digest}
        row.with_head(unit.append(StreamHead(row.stream), kind=FILE_RENEWED, version=1, body=body))
        row.save(force_insert=True)
        return new
