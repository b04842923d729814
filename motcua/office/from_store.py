"""Papers that need no file here, because a national store was asked: an officer says which, and from where."""

import re
from collections.abc import Sequence
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
from motcua.dossier import queries as dossier
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.papers import FILERS
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.forms import choose_among, faults_of
from motcua.ui.requests import posted

_LONGEST = 200
_A_NUMBER = re.compile(r"\d[\d .-]{7,}\d")
"""So many digits are the number of a person or of a telephone, not part of the name of a database."""


class StoreForm(forms.Form):
    """Which paper was taken from a national store, and what the store is called."""

    component = forms.ChoiceField(label=gettext_lazy("Paper"))
    store = forms.CharField(label=gettext_lazy("Name of the database"), max_length=_LONGEST)
    use_required_attribute = False

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "component", papers)
        self.fields["store"].help_text = _("Only the name of the database: no names and no numbers of people.")

    def clean_store(self) -> str:
        """The name of a store. A number that may be somebody's is asked to be left out."""
        name = str(self.cleaned_data["store"])
        if _A_NUMBER.search(name):
            raise forms.ValidationError(_("Leave the number out: only the name of the database belongs here."))
        return name


@requires(*FILERS)
@require_http_methods(["GET", "POST"])
def from_store(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Says that a paper of the checklist was taken from a national store; sets it back with `back`, the paper's key.

    Refused (`not_yours_to_do`) for whoever may not add papers to the dossier now.
    """
    me = acting(request)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    if not course.may_file(me.scope, dossier_id, view.facts):
        raise Refused(Refusal("not_yours_to_do"))
    rows = dossier.papers_of(dossier_id, me.scope).rows
    papers = [(row.component.key, row.component.label.text(get_language() or "vi")) for row in rows]
    refusal = None
    typed = request.POST if request.method == "POST" and "back" not in request.POST else None
    form = StoreForm(typed, papers=papers, initial={"component": request.GET.get("component", "")})
    wanted = _wanted(request, form)
    if wanted is not None:
        try:
            _say(request, me, dossier_id, *wanted)
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("What you said of the paper is in the dossier."))
            return redirect(f"{reverse('office:dossier', args=[dossier_id])}#papers")
    wrong = messages.status_of(refusal) if refusal is not None else 422
    labels = dict(papers)
    return render(
        request,
        "office/from_store.html",
        {
            "view": view,
            "form": form,
            "taken": [(row.component.key, labels[row.component.key], row.store) for row in rows if row.store],
            **faults_of(form, refusal),
        },
        status=wrong if refusal is not None or form.errors else 200,
    )


def _wanted(request: HttpRequest, form: StoreForm) -> tuple[str, str] | None:
    """The paper and the name of the store, empty where it is set back; None where nothing is rightly asked for."""
    if request.method != "POST":
        return None
    if "back" in request.POST:
        return request.POST["back"], ""
    return (form.cleaned_data["component"], form.cleaned_data["store"]) if form.is_valid() else None


def _say(request: HttpRequest, me: Acting, dossier_id: int, component: str, store: str) -> None:
    sent = posted(request)
    process.take_from_store(
        actor=me.actor(*FILERS),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        component=component,
        store=store,
        key=request_key(sent),
    )
