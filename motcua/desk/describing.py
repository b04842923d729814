"""What a paper says of itself, as somebody confirms it: the fields, and the page for a file that is there already."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.desk.sheet import CONFIRM
from motcua.dossier import queries as dossier
from motcua.dossier.types import HeldFile
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import MediaType, PaperFacts
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.days import DayField
from motcua.ui.requests import posted

SCANNERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK)
"""Who may scan papers in and say what they are, where the dossier is theirs to work on."""
_LONGEST = 300
_PAGES_SHOWN = 5
_WITH_PICTURES = {MediaType.PDF, MediaType.JPEG, MediaType.PNG, MediaType.TIFF}
_NEVER = datetime(1, 1, 1)
"""Stands for when something was confirmed, where nothing was yet."""


class FactsForm(forms.Form):
    """What a paper says of itself, and whose it is."""

    title = forms.CharField(label=gettext_lazy("Name of the paper"), max_length=_LONGEST, required=False)
    number = forms.CharField(label=gettext_lazy("Number and sign"), max_length=100, required=False)
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=_LONGEST, required=False)
    issued_on = DayField(label=gettext_lazy("Issued on"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary of what it says"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner_name = forms.CharField(label=gettext_lazy("Whose paper it is"), max_length=_LONGEST)
    owner_number = forms.CharField(label=gettext_lazy("Personal or organisation number"), max_length=30, required=False)
    owner_birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"), min_value=1850, max_value=2100, required=False
    )
    valid_from = DayField(label=gettext_lazy("Holds from"), required=False)
    valid_to = DayField(label=gettext_lazy("Holds until"), required=False)
    scope = forms.CharField(label=gettext_lazy("Where it holds"), max_length=_LONGEST, required=False)
    kind_code = forms.CharField(label=gettext_lazy("Code of the kind of paper"), max_length=60, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Left empty, the checklist's name of the paper is taken.")
        self.fields["kind_code"].help_text = _("Left empty, the checklist's code is taken where it has one.")
        self.fields["valid_from"].help_text = _("Mostly the day on which it was issued.")
        self.fields["valid_to"].help_text = _("Left empty when it holds without end.")

    def facts(self) -> PaperFacts:
        """What was confirmed. Only for a form that is valid."""
        return PaperFacts(**{name: self.cleaned_data[name] for name in FactsForm.base_fields})


@requires(*SCANNERS)
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, dossier_id: int, attachment_id: int) -> HttpResponse:
    """Confirms what a file of the checklist says that is in the dossier already, or corrects what was confirmed.

    Refused: `not_yours_to_do` for whoever may not add papers to the dossier now, `no_such_paper`.
    """
    me = acting(request)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    if not course.may_file(me.scope, dossier_id, view.facts):
        raise Refused(Refusal("not_yours_to_do"))
    row, file = dossier.paper_of(dossier_id, attachment_id, me.scope)
    known = file.known.facts if file.known is not None else course.of_applicant(PaperFacts(), dossier_id=dossier_id)
    began = course.facts_for(row.component, known)
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(began, name) for name in FactsForm.base_fields},
    )
    refusal, doubts = None, tuple[str, ...]()
    if form.is_valid():
        facts = course.facts_for(row.component, form.facts())
        try:
            _confirm(request, me, dossier_id, attachment_id, facts)
        except Refused as refused:
            refusal = refused.refusal
            doubts = course.doubts_about_owner(facts, on=me.on)
        else:
            flash.success(request, _("What the paper says is confirmed."))
            return redirect(f"{reverse('office:dossier', args=[dossier_id])}#papers")
    wrong = messages.status_of(refusal) if refusal is not None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request,
        "desk/describe.html",
        {
            "view": view,
            "label": row.component.label.text(get_language() or "vi"),
            "file": file,
            "pages": _pages(file),
            "form": form,
            "known_at": file.known.confirmed_at.isoformat() if file.known is not None else "",
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "confirm": CONFIRM + refusal.code if refusal is not None and refusal.code in doubts else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=wrong if refusal is not None or form.errors else HTTPStatus.OK,
    )


def confirmed_doubts(request: HttpRequest) -> set[str]:
    """The codes of the doubts that were compared with the paper, by the boxes ticked."""
    return {name.removeprefix(CONFIRM) for name in request.POST if name.startswith(CONFIRM)}


def _confirm(request: HttpRequest, me: Acting, dossier_id: int, attachment_id: int, facts: PaperFacts) -> None:
    sent = posted(request)
    process.describe_paper(
        actor=me.actor(*SCANNERS),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        attachment_id=attachment_id,
        facts=facts,
        confirmed=confirmed_doubts(request),
        key=request_key(sent),
        known_at=_known_at(request),
    )


def _known_at(request: HttpRequest) -> datetime | None:
    """When that was confirmed which the form began with; None for a form that does not say."""
    said = request.POST.get("known_at")
    if said is None:
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        return _NEVER


def _pages(file: HeldFile) -> range:
    """The pages that are shown beside the fields."""
    pages = file.pages if file.file.media_type in _WITH_PICTURES else 0
    return range(1, min(pages, _PAGES_SHOWN) + 1)
