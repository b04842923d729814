"""Publishing e-forms: what is asked, in a new number each time it changes, and for which papers of which procedures."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.parts.eforms import FormText, FormUse
from motcua.catalogue.parts.papers import ComponentKind
from motcua.catalogue.queries.eforms import FORMS
from motcua.catalogue.queries.versions import version_of
from motcua.forms import queries as forms
from motcua.forms.types import Form
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused


def publish_form(
    *, actor: Actor, at: datetime, text: FormText, key: RequestKey | None = None, seen: int | None = None
) -> int:
    """Publishes an e-form and answers its id: new drafts are begun on it, running ones keep the number they have.

    What is already the newest number is not published again. Raises Refused: `form_at_fault` (with the place of the
    first fault and what is wrong), `form_use_unknown`, `form_use_taken`, `moved_on`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["form"])
        form_id = _published(unit, text, seen=seen)
        unit.answer({"form": form_id})
        return form_id


def seed_forms(*, actor: Actor, at: datetime) -> int:
    """Publishes the e-forms that come with the program and are not here yet; answers how many were new.

    A form that is here, in whatever number, is left as the house has it.
    """
    with recording(actor=actor, at=at) as unit:
        there = set(models.PublishedForm.objects.values_list("key", flat=True))
        new = [text for text in packaged_forms() if text.key not in there]
        for text in new:
            _published(unit, text)
        return len(new)


@cache
def packaged_forms() -> tuple[FormText, ...]:
    """The e-forms that come with the program."""
    folder = files("motcua.catalogue") / "data" / "forms"
    listed = yaml.safe_load((folder / "uses.yaml").read_text(encoding="utf-8"))
    return tuple(
        FormText(key, json.loads((folder / f"{key}.json").read_text(encoding="utf-8")), frozenset(map(_use, uses)))
        for key, uses in listed.items()
    )


def _use(written: str) -> FormUse:
    """`1.001193/e_declaration`: the procedure and its component."""
    procedure, _, component = written.partition("/")
    return FormUse(procedure, component)


def _published(unit: Unit, text: FormText, *, seen: int | None = None) -> int:
    read = forms.read(text.document)
    if not isinstance(read, Form):
        raise Refused(Refusal("form_at_fault", {"place": read[0].dotted, "fault": read[0].refusal}))
    unit.locked_named(FORMS)
    _require_uses(text, unit.at)
    rows = models.PublishedForm.objects.order_by("key", "-number").distinct("key")
    newest = {row.key: row for row in rows}
    _require_free(text, newest.values())
    uses = [[use.procedure_code, use.component] for use in sorted(text.uses)]
    digest = _digest(text.document)
    before = newest.get(text.key)
    if before is not None and (bytes(before.digest), before.uses) == (digest, uses):
        return before.pk
    number = 1 if before is None else before.number + 1
    body = {"key": text.key, "number": number, "uses": uses, "digest": digest.hex()}
    unit.append_named(FORMS, kind=CatalogueKind.FORM_PUBLISHED.value, version=1, body=body, seen=seen)
    row = models.PublishedForm.objects.create(
        key=text.key, number=number, document=text.document, digest=digest, uses=uses, published_at=unit.at
    )
    return row.pk


def _require_uses(text: FormText, at: datetime) -> None:
    """Each is a paper to be filled in, of a procedure as it is in force."""
    for use in sorted(text.uses):
        version = version_of(use.procedure_code, at.date())
        kinds = {one.key: one.kind for one in version.components} if version else {}
        if kinds.get(use.component) is not ComponentKind.FORM:
            raise Refused(Refusal("form_use_unknown", {"code": use.procedure_code, "component": use.component}))


def _require_free(text: FormText, newest: Iterable[models.PublishedForm]) -> None:
    """One paper has one e-form."""
    for row in newest:
        taken = text.uses & {FormUse(*pair) for pair in row.uses}
        if row.key != text.key and taken:
            use = min(taken)
            values = {"code": use.procedure_code, "component": use.component, "form": row.key}
            raise Refused(Refusal("form_use_taken", values))


def _digest(document: Mapping[str, Any]) -> bytes:
    return sha256(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).digest()
