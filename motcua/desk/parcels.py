"""Parcels that came by public post: written down with the instant they came, opened into a sheet, or answered."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import Channel
from motcua.counter import commands
from motcua.counter import queries as counter
from motcua.counter.types import Parcel, ParcelState
from motcua.desk.home import receiving_agency
from motcua.desk.parcel_forms import AnswerForm, ParcelsForm
from motcua.dossier.types import ReturnMethod
from motcua.intake.types import Application
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.ui.forms import faults, status_with
from motcua.ui.requests import posted
from motcua.ui.types import Column, Pages, Tab

_PARCEL = "parcel"
"""In an address: the parcel that is opened."""
_OPEN = (ParcelState.WAITING, ParcelState.COMPLETION)
_ENDED = (ParcelState.RECEIVED, ParcelState.RETURNED)
_CODE = re.compile(r"\d+\.\d{6}(\.[\w.]+)?")
_LONGEST_NUMBER = 9


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def parcels(request: HttpRequest) -> HttpResponse:
    """The parcels of this desk, what is due first on top; and those that have just come are written down."""
    me, at = acting(request), clock.now()
    form = ParcelsForm(request.POST or None, request.FILES or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            noted = _noted(request, me, form)
        except Refused as refused:
            refusal = refused.refusal
        else:
            words = ngettext("{count} parcel written down", "{count} parcels written down", noted)
            flash.success(request, words.format(count=noted))
            return redirect("desk:parcels")
    is_open = request.GET.get("list") != "ended"
    words, after = request.GET.get("q", "").strip(), _number(request.GET.get("after", "")) or 0
    found, has_more = counter.parcels(me.scope, _OPEN if is_open else _ENDED, words=words, after=after)
    note_reading(request, ReadingKind.DRAFT, [f"parcel/{one.id}" for one in found if one.typed], purpose="list")
    here = reverse("desk:parcels")
    chosen = {"q": words} | ({} if is_open else {"list": "ended"})
    older = f"{here}?{urlencode({**chosen, 'after': after + len(found)})}" if has_more else ""
    has_errors = form.is_bound and bool(form.errors)
    return render(
        request,
        "desk/parcels.html",
        {
            "form": form,
            "q": words,
            "is_open": is_open,
            "rows": [(one, messages.name_of(one.state), one.is_late(at), _way_to_open(one)) for one in found],
            "tabs": [
                Tab(_("To be opened"), here, is_active=is_open),
                Tab(_("Received or sent back"), f"{here}?list=ended", is_active=not is_open),
            ],
            "columns": [Column(_("Parcel")), Column(_("Sender")), Column(_("Arrived")), Column(_("Standing"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(found))),
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def answer_parcel(request: HttpRequest, parcel_id: int) -> HttpResponse:
    """Asks the sender for what is missing, or sends a parcel back; a refusal loses nothing typed."""
    me = acting(request)
    one = counter.parcel(me.scope, parcel_id)
    form, refusal = AnswerForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        state = ParcelState.RETURNED if "return" in request.POST else ParcelState.COMPLETION
        try:
            commands.answer_parcel(
                actor=me.actor(Role.RECEPTIONIST),
                scope=me.scope,
                at=clock.now(),
                parcel_id=parcel_id,
                state=state,
                reason=form.cleaned_data["reason"],
                key=request_key(posted(request)),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(
                request, _("Parcel {number}: {state}").format(number=one.number, state=messages.name_of(state))
            )
            return redirect("desk:parcels")
    note_reading(request, ReadingKind.DRAFT, f"parcel/{one.id}", purpose="page")
    has_errors = form.is_bound and bool(form.errors)
    return render(
        request,
        "desk/parcel.html",
        {"one": one, "form": form, **faults(refusal, has_errors=has_errors)},
        status=status_with(refusal, has_errors=has_errors),
    )


def opened(request: HttpRequest, me: Acting) -> Parcel | None:
    """The parcel that the address names; None where it names none. Raises Refused (`parcel_absent`)."""
    number = _number(request.GET.get(_PARCEL, ""))
    return counter.parcel(me.scope, number) if number is not None else None


def typed_on(one: Parcel) -> QueryDict:
    """What a parcel says already, as fields of the receiving sheet."""
    typed = QueryDict(mutable=True)
    typed["channel"], typed["return_method"] = Channel.POST.value, ReturnMethod.POST.value
    if one.typed is not None:
        typed["applicant-name"], typed["applicant-phone"] = one.typed.sender, one.typed.phone
        typed["note"] = one.typed.note
    return typed


def handed_in(application: Application, one: Parcel) -> Application:
    """The application with the instant at which its parcel came as the one it was handed in (`filed_at`).

    The clock starts at the receipt, as it does over the counter (clock rules 7 and 8).
    """
    return replace(application, filed_at=one.arrived_at)


def _noted(request: HttpRequest, me: Acting, form: ParcelsForm) -> int:
    at = clock.now()
    listed = form.parcels(at=at)
    if isinstance(listed, Refusal):
        raise Refused(listed)
    return commands.note_parcels(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=at,
        agency_id=receiving_agency(me),
        parcels=listed,
        key=request_key(posted(request)),
    )


def _way_to_open(one: Parcel) -> str:
    """The receiving sheet where the sender named the code, else the search for the procedure in his words."""
    words = one.typed.words if one.typed is not None else ""
    if _CODE.fullmatch(words):
        return f"{reverse('desk:receive', args=[words])}?{urlencode({_PARCEL: one.id})}"
    return f"{reverse('desk:home')}?{urlencode({'q': words, _PARCEL: one.id})}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None
