"""Papers that are drafted by filling in what their template declares: results, submissions and letters.

The page begins with what the dossier knows, shows the paper as it will be printed, and names what is missing at once.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Protocol

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key
from motcua.journal.types import RequestKey
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role, Scope
from motcua.papers.types import FieldKind, FieldValue, LetterField
from motcua.process import queries as course
from motcua.process.types import Moved, PaperToDraft
from motcua.ui.days import DayField, InstantField
from motcua.ui.files import printed
from motcua.ui.forms import faults_of
from motcua.ui.requests import posted

DRAFTERS = (Role.OFFICER, Role.LEADER, Role.CLERK, Role.RECEPTIONIST)
"""Who may have a dossier on his desk before it is decided."""
_LONG = 60
"""A sample longer than this many signs is asked for in several lines."""


class DraftForm(forms.Form):
    """What the template of the paper declares; what is missing is named all at once."""

    use_required_attribute = False

    def __init__(
        self, typed: QueryDict | None, *, fields: Sequence[LetterField], values: Mapping[str, FieldValue]
    ) -> None:
        super().__init__(typed, initial={key: _shown(value) for key, value in values.items()})
        self.declared = fields
        for one in fields:
            self.fields[one.key] = _field(one)

    def values(self) -> dict[str, FieldValue]:
        """What was filled in, by field; what was left empty is left out."""
        typed = {one.key: _read(one.kind, self.cleaned_data[one.key]) for one in self.declared}
        return {key: value for key, value in typed.items() if value is not None and value not in ("", ())}


class Begin(Protocol):
    """Where a draft begins."""

    def __call__(self, scope: Scope, dossier_id: int, /, *, at: datetime) -> PaperToDraft:
        """The template of the paper, and what its form begins with."""


class Preview(Protocol):
    """How a draft looks."""

    def __call__(self, scope: Scope, dossier_id: int, values: Mapping[str, FieldValue], /, *, at: datetime) -> bytes:
        """The paper as PDF, with these values, without keeping anything."""


class Keep(Protocol):
    """How a draft is kept."""

    def __call__(
        self,
        *,
        actor: Actor,
        scope: Scope,
        at: datetime,
        dossier_id: int,
        values: Mapping[str, FieldValue],
        key: RequestKey | None,
        seen: int | None,
    ) -> Moved:
        """Keeps the draft as a file of the dossier, for whoever sees the dossier as it stood at `seen`."""


def drafting_page(
    request: HttpRequest, dossier_id: int, *, template: str, begin: Begin, preview: Preview, keep: Keep
) -> HttpResponse:
    """The page that drafts one paper of a dossier: its form, the paper as PDF, or back to the dossier once it is kept.

    Where showing or keeping it is refused, the page says why and nothing typed is lost.
    """
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    paper = begin(me.scope, dossier_id, at=at)
    form = DraftForm(
        request.POST if request.method == "POST" else None, fields=paper.template.fields, values=paper.values
    )
    refusal = None
    if form.is_valid():
        sent = posted(request)
        try:
            if "preview" in request.POST:
                return printed(preview(me.scope, dossier_id, form.values(), at=at), "draft.pdf")
            keep(
                actor=me.actor(*DRAFTERS),
                scope=me.scope,
                at=at,
                dossier_id=dossier_id,
                values=form.values(),
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("The draft is kept: {title}.").format(title=paper.template.title))
            return redirect("office:dossier", dossier_id=dossier_id)
    return render(
        request,
        template,
        {
            "view": view,
            "template": paper.template,
            "form": form,
            "is_new": paper.is_new,
            **faults_of(form, refusal),
        },
        status=status_of_page(form, refusal),
    )


def status_of_page(form: forms.Form | None, refusal: Refusal | None) -> int:
    """With which status a page comes back whose form has errors, or whose act was refused."""
    if refusal is not None:
        return messages.status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK


def _field(one: LetterField) -> forms.Field:
    label = one.label if (get_language() or "vi").startswith("vi") else one.label_en
    words: dict[str, Any] = {"label": label, "required": one.is_required}
    match one.kind:
        case FieldKind.DAY:
            return DayField(
                **words,
            )
        case FieldKind.INSTANT:
            return InstantField(
                **words,
            )
        case FieldKind.MONEY:
            return forms.IntegerField(**words, min_value=0)
        case FieldKind.LIST:
            lines = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(**words, max_length=6000, widget=lines, help_text=_("One line for each entry."))
        case FieldKind.TEXT:
            is_long = isinstance(one.sample, str) and len(one.sample) > _LONG
            lines = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(**words, max_length=2000, widget=lines if is_long else forms.TextInput())


def _shown(value: FieldValue) -> object:
    return "\n".join(value) if isinstance(value, tuple) else value


def _read(kind: FieldKind, typed: Any) -> FieldValue | None:
    if kind is FieldKind.LIST:
        return tuple(line.strip() for line in (typed or "").splitlines() if line.strip())
    if isinstance(typed, str | int | date | datetime):
        return typed
    return None
