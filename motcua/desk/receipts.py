"""One payment: its receipt, a spoilt receipt replaced, and money given back."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.desk.cash import CASHIERS, place_of
from motcua.desk.money_forms import BackForm, RefundForm, ReplaceForm
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.payments import commands
from motcua.payments import queries as payments
from motcua.payments.types import Ground, Method, Payment
from motcua.ui.files import printed
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column

READERS = (*CASHIERS, Role.SUPERVISOR, Role.LEADER, Role.INSPECTOR)


@requires(*READERS)
@require_safe
def payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """What was paid, with its receipt to print, and what may still be done about it."""
    me = acting(request)
    one = _read(request, payment_id, purpose="page")
    return render(
        request,
        "desk/payment.html",
        {
            "payment": one,
            "method": capfirst(messages.name_of(one.method)),
            "refunds": [
                (refund, messages.name_of(refund.ground), line) for line in one.lines for refund in line.refunds
            ],
            "may_act": me.scope.may(*CASHIERS) and one.agency_id in me.scope.own_agency_ids,
            "columns": [Column(pgettext("money", "What for")), Column(_("Amount"), is_number=True)],
        },
    )


@requires(*READERS)
@require_safe
def payment_receipt(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Biên lai thu phí, lệ phí, as PDF."""
    me = acting(request)
    one = _read(request, payment_id, purpose="print")
    pdf = commands.print_receipt(
        actor=me.actor(), scope=me.scope, at=clock.now(), payment_id=payment_id, sheet=Sheet.asked(request.GET)
    )
    return printed(pdf, f"bien-lai-{one.receipt.number:07d}.pdf")


@requires(*READERS)
@require_safe
def refund_slip(request: HttpRequest, payment_id: int, number: int) -> HttpResponse:
    """Phiếu hoàn trả phí, lệ phí of that time that money went back, as PDF."""
    me = acting(request)
    _read(request, payment_id, purpose="print")
    pdf = commands.print_refund(
        actor=me.actor(),
        scope=me.scope,
        at=clock.now(),
        payment_id=payment_id,
        number=number,
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"phieu-hoan-tra-{payment_id}-{number}.pdf")


@requires(*CASHIERS)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Makes a spoilt receipt void and gives the next one."""
    me = acting(request)
    one = _read(request, payment_id, purpose="page")
    form, refusal = ReplaceForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            commands.replace_receipt(
                actor=me.actor(*CASHIERS),
                scope=me.scope,
                at=clock.now(),
                payment_id=payment_id,
                reason=form.cleaned_data["reason"],
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("The spoilt receipt is void. Print the new one."))
            return redirect("desk:payment", payment_id=payment_id)
    return render(
        request,
        "desk/replace_receipt.html",
        {"payment": one, "form": form, **faults_of(form, refusal)},
        status=status_of(form, refusal),
    )


@requires(*CASHIERS)
@require_http_methods(["GET", "POST"])
def refund(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Gives money back, whole or in part."""
    me = acting(request)
    one = _read(request, payment_id, purpose="page")
    lines = [(line.id, f"{line.label} · {line.code}", line.left) for line in one.lines if line.left]
    initial = {f"line-{line_id}": left for line_id, _label, left in lines}
    if one.method is Method.ONLINE:
        return _proposed(
            request, one, BackForm(request.POST or None, grounds=one.grounds, lines=lines, initial=initial)
        )
    form = RefundForm(request.POST or None, grounds=one.grounds, lines=lines, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            commands.refund(
                actor=me.actor(*CASHIERS),
                scope=me.scope,
                at=clock.now(),
                place=place_of(me),
                payment_id=payment_id,
                amounts=form.amounts(),
                ground=Ground(form.cleaned_data["ground"]),
                reason=form.cleaned_data["reason"],
                tender=form.tender(),
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Written down: the money goes back."))
            return redirect("desk:payment", payment_id=payment_id)
    return render(
        request,
        "desk/refund.html",
        {"payment": one, "form": form, **faults_of(form, refusal)},
        status=status_of(form, refusal),
    )


def _proposed(request: HttpRequest, one: Payment, form: BackForm) -> HttpResponse:
    """What was paid online goes back the way it came, once a second person says so."""
    me, refusal = acting(request), None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            commands.propose_repayment(
                actor=me.actor(*CASHIERS),
                scope=me.scope,
                at=clock.now(),
                payment_id=one.id,
                amounts=form.amounts(),
                ground=Ground(form.cleaned_data["ground"]),
                reason=form.cleaned_data["reason"],
                key=request_key(sent),
                seen=sent.seen,
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Proposed. The money goes back when a second person has approved it."))
            return redirect("desk:payment", payment_id=one.id)
    return render(
        request,
        "desk/refund.html",
        {"payment": one, "form": form, "is_proposal": True, **faults_of(form, refusal)},
        status=status_of(form, refusal),
    )


def _read(request: HttpRequest, payment_id: int, *, purpose: str) -> Payment:
    one = payments.payment(acting(request).scope, payment_id, at=clock.now())
    ids = dict.fromkeys(str(line.dossier_id) for line in one.lines)
    note_reading(request, ReadingKind.DOSSIER, list(ids), purpose=purpose)
    return one
