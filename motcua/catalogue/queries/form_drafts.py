"""E-forms as their administrators see them: the list, what is being written, and what is wrong with it."""

from collections.abc import Iterator
from datetime import date

from motcua.catalogue import models
from motcua.catalogue.parts.eforms import AdministeredForm, FormDraft, FormUse, PublishedForm, ReadDraft
from motcua.catalogue.parts.papers import Component, ComponentKind
from motcua.catalogue.queries.eforms import published_forms
from motcua.catalogue.queries.versions import version_of
from motcua.forms import queries as forms
from motcua.forms.types import Form
from motcua.kernel.types import Refusal, Refused


def administered_forms() -> tuple[AdministeredForm, ...]:
    """Every e-form by key, those that were never published too."""
    published = {one.key: one for one in published_forms()}
    drafted = set(models.FormDraft.objects.values_list("key", flat=True))
    return tuple(AdministeredForm(key, published.get(key), key in drafted) for key in sorted({*published, *drafted}))


def newest_form(key: str) -> PublishedForm | None:
    """The newest number of an e-form; None where it was never published."""
    return next((one for one in published_forms() if one.key == key), None)


def form_draft(key: str) -> FormDraft:
    """The draft that is kept of an e-form; where there is none, its newest number, to begin with.

    Raises Refused: `form_absent`.
    """
    row = models.FormDraft.objects.filter(key=key).first()
    if row is not None:
        return FormDraft(key, row.text, row.uses, row.revision, row.kept_at, row.kept_by)
    newest = newest_form(key)
    if newest is None:
        raise Refused(Refusal("form_absent"))
    return FormDraft(key, forms.written(newest.form.document), uses_text(newest.uses), 0)


def read_draft(draft: FormDraft, *, on: date) -> ReadDraft:
    """What a draft describes, and everything that stands in the way of its publication on that day."""
    read, uses = forms.read_text(draft.text), uses_in(draft.uses)
    use_faults = tuple(use_faults_of(draft.key, uses, on=on))
    if isinstance(read, Form):
        return ReadDraft(read, uses, use_faults=use_faults)
    return ReadDraft(None, uses, read, use_faults)


def uses_text(uses: frozenset[FormUse]) -> str:
    """The uses as they are typed, one a line."""
    return "".join(f"{use}\n" for use in sorted(uses))


def uses_in(typed: str) -> frozenset[FormUse]:
    """What was typed, one use a line."""
    return frozenset(FormUse.read(line) for line in typed.splitlines() if line.strip())


def use_faults_of(key: str, uses: frozenset[FormUse], *, on: date) -> Iterator[Refusal]:
    """What is wrong with the uses: each is a paper to be filled in, of a procedure in force, and has one e-form."""
    newest = models.PublishedForm.objects.exclude(key=key).order_by("key", "-number").distinct("key")
    others = {FormUse(*pair): other for other, pairs in newest.values_list("key", "uses") for pair in pairs}
    for use in sorted(uses):
        values = {"code": use.procedure_code, "component": use.component}
        if use.component not in {one.key for one in declarations_of(use.procedure_code, on=on)}:
            yield Refusal("form_use_unknown", values)
        elif use in others:
            yield Refusal("form_use_taken", {**values, "form": others[use]})


def declarations_of(procedure_code: str, *, on: date) -> tuple[Component, ...]:
    """The papers of a procedure that are filled in, in whose place an e-form may stand."""
    version = version_of(procedure_code, on)
    return tuple(one for one in version.components if one.kind is ComponentKind.FORM) if version else ()
