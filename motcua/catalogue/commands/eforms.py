"""Publishing e-forms: what is asked, in a new number each time it changes, and for which papers of which procedures."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.parts.eforms import FormText, FormUse
from motcua.catalogue.queries.eforms import FORMS
from motcua.catalogue.queries.form_drafts import use_faults_of
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
        form_id = published(unit, text, seen=seen)
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
            published(unit, text)
        return len(new)


@cache
def packaged_forms() -> tuple[FormText, ...]:
    """The e-forms that come with the program."""
    folder = files("motcua.catalogue") / "data" / "forms"
    listed = yaml.safe_load((folder / "uses.yaml").read_text(encoding="utf-8"))
    return tuple(
        FormText(
            key, json.loads((folder / f"{key}.json").read_text(encoding="utf-8")), frozenset(map(FormUse.read, uses))
        )
        for key, uses in listed.items()
    )


def published(unit: Unit, text: FormText, *, seen: int | None = None) -> int:
    """Publishes within a unit of work; refused as `publish_form`."""
    read = forms.read(text.document)
    if not isinstance(read, Form):
        raise Refused(Refusal("form_at_fault", {"place": read[0].dotted, "fault": read[0].refusal}))
    unit.locked_named(FORMS)
    for refusal in use_faults_of(text.key, text.uses, on=unit.at.date()):
        raise Refused(refusal)
    uses = [[use.procedure_code, use.component] for use in sorted(text.uses)]
    digest = _digest(text.document)
    before = models.PublishedForm.objects.filter(key=text.key).order_by("-number").first()
    if before is not None and (bytes(before.digest), before.uses) == (digest, uses):
        return before.pk
    number = 1 if before is None else before.number + 1
    body = {"key": text.key, "number": number, "uses": uses, "digest": digest.hex()}
    unit.append_named(FORMS, kind=CatalogueKind.FORM_PUBLISHED.value, version=1, body=body, seen=seen)
    row = models.PublishedForm.objects.create(
        key=text.key, number=number, document=text.document, digest=digest, uses=uses, published_at=unit.at
    )
    return row.pk


def _digest(document: Mapping[str, Any]) -> bytes:
    return sha256(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).digest()
