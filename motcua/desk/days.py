"""The days of the cashiers: what went through, the cash counted, the day closed, the sheet printed."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import acting, request_key, requires
from motcua.desk.books import KEEPERS
from motcua.desk.cash import payment_columns, with_methods
from motcua.desk.money_forms import CountForm
from motcua.desk.receipts import READERS
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.papers.types import Sheet
from motcua.payments import commands
from motcua.payments import queries as payments
from motcua.ui.files import printed
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted, typed_texts
from motcua.ui.types import Column, Fact, Pages
from motcua.ui.wording import money

_PAGE = 50


@requires(*READERS)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The days of all cashiers in sight, the latest first."""
    me = acting(request)
    before = request.GET.get("before", "")
    found = payments.tills(
        me.scope, before=int(before) if before.isascii() and before.isdigit() else None, limit=_PAGE + 1
    )
    shown = found[:_PAGE]
    names = organisation.agency_names({till.agency_id for till in shown})
    return render(
        request,
        "desk/days.html",
        {
            "tills": [(till, names.get(till.agency_id, "")) for till in shown],
            "may_keep": me.scope.may(*KEEPERS),
            "columns": [
                Column(_("Day")),
                Column(_("Cashier")),
                Column(_("State")),
                Column(_("Difference"), is_number=True),
            ],
            "pages": Pages(older_url=f"?before={shown[-1].id}" if len(found) > _PAGE else "", shown=str(len(shown))),
        },
    )


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def day(request: HttpRequest, till_id: int) -> HttpResponse:
    """One cashier's day; as long as it is open, the form that closes it."""
    me = acting(request)
    whole = payments.day(me.scope, till_id)
    mine = whole.till.officer_id == me.officer.id
    heads = me.scope.may(*KEEPERS)
    is_open = whole.till.closed_at is None and whole.till.officer_id is not None
    may_close = is_open and whole.till.agency_id in me.scope.own_agency_ids and (mine or heads)
    form = CountForm(request.POST or None, denominations=payments.denominations_on(whole.till.day))
    refusal = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            commands.close_day(
                actor=me.actor(*READERS),
                scope=me.scope,
                at=clock.now(),
                till_id=till_id,
                count=form.count(),
                reason=form.cleaned_data["reason"],
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("The day is closed. Print its sheet."))
            return redirect("desk:day", till_id=till_id)
    totals = whole.totals
    sums = [
        *(Fact(capfirst(str(messages.name_of(method))), money(amount)) for method, amount in totals.paid.items()),
        *(Fact(_("Given back"), money(amount)) for amount in totals.refunded.values()),
        Fact(_("Cash there must be"), money(totals.cash)),
    ]
    return render(
        request,
        "desk/day.html",
        {
            "day": whole,
            "agency": organisation.agency_names([whole.till.agency_id]).get(whole.till.agency_id, ""),
            "sums": sums,
            "form": form if may_close else None,
            "typed": typed_texts(request) if not may_close else (),
            "rows": with_methods(whole.payments),
            "refunds": with_methods(whole.refunds),
            "columns": payment_columns(),
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*READERS)
@require_safe
def day_sheet(request: HttpRequest, till_id: int) -> HttpResponse:
    """Bảng kê thu phí, lệ phí of a closed day, as PDF."""
    me = acting(request)
    pdf = commands.print_day_sheet(
        actor=me.actor(), scope=me.scope, at=clock.now(), till_id=till_id, sheet=Sheet.asked(request.GET)
    )
    return printed(pdf, f"bang-ke-thu-{till_id}.pdf")
