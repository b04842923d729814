"""Money that comes through gateways: what goes back, the gateways' files of the days, and each compared with ours."""

import csv
import io
from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import acting, request_key, requires
from motcua.desk.books import KEEPERS
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import ONE_STOP_KINDS
from motcua.payments import commands
from motcua.payments import queries as payments
from motcua.payments.types import FileKind, Repayment
from motcua.ui.forms import choose_among, day_field, faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Fact, Pages
from motcua.ui.wording import money

_PAGE = 50
_MOST_BYTES = 5 * 1024 * 1024


class StatementForm(forms.Form):
    """A gateway's file of a day."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    gateway = forms.ChoiceField(label=gettext_lazy("Payment service"))
    day = day_field(gettext_lazy("Day"))
    file = forms.FileField(label=gettext_lazy("File of the payment service or the bank"), allow_empty_file=False)
    use_required_attribute = False

    def clean_file(self) -> bytes:
        """Its bytes, of which there may be only so many."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for one day."))
        return bytes(file.read())


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def online(request: HttpRequest) -> HttpResponse:
    """What goes back, the files of the days, and a form for the next one."""
    me = acting(request)
    form = StatementForm(request.POST or None, request.FILES or None, initial={"day": me.on})
    own = organisation.agencies_by_id(me.scope.own_agency_ids, on=me.on).values()
    choose_among(form, "agency", [(one.id, one.name) for one in own if one.kind in ONE_STOP_KINDS])
    choose_among(form, "gateway", list(payments.gateway_titles().items()))
    refusal = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            number = commands.keep_statement(
                actor=me.actor(*KEEPERS),
                scope=me.scope,
                at=clock.now(),
                agency_id=int(typed["agency"]),
                gateway=typed["gateway"],
                day=typed["day"],
                content=typed["file"],
                key=request_key(posted(request)),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("desk:statement", statement_id=number)
    before = _number(request)
    found = payments.statements(me.scope, before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    return render(
        request,
        "desk/online/online.html",
        {
            "repayments": [_told(one, me.officer.id) for one in payments.repayments(me.scope)],
            "statements": [(row, payments.title_of(row.gateway)) for row in shown],
            "form": form,
            "back_columns": [
                Column(_("Dossier")),
                Column(_("Why")),
                Column(_("State")),
                Column(_("Amount"), is_number=True),
            ],
            "columns": [Column(_("Day")), Column(_("Payment service")), Column(_("State"))],
            "pages": Pages(older_url=f"?before={shown[-1].id}" if len(found) > _PAGE else "", shown=str(len(shown))),
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*KEEPERS)
@require_POST
def approve_repayment(request: HttpRequest, repayment_id: int) -> HttpResponse:
    """The second person says that money goes back."""
    me, sent = acting(request), posted(request)
    return _done(
        request,
        lambda: commands.approve_repayment(
            actor=me.actor(*KEEPERS),
            scope=me.scope,
            at=clock.now(),
            repayment_id=repayment_id,
            key=request_key(sent),
            seen=sent.seen,
        ),
        _("Approved: the money goes back by itself."),
    )


@requires(*KEEPERS)
@require_POST
def withdraw_repayment(request: HttpRequest, repayment_id: int) -> HttpResponse:
    """The money stays."""
    me = acting(request)
    return _done(
        request,
        lambda: commands.withdraw_repayment(
            actor=me.actor(*KEEPERS),
            scope=me.scope,
            at=clock.now(),
            repayment_id=repayment_id,
            key=request_key(posted(request)),
        ),
        _("Nothing goes back."),
    )


@requires(*KEEPERS)
@require_POST
def repaid_by_hand(request: HttpRequest, repayment_id: int) -> HttpResponse:
    """What the payment service does not give back was transferred."""
    me = acting(request)
    return _done(
        request,
        lambda: commands.repaid_by_hand(
            actor=me.actor(*KEEPERS),
            scope=me.scope,
            at=clock.now(),
            repayment_id=repayment_id,
            reference=request.POST.get("reference", "").strip(),
            key=request_key(posted(request)),
        ),
        _("Written down: the money was transferred back."),
    )


@requires(*KEEPERS)
@require_safe
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """A day of a gateway compared with ours: what differs first to be explained, then closed."""
    me = acting(request)
    one = payments.statement(me.scope, statement_id)
    facts = [
        Fact(_("Came in, by the file"), _sum(one.came)),
        Fact(_("Settled with receipts"), _sum(one.settled)),
        Fact(_("Paid nothing and goes back"), _sum(one.going_back)),
        Fact(_("Waits for a receipt"), _sum(one.waiting)),
        Fact(_("Given back, by the file"), _sum(one.went_back)),
        Fact(_("Lines"), len(one.lines)),
        Fact(_("Lines without a reason"), one.open_lines),
    ]
    return render(
        request,
        "desk/online/statement.html",
        {
            "one": one,
            "gateway": payments.title_of(one.row.gateway),
            "lines": [(line, messages.name_of(line.kind), messages.name_of(line.likeness)) for line in one.lines],
            "facts": facts,
            "may_act": one.row.closed_at is None and one.row.agency_id in me.scope.own_agency_ids,
            "is_over": me.on > one.row.day,
            "columns": [
                Column(pgettext("money", "Transaction")),
                Column(_("State")),
                Column(pgettext("comparison", "In the file"), is_number=True),
                Column(pgettext("comparison", "With us"), is_number=True),
            ],
        },
    )


@requires(*KEEPERS)
@require_POST
def take_in(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Money of the file of which nobody has told us is taken in."""
    taken = commands.take_in(scope=acting(request).scope, at=clock.now(), statement_id=statement_id)
    told = ngettext("{count} line was taken in.", "{count} lines were taken in.", taken).format(count=taken)
    flash.success(request, told)
    return redirect("desk:statement", statement_id=statement_id)


@requires(*KEEPERS)
@require_POST
def explain_line(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Why a line stands otherwise in the file than here."""
    me, typed = acting(request), request.POST
    kind = typed.get("kind", "")
    if kind not in {one.value for one in FileKind}:
        raise Refused(Refusal("payments_absent"))
    commands.explain_line(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        statement_id=statement_id,
        kind=FileKind(kind),
        transaction=typed.get("transaction", ""),
        reason=typed.get("reason", ""),
        key=request_key(posted(request)),
    )
    flash.success(request, _("The reason is written down."))
    return redirect("desk:statement", statement_id=statement_id)


@requires(*KEEPERS)
@require_POST
def close_statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The day is closed."""
    me, sent = acting(request), posted(request)
    commands.close_statement(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        statement_id=statement_id,
        key=request_key(sent),
        seen=sent.seen,
    )
    flash.success(request, _("The day of this payment service is closed."))
    return redirect("desk:statement", statement_id=statement_id)


@requires(*KEEPERS)
@require_safe
def statement_csv(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The comparison as a table for other programs."""
    one = payments.statement(acting(request).scope, statement_id)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("kind", "transaction", "order", "at", "in_the_file", "with_us", "likeness", "reason"))
    for line in one.lines:
        amounts = ("" if line.theirs is None else line.theirs, "" if line.ours is None else line.ours)
        said = (line.kind.value, line.transaction, line.reference, line.at.isoformat())
        rows.writerow((*said, *amounts, line.likeness.value, line.reason))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="doi-soat-{_name(one.row.day, one.row.gateway)}.csv"'
    return answer


def _done(request: HttpRequest, doing: Callable[[], None], words: str) -> HttpResponse:
    doing()
    flash.success(request, words)
    return redirect("desk:online")


def _told(one: Repayment, officer_id: int) -> tuple[Repayment, str, str, bool]:
    """Money that goes back, why, how it stands, and whether this officer may approve it."""
    why = one.excess or one.ground
    return (
        one,
        messages.name_of(why) if why is not None else "",
        messages.name_of(one.state),
        one.proposed_by_id != officer_id,
    )


def _sum(amount: int) -> str | None:
    """An amount; nothing is no fee that is waived."""
    return money(amount) if amount else None


def _number(request: HttpRequest) -> int | None:
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _name(day: date, gateway: str) -> str:
    return f"{gateway}-{day:%Y%m%d}"
