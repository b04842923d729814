"""The cash desk: what is owed, and the money for it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.desk.money_forms import PayForm
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.payments import commands
from motcua.payments import queries as payments
from motcua.payments.types import Owing, PaymentRow, Place, RefundRow
from motcua.ui.files import printed
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column

Row = TypeVar("Row", PaymentRow, RefundRow)
CASHIERS = (Role.RECEPTIONIST,)
_OWING_FOR = timedelta(days=7)
"""How long ago what is offered here may have been received; older debts are found on the dossier's own page."""
_SHOWN = 30
_MOST_OF_A_VISIT = 30


@requires(*CASHIERS)
@require_safe
def cash(request: HttpRequest) -> HttpResponse:
    """What lately received dossiers owe, and what this cashier has taken today."""
    me, at = acting(request), clock.now()
    place = place_of(me)
    owing = payments.owing_since(me.scope, place.agency_id, me.on - _OWING_FOR, at=at, limit=_SHOWN)
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in owing], purpose="list")
    till_id = payments.till_at(place, officer_id=me.officer.id, on=me.on)
    day = payments.day(me.scope, till_id) if till_id is not None else None
    return render(
        request,
        "desk/cash.html",
        {
            "owing": owing,
            "day": day,
            "has_books": bool(payments.books_at(place)),
            "columns": payment_columns(),
            "rows": with_methods(day.payments) if day is not None else [],
        },
    )


@requires(*CASHIERS)
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest) -> HttpResponse:
    """The money for one dossier, or for all of one visit. A refusal loses nothing typed."""
    me = acting(request)
    owing = _owing(request, me)
    place, total = place_of(me), sum(one.total for one in owing)
    books = payments.books_at(place)
    form = PayForm(request.POST or None, books=books, initial={"given": total, "expected": total})
    refusal = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            payment_id = commands.pay(
                actor=me.actor(*CASHIERS),
                scope=me.scope,
                at=clock.now(),
                place=place,
                book_id=int(form.cleaned_data["book"]),
                fees={one.dossier_id: [line.key for line in one.lines] for one in owing},
                tender=form.tender(),
                expected=form.cleaned_data["expected"],
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("desk:payment", payment_id=payment_id)
    if not owing:
        raise Refused(refusal or Refusal("payment_nothing_owed"))
    return render(
        request,
        "desk/pay.html",
        {
            "owing": owing,
            "total": total,
            "form": form,
            "books": books,
            "account": payments.account_of(place.agency_id),
            "visit": "&".join(f"dossier={one.dossier_id}" for one in owing),
            "columns": [Column(pgettext("money", "What for")), Column(_("Amount"), is_number=True)],
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*CASHIERS)
@require_safe
def pay_code(request: HttpRequest) -> HttpResponse:
    """The VietQR code that pays for the visit, as a picture."""
    me = acting(request)
    ids = [one.dossier_id for one in _owing(request, me)]
    picture = payments.transfer_qr(me.scope, ids, agency_id=place_of(me).agency_id, at=clock.now())
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@requires(*CASHIERS)
@require_safe
def pay_request(request: HttpRequest) -> HttpResponse:
    """Phiếu báo nộp phí, lệ phí with the VietQR code, as PDF."""
    me = acting(request)
    ids = [one.dossier_id for one in _owing(request, me)]
    pdf = commands.print_request(
        actor=me.actor(*CASHIERS),
        scope=me.scope,
        at=clock.now(),
        dossier_ids=ids,
        agency_id=place_of(me).agency_id,
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, "phieu-bao-nop-phi.pdf")


def place_of(me: Acting) -> Place:
    """Where this cashier takes money: the agency of his post, and the desk if it names one."""
    for capacity in me.house.capacities:
        if capacity.post.role in CASHIERS:
            return Place(capacity.post.agency_id, capacity.post.desk_id)
    raise Refused(Refusal("not_permitted"))


def payment_columns() -> list[Column]:
    """What a list of payments shows."""
    return [
        Column(pgettext("money", "Receipt")),
        Column(_("Dossiers")),
        Column(_("Paid by")),
        Column(_("Amount"), is_number=True),
    ]


def with_methods(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Payments or refunds, each with its method in words."""
    return [(row, capfirst(messages.name_of(row.method))) for row in rows]


def _owing(request: HttpRequest, me: Acting) -> Sequence[Owing]:
    """What the dossiers of the visit owe, as the address names them."""
    named = [one for one in request.GET.getlist("dossier") if one.isascii() and one.isdigit()][:_MOST_OF_A_VISIT]
    owing = payments.owing(me.scope, [int(one) for one in dict.fromkeys(named)], at=clock.now())
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in owing], purpose="page")
    return owing
