"""The e-forms of a draft: which papers are filled in instead of put in, with what, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Func
from django.utils import translation

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import (
    Channel,
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
from motcua.intake.types import Draft, DraftForm, Objection
from motcua.kernel.days import INSTANT_WRITTEN
from motcua.kernel.types import Refusal, granted
from motcua.papers import queries as papers
from motcua.papers.types import DeclaredForm, DeclaredPage

_NOBODY = "…"
"""Stands for who declares and to whom, where nobody does."""


def forms_in(draft: Draft, *, at: datetime) -> tuple[DraftForm, ...]:
    """The e-forms of the case that was chosen, in the order of the checklist.

    One that was begun goes on in the number on which it was begun. Only what is always asked and has no alternative is
    filled in: whoever may choose another paper chooses it among the papers. Raises Refused where the procedure is not
    in force any more.
    """
    version = granted(catalogue.current_version(draft.procedure_code, at.date()))
    return tuple(_filled(draft, version, at))


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
    for component in _always_asked(version, draft.content):
        started = begun.get(component.key)
        published = catalogue.published_form(started.form_id) if started else newest.get(component.key)
        if published is not None:
            answers, sent = (started.answers, started.sent) if started else ({}, frozenset[str]())
            yield DraftForm(component, published, answers, _counted(published, answers, at), sent)


def _counted(published: PublishedForm, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return forms.filled(published.form, answers, today=at.date())


def _always_asked(version: ProcedureVersion, content: Mapping[str, Any]) -> Iterator[Component]:
    case = drafted.case_in(content)
    for item in checklist(version, case=case or None, channel=Channel.ONLINE):
        if item.necessity is Necessity.REQUIRED and not item.is_choice:
            yield item.components[0]
