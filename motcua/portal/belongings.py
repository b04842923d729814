"""A citizen's own papers: results and digitised papers that the house has of him, opened, and shared for some days."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts import queries as accounts
from motcua.accounts.types import Citizen, absent_or_not_yours, citizens_only, request_key
from motcua.kernel import clock
from motcua.kernel.text import sort_key
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.process import queries as course
from motcua.sharing import commands
from motcua.sharing import queries as sharing
from motcua.ui.files import file_response
from motcua.ui.forms import choose_among, faults_of, status_of
from motcua.ui.requests import posted

_READER = "owner"


class ShareForm(forms.Form):
    """With whom a paper is shared, and for how long."""

    agency = forms.TypedChoiceField(label=gettext_lazy("With which agency?"), coerce=int)
    days = forms.TypedChoiceField(label=gettext_lazy("For how long?"), coerce=int, widget=forms.RadioSelect)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.now().date()
        known = [(one.id, one.name) for one in organisation.agencies(on=today)]
        choose_among(self, "agency", [("", _("Choose")), *sorted(known, key=lambda one: sort_key(one[1]))])
        choose_among(self, "days", [(days, _in_words(days)) for days in sharing.rules_on(today).days])


def panel(_request: HttpRequest, _citizen: Citizen) -> Mapping[str, Any]:
    """The way to his papers; nothing is looked up for it."""
    return {}


@citizens_only
@never_cache
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Everything he has here, and what of it he shares."""
    citizen, at = _citizen(request), clock.now()
    own = course.own_papers(citizen.identity, at=at) if citizen.identity is not None else None
    shares = sharing.shares_of(citizen)
    return render(
        request,
        "portal/belongings/papers.html",
        {
            "own": own,
            "results": [(one, *course.result_standing(one.state)) for one in own.results] if own else (),
            "papers": [(one, *course.result_standing(one.state)) for one in own.papers] if own else (),
            "shares": [(one, one.holds_on(at.date())) for one in shares],
        },
    )


@citizens_only
@never_cache
@require_safe
def file(request: HttpRequest, own_key: str) -> HttpResponseBase:
    """The file of one of his papers."""
    citizen = _citizen(request)
    if citizen.identity is None:
        raise absent_or_not_yours()
    opened = course.open_own(citizen.identity, own_key, reader=_READER, at=clock.now())
    return file_response(request, opened)


@citizens_only
@never_cache
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, own_key: str) -> HttpResponse:
    """Shares one of his papers with an agency, after he was told what that means."""
    citizen, at = _citizen(request), clock.now()
    own = course.own_papers(citizen.identity, at=at) if citizen.identity is not None else None
    paper = own.called(own_key) if own is not None else None
    if paper is None:
        raise absent_or_not_yours()
    form = ShareForm(request.POST or None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            commands.share(
                citizen,
                paper=paper.own_key,
                agency_id=form.cleaned_data["agency"],
                days=form.cleaned_data["days"],
                at=at,
                key=request_key(posted(request)),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Shared. Below you see who reads it, and take it back at any time."))
            return redirect("portal:own_papers")
    context = {"paper": paper, "form": form, **faults_of(form, refusal)}
    return render(request, "portal/belongings/share.html", context, status=status_of(form, refusal))


@citizens_only
@require_POST
def end_share(request: HttpRequest, share_id: int) -> HttpResponse:
    """Takes a share back."""
    commands.end(_citizen(request), share_id, at=clock.now())
    flash.success(request, _("Taken back: the agency cannot open it any more."))
    return redirect("portal:own_papers")


def _citizen(request: HttpRequest) -> Citizen:
    citizen = accounts.citizen_of(request)
    if citizen is None:
        raise absent_or_not_yours()
    return citizen


def _in_words(days: int) -> str:
    return _("today only") if days == 1 else ngettext("{days} day", "{days} days", days).format(days=days)
