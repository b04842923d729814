"""A request to verify something, made on the page of its dossier."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.forms import choose_among
from motcua.ui.requests import posted

ASKERS = (Role.OFFICER, Role.LEADER)
_LONGEST_ABOUT, _LONGEST = 500, 2_000


class VerificationForm(forms.Form):
    """Who is asked what about whom, on which ground, and whether the dossier's time is counted meanwhile."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency asked"))
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of law"), help_text=gettext_lazy("The term of the answer follows from it.")
    )
    about = forms.CharField(label=gettext_lazy("About whom or what"), max_length=_LONGEST_ABOUT)
    question = forms.CharField(
        label=gettext_lazy("What is to be verified"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    pause = forms.ChoiceField(
        label=gettext_lazy("Time of the dossier"),
        required=False,
        help_text=gettext_lazy("It stands still only for a reason that the procedure lists."),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, view: DossierView, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, subject = get_language() or "vi", view.facts.subject
        agencies = [one for one in organisation.agencies(on=at.date()) if one.id != subject.resolving_agency_id]
        choose_among(self, "agency", [(one.id, one.name) for one in agencies])
        grounds = course.grounds_on(at.date())
        choose_among(self, "ground", [(one.key, f"{one.label.text(language)} ({one.article})") for one in grounds])
        listed = [
            (
                one.key,
                _("stands still: {reason} ({article})").format(reason=one.label.text(language), article=one.article),
            )
            for one in view.page.version.pause_reasons
        ]
        choose_among(self, "pause", [("", _("runs on")), *listed])


@requires(*ASKERS)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Asks another agency to verify something."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    form = VerificationForm(request.POST if request.method == "POST" else None, view=view, at=at)
    refusal: Refusal | None = None
    if form.is_valid():
        sent, typed = posted(request), form.cleaned_data
        try:
            process.request_verification(
                actor=me.actor(*ASKERS),
                scope=me.scope,
                at=at,
                dossier_id=dossier_id,
                agency_id=int(typed["agency"]),
                ground=typed["ground"],
                about=typed["about"],
                question=typed["question"],
                pause_reason=typed["pause"],
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Asked. The request lies with the agency, with its own term."))
            return redirect("office:dossier", dossier_id=dossier_id)
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request,
        "office/supervise.html",
        {
            "view": view,
            "form": form,
            "word": _("Ask for verification"),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=messages.status_of(refusal) if refusal is not None else wrong,
    )
