"""Results that go home by post: what is to be sent, what is on its way, and the label."""

from typing import Any

from django import forms
from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.parties.types import Identity, Party, PartyKind
from motcua.parties.types import Role as Part
from motcua.postal import commands
from motcua.postal import queries as postal
from motcua.postal.types import Quote, Shipment, ShipmentState
from motcua.process import queries as course
from motcua.process.queries import ResultAtDesk
from motcua.ui.files import printed
from motcua.ui.forms import faults, status_with
from motcua.ui.requests import posted
from motcua.ui.types import Column, Pages, Tab, Tone

_TONES = {
    ShipmentState.DELIVERED: Tone.SUCCESS,
    ShipmentState.RETURNED: Tone.WARNING,
    ShipmentState.FAILED: Tone.DANGER,
    ShipmentState.ON_THE_WAY: Tone.INFO,
    ShipmentState.POSTED: Tone.INFO,
}
_ENDED = "ended"


class AddressForm(forms.Form):
    """Where a result goes, as it was declared or as the person says now."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300)
    phone = forms.CharField(
        label=gettext_lazy("Phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    amount = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def to(self, identity: Identity | None) -> Party:
        """The addressee."""
        typed = self.cleaned_data
        return Party(PartyKind.PERSON, typed["name"], identity, address=typed["address"], phone=typed["phone"])


@requires(Role.RECEPTIONIST)
@require_safe
def shipments(request: HttpRequest) -> HttpResponse:
    """What is to be sent, and what was sent."""
    me, at = acting(request), clock.now()
    is_open = request.GET.get("list") != _ENDED
    before = request.GET.get("before", "")
    waiting = postal.to_send(me.scope, at=at) if is_open else ()
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < len("9999999999") else None
    found = postal.shipments(me.scope, is_open=is_open, before=number, limit=postal.PAGE + 1)
    shown = found[: postal.PAGE]
    read = [str(one.dossier_id) for one in waiting] + [str(one.dossier_id) for one in shown]
    note_reading(request, ReadingKind.DOSSIER, read, purpose="list")
    here = reverse("desk:shipments")
    chosen = "" if is_open else f"list={_ENDED}&"
    older = f"{here}?{chosen}before={shown[-1].id}" if len(found) > len(shown) else ""
    return render(
        request,
        "desk/shipments.html",
        {
            "waiting": waiting,
            "rows": [_line(one) for one in shown],
            "is_open": is_open,
            "has_carrier": postal.has_carrier(),
            "can_post": any(one.state is ShipmentState.BOOKED for one in shown),
            "tabs": [
                Tab(_("To send and on the way"), here, is_active=is_open),
                Tab(_("Arrived or ended"), f"{here}?list={_ENDED}", is_active=not is_open),
            ],
            "columns": [
                Column(_("Shipment")),
                Column(_("Addressee")),
                Column(_("Standing of the shipment")),
                Column(_("Amount"), is_number=True),
            ],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(shown))),
        },
    )


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Where one result goes and what that costs; then it is ordered. A refusal loses nothing typed."""
    me, at = acting(request), clock.now()
    result = course.result_at_desk(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    chosen = sorted(result.collectors, key=lambda one: one.role is not Part.COLLECTOR)
    to = next((one.party for one in chosen), None)
    declared = {"name": to.name, "address": to.address, "phone": to.phone} if to is not None else {}
    form = AddressForm(request.POST or None, initial=declared)
    quote, refusal = None, None
    if request.method == "POST" and form.is_valid():
        addressee = form.to(_identity(to, form.cleaned_data["name"]))
        try:
            quote = postal.quote(addressee)
            if form.cleaned_data["amount"] == quote.amount and "order" in request.POST:
                _ordered(request, me, dossier_id, addressee, quote)
                flashes.success(request, _("Ordered: {code}").format(code=result.view.code))
                return redirect("desk:shipments")
        except Refused as refused:
            refusal = refused.refusal
    return _shown(request, result, form, quote=quote, refusal=refusal)


@requires(Role.RECEPTIONIST)
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Those ticked were given to the carrier, or one is called off."""
    me = acting(request)
    state = ShipmentState.CANCELLED if "cancel" in request.POST else ShipmentState.POSTED
    named = [request.POST["cancel"]] if "cancel" in request.POST else request.POST.getlist("shipment")
    ids = [int(one) for one in named if one.isascii() and one.isdecimal()]
    if ids:
        marked = commands.mark(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=clock.now(),
            shipment_ids=ids,
            state=state,
            key=request_key(posted(request)),
        )
        words = ngettext("{count} shipment: {state}", "{count} shipments: {state}", marked)
        flashes.success(request, words.format(count=marked, state=messages.name_of(state)))
    else:
        flashes.error(request, _("Tick what you gave to the carrier."))
    return redirect("desk:shipments")


@requires(Role.RECEPTIONIST)
@require_safe
def label(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """The label for the parcel, as PDF."""
    me, at = acting(request), clock.now()
    pdf = commands.print_label(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=at,
        shipment_id=shipment_id,
        sheet=Sheet.asked(request.GET),
    )
    one = postal.shipment(me.scope, shipment_id)
    note_reading(request, ReadingKind.DOSSIER, str(one.dossier_id), purpose="print")
    return printed(pdf, f"phieu-gui-{one.reference}.pdf")


def _ordered(request: HttpRequest, me: Acting, dossier_id: int, to: Party, quote: Quote) -> None:
    commands.order(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        to=to,
        amount=quote.amount,
        key=request_key(posted(request)),
    )


def _identity(known: Party | None, name: str) -> Identity | None:
    """Who he is stays known where the name stays."""
    return known.identity if known is not None and known.name == name else None


def _line(one: Shipment) -> dict[str, Any]:
    trouble = messages.name_of(one.trouble) if one.trouble is not None else ""
    return {
        "one": one,
        "words": capfirst(messages.name_of(one.state)),
        "tone": _TONES.get(one.state, Tone.NEUTRAL),
        "trouble": trouble,
        "is_booked": one.state is ShipmentState.BOOKED,
        "may_cancel": one.state in {ShipmentState.ORDERED, ShipmentState.BOOKED},
    }


def _shown(
    request: HttpRequest, result: ResultAtDesk, form: AddressForm, *, quote: Quote | None, refusal: Refusal | None
) -> HttpResponse:
    has_errors = form.is_bound and bool(form.errors)
    return render(
        request,
        "desk/send.html",
        {
            "result": result,
            "view": result.view,
            "form": form,
            "quote": quote,
            "has_carrier": postal.has_carrier(),
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )
