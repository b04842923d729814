"""The receipt books of a house, and the account to which people transfer."""

from collections.abc import Callable

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import Acting, acting, request_key, requires
from motcua.desk.money_forms import AccountForm, BookForm, initial_of
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import ONE_STOP_KINDS, Role
from motcua.payments import commands
from motcua.payments import queries as payments
from motcua.payments.types import Book
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column

KEEPERS = (Role.SUPERVISOR, Role.LEADER)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def books(request: HttpRequest) -> HttpResponse:
    """The books with what is left of them, a form for a new one, and the account."""
    me = acting(request)
    agencies = _agencies(me)
    account = next(filter(None, (payments.account_of(int(one)) for one, _name in agencies[:1])), None)
    is_account = "account" in request.POST
    book = BookForm(request.POST if request.method == "POST" and not is_account else None, places=_places(me, agencies))
    transfer = AccountForm(
        request.POST if is_account else None,
        agencies=agencies,
        initial=initial_of(account) if account is not None else None,
    )
    form = transfer if is_account else book
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = _done(request, lambda: _decide(request, me, transfer) if is_account else _open(request, me, book))
        if refusal is None:
            return redirect("desk:books")
    return render(
        request,
        "desk/books.html",
        {
            "rows": _rows(payments.books(me.scope), me),
            "book": book,
            "transfer": transfer,
            "columns": [
                Column(_("Book")),
                Column(pgettext("receipt book", "For")),
                Column(_("Numbers")),
                Column(_("Left"), is_number=True),
                Column(_("State")),
            ],
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*KEEPERS)
@require_POST
def close_book(request: HttpRequest, book_id: int) -> HttpResponse:
    """Closes a book."""
    me = acting(request)
    commands.close_book(
        actor=me.actor(*KEEPERS), scope=me.scope, at=clock.now(), book_id=book_id, key=request_key(posted(request))
    )
    flash.success(request, _("The book is closed: it gives no more receipts."))
    return redirect("desk:books")


def _done(request: HttpRequest, doing: Callable[[], str]) -> Refusal | None:
    try:
        flash.success(request, doing())
    except Refused as refused:
        return refused.refusal
    return None


def _open(request: HttpRequest, me: Acting, form: BookForm) -> str:
    commands.open_book(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        place=form.place_chosen(),
        series=form.cleaned_data["series"].strip(),
        first=form.cleaned_data["first"],
        last=form.cleaned_data["last"],
        key=request_key(posted(request)),
    )
    return _("The book is open.")


def _decide(request: HttpRequest, me: Acting, form: AccountForm) -> str:
    typed = {name: value.strip() for name, value in form.cleaned_data.items()}
    commands.decide_account(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        agency_id=int(typed.pop("agency")),
        **typed,
        key=request_key(posted(request)),
    )
    return _("People transfer to this account from now on.")


def _agencies(me: Acting) -> list[tuple[str, str]]:
    """The one-stop places of the house."""
    own = organisation.agencies_by_id(me.scope.own_agency_ids, on=me.on).values()
    return [(str(one.id), one.name) for one in own if one.kind in ONE_STOP_KINDS]


def _places(me: Acting, agencies: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """These places, and the desks in them."""
    names = dict(agencies)
    desks = organisation.desks([int(one) for one in names], on=me.on)
    return [*agencies, *((f"{one.agency_id}:{one.id}", f"{one.name}, {names[str(one.agency_id)]}") for one in desks)]


def _rows(found: tuple[Book, ...], me: Acting) -> list[tuple[Book, str, bool]]:
    names = organisation.agency_names({one.agency_id for one in found})
    desks = {one.id: one.name for one in organisation.desks({one.agency_id for one in found}, on=me.on)}
    mine = me.scope.own_agency_ids
    return [
        (
            one,
            ", ".join(filter(None, (desks.get(one.desk_id or 0, ""), names.get(one.agency_id, "")))),
            one.closed_at is None and one.agency_id in mine,
        )
        for one in found
    ]
