"""Examinations are kept beside their files: the first along with the file, later ones by themselves."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.papers import models
from motcua.papers.examinations.keeping import as_examination, awaited, row_of
from motcua.papers.examinations.looking import looked_at
from motcua.papers.examinations.types import Examination, Found
from motcua.papers.store.reading import as_ref
from motcua.papers.store.stores import NotKeptError, StoreTroubleError, open_store


def keep_first(file: models.StoredFile, found: Found | None, *, is_new: bool, unit: Unit) -> None:
    """Keeps what was found when the file came; where nobody looked, that it is to be looked at."""
    if found is not None:
        _replace(file.id, found)
    elif is_new or not _of(file.id).exists():
        awaited(file.id, at=unit.at).save(force_insert=True)


def examine_file(digest: str, *, actor: Actor, at: datetime) -> Examination:
    """Looks at the signatures of a file again, as the house believes now, and keeps what it finds; earlier findings
    stay. In a unit of work of its own, after the looking.

    Refused: `file_absent`, `file_unsigned`, `file_missing`, `file_store_unreachable`, `file_check_unavailable`,
    `signing_settings_wrong`.
    """
    file = models.StoredFile.objects.filter(digest=digest, destroyed_at=None).first()
    if file is None:
        raise Refused(Refusal("file_absent"))
    if not file.is_signed:
        raise Refused(Refusal("file_unsigned"))
    try:
        found = looked_at(as_ref(file), store=open_store(), at=at)
    except NotKeptError as error:
        raise Refused(Refusal("file_missing")) from error
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error
    with recording(actor=actor, at=at):
        return as_examination(_replace(file.id, found), digest)


def forget(file_id: int) -> None:
    """Removes what was found about a file that is gone: it names people."""
    _of(file_id).delete()


def _replace(file_id: int, found: Found) -> models.Examination:
    latest = _of(file_id).select_for_update().order_by("-id").first()
    row = row_of(file_id, found, tries=latest.tries if latest is not None else 0)
    _of(file_id).filter(again_at__isnull=False).update(again_at=None)
    _of(file_id).filter(lasts_until__isnull=False).update(lasts_until=None)
    if models.Renewal.objects.filter(file_id=file_id).exists():
        row.lasts_until = None  # a later copy lasts in its place
    row.save(force_insert=True)
    return row


def _of(file_id: int) -> QuerySet[models.Examination, Any]:
    return models.Examination.objects.filter(file_id=file_id)
