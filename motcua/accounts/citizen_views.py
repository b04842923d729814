"""The citizens' log-in with the national e-ID, their own page, and their sessions."""

from importlib import import_module
from types import ModuleType

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import citizen_commands, citizen_sessions, queries
from motcua.accounts.addresses import asked_address, own_address
from motcua.accounts.citizen_sessions import AT_THE_EID
from motcua.accounts.types import (
    Citizen,
    absent_or_not_yours,
    citizen_panels,
    citizens_only,
    open_to_public,
    public_menus,
)
from motcua.kernel import clock
from motcua.kernel.messages import sentence_of, status_of
from motcua.kernel.types import Refusal, Refused
from motcua.parties.types import PartyKind
from motcua.ui.types import Fact


@open_to_public
@never_cache
@require_safe
def log_in(request: HttpRequest) -> HttpResponse:
    """What the log-in is for, and the way to the provider. Who is logged in already goes on at once."""
    wanted = asked_address(request)
    if queries.citizen_of(request) is not None:
        return redirect(wanted or "accounts:citizen")
    return _page(request, wanted)


@open_to_public
@never_cache
@require_safe
def set_out(request: HttpRequest) -> HttpResponse:
    """Sends the visitor to the provider, by a link: the policy of contents lets no form lead out of the house."""
    wanted = asked_address(request)
    if not queries.has_eid():
        return _page(request, wanted, Refusal("eid_not_set_up"))
    if not AxesProxyHandler.is_allowed(request, AT_THE_EID):
        return _page(request, wanted, Refusal("eid_too_many_tries"))
    back = request.build_absolute_uri(reverse("accounts:citizen_arrived"))
    there = _eid().begin(request, redirect_address=back, next_address=wanted)
    return _page(request, wanted, there) if isinstance(there, Refusal) else redirect(there)


@open_to_public
@never_cache
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the visitor back to: logged in, or with a sentence and the way to try again."""
    if not queries.has_eid():
        return _page(request, "", Refusal("eid_not_set_up"))
    if not AxesProxyHandler.is_allowed(request, AT_THE_EID):
        wanted = own_address(request, request.session.get(_eid().WANTED, ""))
        return _page(request, wanted, Refusal("eid_too_many_tries"))
    arrival = _eid().arrived(request)
    wanted = own_address(request, arrival.next_address)
    if isinstance(arrival.claimed, Refusal):
        if arrival.claimed.code == "eid_not_believed":
            user_login_failed.send(sender=__name__, credentials=dict(AT_THE_EID), request=request)
        return _page(request, wanted, arrival.claimed)
    try:
        citizen_sessions.enter(request, arrival.claimed, issuer=settings.EID_ISSUER, at=clock.now())
    except Refused as refused:
        return _page(request, wanted, refused.refusal)
    reset(ip=request.META.get("REMOTE_ADDR"), username=AT_THE_EID["username"])
    return redirect(wanted or "accounts:citizen")


@citizens_only
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The citizen's own page: who he is here, what the faces have of his, and where he is logged in."""
    citizen = _himself(request)
    context = {
        "menus": public_menus(),
        "citizen": citizen,
        "facts": _facts(citizen),
        "panels": [(panel.template, panel.context(request, citizen)) for panel in citizen_panels()],
        "sessions": queries.sessions_of(citizen),
        "this_session": request.session[citizen_sessions.CITIZEN],
    }
    return render(request, "accounts/citizen.html", context)


@citizens_only
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Logs out one of the citizen's browsers, or all but this one. Another's is refused like one that is not there."""
    citizen, chosen = _himself(request), request.POST.get("session", "")
    if chosen == "others":
        citizen_commands.end_other_sessions(citizen, but=request.session[citizen_sessions.CITIZEN])
    elif chosen.isascii() and chosen.isdecimal():
        citizen_commands.end_session_of(citizen, int(chosen))
    else:
        raise absent_or_not_yours()
    messages.success(request, _("That browser is logged out."))
    return redirect("accounts:citizen")


@open_to_public
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, and forgets what else the browser's session held."""
    citizen_sessions.leave(request)
    request.session.flush()
    messages.success(request, _("You are logged out."))
    return redirect("accounts:citizen_log_in")


def _eid() -> ModuleType:
    """The protocol, which is large: read when the first citizen logs in."""
    return import_module("motcua.accounts.eid")


def _facts(citizen: Citizen) -> list[Fact]:
    is_person = citizen.kind is PartyKind.PERSON
    number = citizen.identity.number if citizen.identity else ""
    said = (
        (_("Personal number") if is_person else _("Tax code"), number),
        (_("Born"), citizen.born.written if citizen.born else ""),
        (_("Logged in for it"), citizen.represented_by),
        (_("Level of the e-ID"), citizen.level),
    )
    return [Fact(label, value) for label, value in said if value]


def _himself(request: HttpRequest) -> Citizen:
    citizen = queries.citizen_of(request)
    if citizen is None:
        raise absent_or_not_yours()
    return citizen


def _page(request: HttpRequest, wanted: str, refusal: Refusal | None = None) -> HttpResponse:
    """The log-in page; with the sentence of a refusal, and always with the way on to where the visitor wanted to go."""
    context = {
        "menus": public_menus(),
        "next": wanted,
        "is_set_up": queries.has_eid(),
        "is_demo": settings.DEMO,
        "refusal": sentence_of(refusal) if refusal else "",
        "has_errors": refusal is not None,
    }
    return render(request, "accounts/citizen_log_in.html", context, status=status_of(refusal) if refusal else 200)
