"""What a dossier owes and why, for whoever proves that he may know it; an order begun, and its page; the receipt.

The page of an order has an address of its own that nobody can guess: a gateway leads people back to it. It says what is
paid to whom for which dossier, and nothing of a person.
"""

from collections.abc import Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts import queries as accounts
from motcua.accounts.types import absent_or_not_yours, citizens_only, open_to_public
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.payments import commands, queries
from motcua.payments.types import Order, Way
from motcua.portal.filing.own import own_dossier
from motcua.portal.proving import WHOEVER_PROVED, with_proof
from motcua.ui.files import printed
from motcua.ui.types import Fact
from motcua.ui.wording import money

_SIGNER = Signer(salt="motcua.portal.order")


@with_proof
def owed(request: HttpRequest, dossier_id: int, proof: Mapping[str, str]) -> HttpResponse:
    """What the dossier owes and why, and the ways to pay it."""
    return _owed(request, dossier_id, proof)


@with_proof
def begin(request: HttpRequest, dossier_id: int, proof: Mapping[str, str]) -> HttpResponse:
    """Begins an order, and leads to its page."""
    return _begun(request, dossier_id, proof, WHOEVER_PROVED)


@with_proof
def receipt(request: HttpRequest, dossier_id: int, _told: Mapping[str, str], payment_id: int) -> HttpResponse:
    """Biên lai thu phí, lệ phí of what was paid for the dossier, as PDF."""
    return _receipt(dossier_id, payment_id)


@citizens_only
@never_cache
@require_http_methods(["GET", "POST"])
def own_owed(request: HttpRequest, number: str) -> HttpResponse:
    """The same for a dossier of whoever has logged in."""
    citizen = accounts.citizen_of(request)
    dossier_id = own_dossier(citizen, number, at=clock.now()) if citizen is not None else None
    if citizen is None or dossier_id is None:
        raise absent_or_not_yours()
    own = {"number": number}
    return (
        _begun(request, dossier_id, own, citizen.actor) if request.method == "POST" else _owed(request, dossier_id, own)
    )


@citizens_only
@never_cache
@require_safe
def own_receipt(request: HttpRequest, number: str, payment_id: int) -> HttpResponse:
    """The receipt of what was paid for a dossier of whoever has logged in."""
    citizen = accounts.citizen_of(request)
    dossier_id = own_dossier(citizen, number, at=clock.now()) if citizen is not None else None
    if dossier_id is None:
        raise absent_or_not_yours()
    return _receipt(dossier_id, payment_id)


@open_to_public
@never_cache
@require_safe
def order(request: HttpRequest, token: str) -> HttpResponse:
    """One order: how it is paid now, or what became of it."""
    at = clock.now()
    one = _order(token)
    way, refusal = None, None
    if one.is_payable(at):
        try:
            way = _way(request, one, token)
        except Refused as refused:
            refusal = refused.refusal
    account = queries.account_of(one.agency_id) if way is not None and way.code else None
    transfer = (
        [
            Fact(_("Bank"), account.bank_name),
            Fact(_("Account number"), account.number),
            Fact(_("Account holder"), account.holder),
            Fact(_("Amount"), money(one.amount)),
            Fact(_("Purpose of the transfer"), one.reference),
        ]
        if account is not None
        else []
    )
    return render(
        request,
        "portal/paying/order.html",
        {
            "order": one,
            "token": token,
            "way": way,
            "gateway": queries.title_of(one.gateway),
            "transfer": transfer,
            "is_payable": one.is_payable(at),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "why_back": messages.name_of(one.excess) if one.excess is not None else "",
        },
    )


@open_to_public
@never_cache
@require_safe
def order_code(request: HttpRequest, token: str) -> HttpResponse:
    """The code that the person's bank reads, as a picture."""
    way = _way(request, _order(token), token)
    if not way.code:
        raise absent_or_not_yours()
    return HttpResponse(queries.picture_of(way.code), content_type="image/svg+xml")


def address_of(order_id: int) -> str:
    """Where the page of an order is."""
    return reverse("portal:order", args=[_SIGNER.sign(str(order_id))])


def _owed(
    request: HttpRequest, dossier_id: int, proof: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    due = queries.due_of(dossier_id)
    context: dict[str, Any] = {
        "due": due,
        "ways": [(name, queries.title_of(name)) for name in due.gateways],
        "proof": {name: value for name, value in proof.items() if name != "number"},
        "number": proof.get("number", ""),
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": refusal is not None,
    }
    return render(
        request, "portal/paying/owed.html", context, status=messages.status_of(refusal) if refusal is not None else 200
    )


def _begun(request: HttpRequest, dossier_id: int, proof: Mapping[str, str], actor: Actor) -> HttpResponse:
    typed = request.POST.get("expected", "")
    try:
        order_id = commands.begin_order(
            actor=actor,
            at=clock.now(),
            dossier_id=dossier_id,
            gateway=request.POST.get("gateway", ""),
            expected=int(typed) if typed.isascii() and typed.isdigit() else 0,
        )
    except Refused as refused:
        return _owed(request, dossier_id, proof, refused.refusal)
    return redirect(address_of(order_id))


def _receipt(dossier_id: int, payment_id: int) -> HttpResponse:
    pdf, number = queries.payers_receipt(dossier_id, payment_id, at=clock.now())
    return printed(pdf, f"bien-lai-{number.replace(' ', '-').replace('/', '-')}.pdf")


def _order(token: str) -> Order:
    try:
        return queries.order(int(_SIGNER.unsign(token)))
    except BadSignature as error:
        raise Refused(Refusal("payments_absent")) from error


def _way(request: HttpRequest, one: Order, token: str) -> Way:
    back = request.build_absolute_uri(reverse("portal:order", args=[token]))
    return commands.way_to_pay(one.id, back=back, at=clock.now())
