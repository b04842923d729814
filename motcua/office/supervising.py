"""What whoever oversees a dossier does about it, on its page: he reminds whoever has it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.requests import posted

OVERSEERS = (Role.SUPERVISOR, Role.LEADER)
_LONGEST = 2_000


class RemindForm(forms.Form):
    """What whoever has the dossier is reminded of."""

    words = forms.CharField(
        label=_("What is to be done"),
        help_text=_(
            "Whoever has the dossier reads it on the dossier's page, and is told by e-mail where he wishes it."
        ),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False


def oversight_of(request: HttpRequest, view: DossierView) -> dict[str, Any]:
    """What the part of the dossier's page for whoever oversees it needs."""
    return {"oversight": course.oversight(acting(request).scope, view.facts, view.id)}


@requires(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Reminds whoever has the dossier."""
    form = RemindForm(request.POST if request.method == "POST" else None)

    def do(again: dict[str, Any]) -> None:
        process.remind(**again, words=form.cleaned_data["words"])

    return _handled(request, dossier_id, form, do, word=_("Remind"), done=_("Reminded. It stands in the history."))


def _handled(
    request: HttpRequest,
    dossier_id: int,
    form: forms.Form,
    do: Callable[[dict[str, Any]], None],
    *,
    word: Promise,
    done: Promise,
) -> HttpResponse:
    """Asks, or does it; a refusal shows the page again with all that was typed."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    refusal: Refusal | None = None
    if form.is_valid():
        sent = posted(request)
        try:
            do(
                {
                    "actor": me.actor(*OVERSEERS),
                    "scope": me.scope,
                    "at": at,
                    "dossier_id": dossier_id,
                    "key": request_key(sent),
                    "seen": sent.seen,
                }
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, done)
            return redirect("office:dossier", dossier_id=dossier_id)
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request,
        "office/supervise.html",
        {
            "view": view,
            "form": form,
            "word": word,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=messages.status_of(refusal) if refusal is not None else wrong,
    )
