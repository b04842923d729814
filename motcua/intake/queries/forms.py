"""The e-forms of a draft: which papers are filled in instead of put in, with what, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Func
from django.utils import translation

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import (
    Channel,
    ChecklistItem,
    Component,
    Necessity,
    ProcedureVersion,
    PublishedForm,
    checklist,
)
from motcua.forms import queries as forms
from motcua.forms.types import Answers, Form
from motcua.intake import models
from motcua.intake.rules import drafted
from motcua.intake.types import Draft, DraftForm, Objection, WaysToBring
from motcua.kernel.days import INSTANT_WRITTEN
from motcua.kernel.types import Refusal, granted
from motcua.papers import queries as papers
from motcua.papers.types import DeclaredForm, DeclaredPage

_NOBODY = "…"
"""Stands for who declares and to whom, where nobody does."""


def forms_in(draft: Draft, *, at: datetime) -> tuple[DraftForm, ...]:
    """The e-forms of the case that was chosen, in the order of the checklist.

    One that was begun goes on in the number on which it was begun. What is always asked and has no alternative is
    filled in; of anything else, what was chosen to be (`ways_to_bring`). Raises Refused where the procedure is not in
    force any more.
    """
    version = granted(catalogue.current_version(draft.procedure_code, at.date()))
    return tuple(_filled(draft, version, at))


def ways_to_bring(draft: Draft, *, at: datetime) -> tuple[WaysToBring, ...]:
    """The lines of the checklist that may be filled in online or brought otherwise, with what was chosen.

    Raises Refused as `forms_in`.
    """
    return tuple(_ways(draft, granted(catalogue.current_version(draft.procedure_code, at.date()))))


def drafts_by_form() -> Mapping[int, int]:
    """How many drafts are being filled in on each published number of an e-form, by its id. One statement."""
    begun = models.Draft.objects.annotate(form_id=Func("form_ids", function="unnest"))
    return dict(begun.values("form_id").annotate(drafts=Count("id")).values_list("form_id", "drafts"))


def declaration_preview(form: Form, answers: Answers, *, procedure: str, edition: str, at: datetime) -> bytes:
    """The paper that would be filed with these answers of an e-form, marked on every page as what nobody declared."""
    with translation.override("vi"):
        declared = DeclaredForm(
            title=form.title.vi,
            procedure=procedure or _NOBODY,
            addressee=_NOBODY,
            applicant=_NOBODY,
            filed_at=f"{at:{INSTANT_WRITTEN}}",
            edition=edition,
            pages=tuple(DeclaredPage(*page) for page in forms.declared(form, answers)),
            is_preview=True,
        )
    return papers.declared_pdf(declared, at=at)


def objections_to_forms(filled: Iterable[DraftForm], *, at: datetime) -> Iterator[Objection]:
    """Everything that is wrong with what was answered; of answers with which it makes no sense to go on, only that."""
    for one in filled:
        form, key = one.published.form, one.component.key
        stop = forms.stopped(form, one.counted)
        if stop is not None:
            yield Objection(f"forms.{key}", Refusal("form_stopped", {}, stop.article))
            continue
        for fault in forms.objections(form, one.counted, today=at.date()):
            yield Objection(f"forms.{key}.{fault.dotted}", fault.refusal)


def _filled(draft: Draft, version: ProcedureVersion, at: datetime) -> Iterator[DraftForm]:
    newest = catalogue.forms_for(version.code)
    begun = drafted.forms_begun(draft.content)
    for component in _filled_in(draft, version):
        started = begun.get(component.key)
        published = catalogue.published_form(started.form_id) if started else newest.get(component.key)
        if published is not None:
            answers, sent = (started.answers, started.sent) if started else ({}, frozenset[str]())
            yield DraftForm(component, published, answers, _counted(published, answers, at), sent)


def _counted(published: PublishedForm, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return forms.filled(published.form, answers, today=at.date())


def _filled_in(draft: Draft, version: ProcedureVersion) -> Iterator[Component]:
    """What is always filled in, and what was chosen to be, in the order of the checklist."""
    chosen = {one.item.key: one.filled_in for one in _ways(draft, version)}
    for item in _items(draft, version):
        component = item.components[0] if _is_always_filled_in(item) else chosen.get(item.key)
        if component is not None:
            yield component


def _ways(draft: Draft, version: ProcedureVersion) -> Iterator[WaysToBring]:
    chosen, begun = drafted.ways_in(draft.content), drafted.forms_begun(draft.content)
    online = {*catalogue.forms_for(version.code), *begun}
    for item in _items(draft, version):
        filled_in = online & {one.key for one in item.components}
        if filled_in and not _is_always_filled_in(item):
            yield WaysToBring(item, frozenset(filled_in), chosen.get(item.key, ""))


def _items(draft: Draft, version: ProcedureVersion) -> tuple[ChecklistItem, ...]:
    return checklist(version, case=drafted.case_in(draft.content) or None, channel=Channel.ONLINE)


def _is_always_filled_in(item: ChecklistItem) -> bool:
    return item.necessity is Necessity.REQUIRED and not item.is_choice
