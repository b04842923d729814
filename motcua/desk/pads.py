"""Pads of reserved codes for a power cut: reserved and printed, entered late, what was not used made void."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.counter import commands
from motcua.counter import queries as counter
from motcua.desk.home import receiving_agency
from motcua.desk.pad_forms import PadForm, VoidStubsForm
from motcua.desk.stubs import STUB, is_number
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.ui.files import printed
from motcua.ui.forms import faults, status_with
from motcua.ui.requests import posted, typed_texts
from motcua.ui.types import Column, Pages, Tab

WATCHERS = (Role.RECEPTIONIST, Role.SUPERVISOR)


@requires(*WATCHERS)
@require_safe
def pads(request: HttpRequest) -> HttpResponse:
    """The pads of this house, those first that should be settled first."""
    return _pads_page(request)


@requires(Role.RECEPTIONIST)
@require_POST
def reserve_pad(request: HttpRequest) -> HttpResponse:
    """Reserves a pad, and leads to it to be printed."""
    me = acting(request)
    form = PadForm(request.POST, agencies=counter.resolving_agencies(me.scope, on=me.on))
    if not form.is_valid():
        return _pads_page(request, form=form)
    try:
        pad_id = commands.reserve_pad(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=clock.now(),
            agency_id=receiving_agency(me),
            resolving_agency_id=form.cleaned_data["resolving_agency"],
            day=form.cleaned_data["day"],
            codes=form.cleaned_data["codes"],
            key=request_key(posted(request)),
        )
    except Refused as refused:
        return _pads_page(request, form=form, refusal=refused.refusal)
    flash.success(request, _("The codes are reserved. Print the pad now, while there is power."))
    return redirect("desk:pad", pad_id=pad_id)


@requires(*WATCHERS)
@require_safe
def pad(request: HttpRequest, pad_id: int) -> HttpResponse:
    """One pad: what became of each of its codes."""
    return _pad_page(request, pad_id)


@requires(Role.RECEPTIONIST)
@require_POST
def void_stubs(request: HttpRequest, pad_id: int) -> HttpResponse:
    """Makes the ticked codes of a pad void, or all that are open."""
    me = acting(request)
    form = VoidStubsForm(request.POST)
    if not form.is_valid():
        return _pad_page(request, pad_id, form=form)
    ticked = [int(one) for one in request.POST.getlist(STUB) if is_number(one)]
    try:
        count = commands.void_stubs(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=clock.now(),
            pad_id=pad_id,
            reason=form.cleaned_data["reason"],
            stub_ids=None if "all" in request.POST else ticked,
            key=request_key(posted(request)),
        )
    except Refused as refused:
        return _pad_page(request, pad_id, form=form, refusal=refused.refusal)
    words = ngettext("{count} code is void, with its reason.", "{count} codes are void, with their reason.", count)
    flash.success(request, words.format(count=count))
    return redirect("desk:pad", pad_id=pad_id)


@requires(Role.RECEPTIONIST)
@require_safe
def pad_pdf(request: HttpRequest, pad_id: int) -> HttpResponse:
    """The pad to print, as PDF."""
    me = acting(request)
    pdf = commands.print_pad(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        pad_id=pad_id,
        address=request.build_absolute_uri("/"),
    )
    return printed(pdf, f"tap-ma-{pad_id}.pdf")


def _pads_page(request: HttpRequest, *, form: PadForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
    me, at = acting(request), clock.now()
    is_open = request.GET.get("list") != "ended"
    typed = request.GET.get("after", "")
    after = int(typed) if is_number(typed) else 0
    found, has_more = counter.pads(me.scope, is_open=is_open, after=after)
    here = reverse("desk:pads")
    names = organisation.agency_names({one.resolving_agency_id for one in found})
    officers = organisation.officer_names({one.officer_id for one in found})
    chosen = "" if is_open else "list=ended&"
    has_errors = form is not None and bool(form.errors)
    return render(
        request,
        "desk/pads.html",
        {
            "rows": [
                (one, names.get(one.resolving_agency_id, ""), officers.get(one.officer_id, ""), one.is_late(at))
                for one in found
            ],
            "may_reserve": me.scope.may(Role.RECEPTIONIST),
            "form": form
            or PadForm(
                agencies=counter.resolving_agencies(me.scope, on=me.on),
                initial={"day": me.on, "codes": counter.rules_on(me.on).pad_codes},
            ),
            "tabs": [
                Tab(_("With open codes"), here, is_active=is_open),
                Tab(_("Settled"), f"{here}?list=ended", is_active=not is_open),
            ],
            "columns": [
                Column(_("Pad")),
                Column(_("Reserved")),
                Column(_("Open codes"), is_number=True),
                Column(_("To be settled by")),
            ],
            "pages": Pages(
                newer_url="",
                older_url=f"{here}?{chosen}after={after + len(found)}" if has_more else "",
                shown=str(len(found)),
            ),
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )


def _pad_page(
    request: HttpRequest, pad_id: int, *, form: VoidStubsForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    me, at = acting(request), clock.now()
    found, stubs = counter.pad(me.scope, pad_id)
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in stubs if one.dossier_id], purpose="list")
    settled_by = (one.officer_id for one in stubs if one.officer_id is not None)
    officers = organisation.officer_names({found.officer_id, *settled_by})
    ticked = set(request.POST.getlist(STUB))
    has_errors = form is not None and bool(form.errors)
    return render(
        request,
        "desk/pad.html",
        {
            "pad": found,
            "resolving": organisation.agency_names([found.resolving_agency_id]).get(found.resolving_agency_id, ""),
            "officer": officers.get(found.officer_id, ""),
            "is_late": found.is_late(at),
            "may_settle": me.scope.may(Role.RECEPTIONIST),
            "rows": [
                (one, messages.name_of(one.state), officers.get(one.officer_id or 0, ""), str(one.id) in ticked)
                for one in stubs
            ],
            "form": form or VoidStubsForm(),
            "typed": typed_texts(request) if not found.open_codes else (),
            "columns": [Column(_("Code")), Column(_("Standing")), Column(_("By"))],
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )
