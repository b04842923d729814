"""The next version of a procedure while it is being written: kept, dropped, published."""

from datetime import datetime
from hashlib import sha256

from motcua.catalogue import models
from motcua.catalogue.commands.publishing import publish
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.language import loading
from motcua.catalogue.language.text import BadSource
from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.journal.types import HEAD_COLUMNS, RequestKey
from motcua.kernel.types import Actor, Refusal, Refused

LONGEST_TEXT = 200_000
"""Characters of one text: ten times the longest procedure of the starter catalogue."""


def keep_version_draft(
    *, actor: Actor, at: datetime, code: str, text: str, seen: int, key: RequestKey | None = None
) -> int:
    """Keeps the text as the procedure's draft, at fault or not, and answers its revision.

    `seen` is the revision the writer began with, 0 where there was none: whoever is second is refused
    (`version_draft_moved_on`) and nothing of the first is lost. `procedure_unknown`, `version_draft_too_long`.
    """
    if len(text) > LONGEST_TEXT:
        raise Refused(Refusal("version_draft_too_long", {"limit": LONGEST_TEXT}))
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return int(work.earlier_answer["revision"])
        procedure = _locked(code)
        row = models.VersionDraft.objects.filter(procedure=procedure).first()
        _require_seen(code, row, seen)
        if row is None:
            row = models.VersionDraft(procedure=procedure, revision=0)
        if row.text != text:
            body: dict[str, object] = {"code": code, "digest": sha256(text.encode()).hexdigest()}
            _note(work, procedure, CatalogueKind.VERSION_DRAFTED, body)
            row.text, row.revision = text, procedure.head.sequence
            row.kept_at, row.kept_by = work.at, actor.key
            row.save()
        work.answer({"revision": row.revision})
        return row.revision


def drop_version_draft(*, actor: Actor, at: datetime, code: str, seen: int, key: RequestKey | None = None) -> None:
    """Throws the procedure's draft away. Refused as keeping it is; `version_draft_absent` where there is none."""
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return
        procedure = _locked(code)
        row = _there(procedure)
        _require_seen(code, row, seen)
        row.delete()
        _note(work, procedure, CatalogueKind.VERSION_DRAFT_DROPPED, {"code": code})
        work.answer({})


def publish_version_draft(*, actor: Actor, at: datetime, code: str, seen: int, key: RequestKey | None = None) -> int:
    """Publishes the draft as it was looked at and answers the version's id; the draft is no more.

    Refused as `publish` refuses; `version_draft_at_fault` while the text has faults, `version_draft_of_another` where
    it names another procedure.
    """
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return int(work.earlier_answer["version_id"])
        row = _there(_locked(code))
        _require_seen(code, row, seen)
        try:
            version = loading.procedure(code, row.text)
        except BadSource as bad:
            raise Refused(Refusal("version_draft_at_fault", {"code": code, "count": len(bad.faults)})) from bad
        if version.code != code:
            raise Refused(Refusal("version_draft_of_another", {"code": code, "named": version.code}))
        version_id = publish(actor=actor, at=at, version=version)
        row.delete()
        work.answer({"version_id": version_id})
        return version_id


def _locked(code: str) -> models.Procedure:
    row = models.Procedure.objects.select_for_update(no_key=True).filter(code=code).first()
    if row is None:
        raise Refused(Refusal("procedure_unknown", {"code": code}))
    return row


def _there(procedure: models.Procedure) -> models.VersionDraft:
    row = models.VersionDraft.objects.filter(procedure=procedure).first()
    if row is None:
        raise Refused(Refusal("version_draft_absent", {"code": procedure.code}))
    return row


def _require_seen(code: str, row: models.VersionDraft | None, seen: int) -> None:
    if (row.revision if row is not None else 0) != seen:
        raise Refused(Refusal("version_draft_moved_on", {"code": code}))


def _note(work: Work, procedure: models.Procedure, kind: CatalogueKind, body: dict[str, object]) -> None:
    procedure.with_head(work.append(procedure.head, kind=kind.value, version=1, body=body))
    procedure.save(update_fields=HEAD_COLUMNS)
