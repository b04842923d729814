"""An act that is typed on a form of its own, opened from the page of its dossier."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.process.queries import DossierView
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted


def handled(
    request: HttpRequest,
    view: DossierView,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    at: datetime,
    roles: tuple[Role, ...],
    done: Promise,
    shown: Mapping[str, object],
    template: str = "office/supervise.html",
) -> HttpResponse:
    """Asks, or does it; a refusal shows the page again with all that was typed.

    `do` is given what every command on a dossier is told: who acts when on which one, with what request, having seen
    what. `shown` is what the page says besides.
    """
    me = acting(request)
    note_reading(request, ReadingKind.DOSSIER, str(view.id), purpose="page")
    refusal: Refusal | None = None
    if form.is_valid():
        sent = posted(request)
        told = {
            "actor": me.actor(*roles),
            "scope": me.scope,
            "at": at,
            "dossier_id": view.id,
            "key": request_key(sent),
            "seen": sent.seen,
        }
        try:
            do(told)
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, str(done))
            return redirect("office:dossier", dossier_id=view.id)
    context = {"view": view, "form": form, **shown, **faults_of(form, refusal)}
    return render(request, template, context, status=status_of(form, refusal))
