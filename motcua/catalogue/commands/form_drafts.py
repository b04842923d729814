"""The next number of an e-form while it is being written: begun, kept, dropped, published."""

import json
import re
from datetime import datetime
from hashlib import sha256

from motcua.catalogue import models
from motcua.catalogue.commands.eforms import published
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.parts.eforms import FormDraft, FormText
from motcua.catalogue.queries.eforms import FORMS
from motcua.catalogue.queries.form_drafts import form_draft, read_draft
from motcua.forms import queries as forms
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused

LONGEST_TEXT = 200_000
"""Characters of one document: four times the longest e-form that comes with the program."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_EMPTY = {
    "type": "object",
    "required": ["name", "sworn"],
    "properties": {"name": {"type": "string", "maxLength": 100}, "sworn": {"type": "boolean", "const": True}},
    "layout": {
        "title": {"vi": "Tờ khai mới", "en": "New form"},
        "pages": [{"key": "who", "title": {"vi": "Người khai", "en": "Who declares"}, "fields": ["name", "sworn"]}],
        "fields": {
            "name": {"label": {"vi": "Họ, chữ đệm, tên", "en": "Full name"}, "prefill": "name"},
            "sworn": {
                "label": {
                    "vi": "Tôi cam đoan những lời khai trên là đúng sự thật",
                    "en": "I swear that all of this is true",
                }
            },
        },
    },
}
"""What a form begins as that is like no other: one that can be published, so that it shows how one is written."""


def begin_form(*, actor: Actor, at: datetime, form: str, like: str = "", key: RequestKey | None = None) -> int:
    """Begins an e-form of that key as a copy of another one, or nearly empty; answers the draft's revision.

    A copy is for no paper yet: one paper has one e-form. Raises Refused: `form_key_wrong`, `form_key_taken`,
    `form_absent` (there is none like that).
    """
    if not _KEY.fullmatch(form):
        raise Refused(Refusal("form_key_wrong"))
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["revision"])
        unit.locked_named(FORMS)
        if models.PublishedForm.objects.filter(key=form).exists() or _row(form) is not None:
            raise Refused(Refusal("form_key_taken", {"form": form}))
        text = form_draft(like).text if like else forms.written(_EMPTY)
        revision = _kept(unit, models.FormDraft(key=form), text, "")
        unit.answer({"revision": revision})
        return revision


def keep_form_draft(
    *, actor: Actor, at: datetime, form: str, text: str, uses: str, seen: int, key: RequestKey | None = None
) -> int:
    """Keeps the text and the uses as the e-form's draft, at fault or not, and answers its revision.

    `seen` is the revision the writer began with, 0 where there was none: whoever is second is refused
    (`form_draft_moved_on`) and nothing of the first is lost. `form_absent`, `form_draft_too_long`.
    """
    if max(len(text), len(uses)) > LONGEST_TEXT:
        raise Refused(Refusal("form_draft_too_long", {"limit": LONGEST_TEXT}))
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["revision"])
        unit.locked_named(FORMS)
        row = _row(form)
        _require_seen(row, seen)
        if row is None and not models.PublishedForm.objects.filter(key=form).exists():
            raise Refused(Refusal("form_absent"))
        if row is None or (row.text, row.uses) != (text, uses):
            revision = _kept(unit, row or models.FormDraft(key=form), text, uses)
        else:
            revision = row.revision
        unit.answer({"revision": revision})
        return revision


def drop_form_draft(*, actor: Actor, at: datetime, form: str, seen: int, key: RequestKey | None = None) -> None:
    """Throws the e-form's draft away. Refused as keeping it is; `form_draft_absent` where there is none."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        unit.locked_named(FORMS)
        row = _there(form)
        _require_seen(row, seen)
        row.delete()
        unit.append_named(FORMS, kind=CatalogueKind.FORM_DRAFT_DROPPED.value, version=1, body={"key": form})
        unit.answer({})


def publish_form_draft(*, actor: Actor, at: datetime, form: str, seen: int, key: RequestKey | None = None) -> int:
    """Publishes the draft as it was looked at and answers the id of the number; the draft is no more.

    Refused as `publish_form` refuses; `form_draft_at_fault` while the text has faults.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["form"])
        unit.locked_named(FORMS)
        row = _there(form)
        _require_seen(row, seen)
        read = read_draft(FormDraft(form, row.text, row.uses, row.revision), on=at.date())
        if read.form is None:
            raise Refused(Refusal("form_draft_at_fault", {"count": len(read.faults)}))
        form_id = published(unit, FormText(form, read.form.document, read.uses))
        row.delete()
        unit.answer({"form": form_id})
        return form_id


def _row(form: str) -> models.FormDraft | None:
    return models.FormDraft.objects.filter(key=form).first()


def _there(form: str) -> models.FormDraft:
    row = _row(form)
    if row is None:
        raise Refused(Refusal("form_draft_absent"))
    return row


def _require_seen(row: models.FormDraft | None, seen: int) -> None:
    if (row.revision if row is not None else 0) != seen:
        raise Refused(Refusal("form_draft_moved_on"))


def _kept(unit: Unit, row: models.FormDraft, text: str, uses: str) -> int:
    body = {"key": row.key, "digest": sha256(json.dumps([text, uses]).encode()).hexdigest()}
    head = unit.append_named(FORMS, kind=CatalogueKind.FORM_DRAFTED.value, version=1, body=body)
    row.text, row.uses, row.revision = text, uses, head.sequence
    row.kept_at, row.kept_by = unit.at, unit.actor.key
    row.save()
    return row.revision
