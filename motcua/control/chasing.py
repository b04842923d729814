"""Chasing letters: which were written and which wait for an answer, a new one to an agency, and one with its answer."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.control.views import WATCHERS
from motcua.dossier import queries as dossier
from motcua.dossier.types import Filters, Listing
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.ui.days import DayField
from motcua.ui.files import printed
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted, typed_texts
from motcua.ui.types import Column, Pages

WRITERS = (Role.SUPERVISOR, Role.LEADER)
_PAGE = 50
_ANSWER_WITHIN = timedelta(days=3)
_LONGEST = 4_000


class ChaseForm(forms.Form):
    """What a letter says, and until when it is answered."""

    words = forms.CharField(
        label=gettext_lazy("What is asked"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    answer_due_on = DayField(label=gettext_lazy("Answer by"))
    electronic = forms.BooleanField(
        label=gettext_lazy("Signed and sealed electronically"),
        help_text=gettext_lazy("The leader signs it, the clerk seals it. Otherwise it is printed and signed by hand."),
        required=False,
        initial=True,
    )
    use_required_attribute = False


class AnswerForm(forms.Form):
    """What an agency answers."""

    words = forms.CharField(label=gettext_lazy("Answer"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    use_required_attribute = False


@requires(*WATCHERS)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that agencies in sight wrote or got, the latest first; and whom to write to."""
    me, at = acting(request), clock.now()
    typed = request.GET.get("before", "")
    before = int(typed[:18]) if typed.isascii() and typed.isdecimal() else None
    found = course.chasing_letters(me.scope, before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    late = dossier.counts(me.scope, {"late": Filters(listing=Listing.OVERDUE)}, at=at)["late"]
    names = organisation.agency_names(
        {one.agency_id for one in shown} | {one.to_agency_id for one in shown} | set(late)
    )
    older = f"{reverse('control:chasing')}?before={shown[-1].id}" if len(found) > _PAGE else ""
    return render(
        request,
        "control/chasing.html",
        {
            "rows": [
                (one, names.get(one.agency_id, ""), names.get(one.to_agency_id, ""), one.is_overdue(me.on))
                for one in shown
            ],
            "to_whom": [
                (names.get(one, ""), count, f"{reverse('control:chase')}?agency={one}")
                for one, count in sorted(late.items(), key=lambda counted: -counted[1])
            ],
            "may_write": me.scope.may(*WRITERS),
            "columns": [Column(_("Letter")), Column(_("Sent to")), Column(_("Answer by")), Column(_("Standing"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(shown))),
        },
    )


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest) -> HttpResponse:
    """A new letter to an agency about its overdue dossiers; a refusal loses nothing that was typed."""
    me, at = acting(request), clock.now()
    to_agency = _agency(request)
    late = dossier.dossiers(me.scope, Filters(listing=Listing.OVERDUE, agency_id=to_agency), at=at, limit=_PAGE).rows
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in late], purpose="list")
    chosen = {int(one) for one in request.POST.getlist("dossier") if one.isascii() and one.isdecimal()}
    form = ChaseForm(
        request.POST if request.method == "POST" else None,
        initial={"answer_due_on": me.on + _ANSWER_WITHIN, "words": _proposed()},
    )
    made: list[int] = []

    def do() -> None:
        actor = me.actor(*WRITERS)
        made.append(
            process.chase(
                actor=actor,
                scope=me.scope,
                at=at,
                agency_id=actor.agency_id or me.house.agency_id,
                to_agency_id=to_agency,
                dossier_ids=sorted(chosen),
                words=form.cleaned_data["words"],
                answer_due_on=form.cleaned_data["answer_due_on"],
                on_paper=not form.cleaned_data["electronic"],
                key=request_key(posted(request)),
            )
        )

    refusal = _done(form, do)
    if made:
        waits = _("Written. It goes out when the leader has signed it.")
        printed_one = _("Written. Print it, have it signed, and send it.")
        flash.success(request, waits if form.cleaned_data["electronic"] else printed_one)
        return redirect("control:chasing_letter", made[0])
    return render(
        request,
        "control/chase.html",
        {
            "form": form,
            "to_agency": organisation.agency_names({to_agency}).get(to_agency, ""),
            "rows": [(row, course.row_state(row, at), request.method != "POST" or row.id in chosen) for row in late],
            "columns": [Column(_("Chosen")), Column(_("Dossier")), Column(_("Due"))],
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*WATCHERS)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter, the dossiers it is about, and its answer; whoever it went to answers here."""
    me, at = acting(request), clock.now()
    found = course.chasing_letter(me.scope, letter_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    answered: list[bool] = []

    def do() -> None:
        process.answer_chasing(
            actor=me.actor(*WRITERS),
            scope=me.scope,
            at=at,
            letter_id=letter_id,
            words=form.cleaned_data["words"],
            key=request_key(posted(request)),
        )
        answered.append(True)

    refusal = _done(form, do)
    if answered:
        flash.success(request, _("Answered."))
        return redirect("control:chasing_letter", letter_id)
    rows = dossier.by_ids(me.scope, found.dossier_ids, at=at)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in rows], purpose="list")
    names = organisation.agency_names({found.agency_id, found.to_agency_id})
    return render(
        request,
        "control/chasing_letter.html",
        {
            "letter": found,
            "writer": names.get(found.agency_id, ""),
            "addressee": names.get(found.to_agency_id, ""),
            "is_overdue": found.is_overdue(me.on),
            "waits_for_leader": found.is_electronic and not found.signatures,
            "rows": [(row, course.row_state(row, at)) for row in rows],
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing"))],
            "form": form,
            "typed": typed_texts(request) if not found.may_answer else (),
            **faults_of(form, refusal),
        },
        status=status_of(form, refusal),
    )


@requires(*WATCHERS, Role.CLERK)
@require_safe
def letter_pdf(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter as PDF: with its digital signatures, or to be printed and signed by hand."""
    me = acting(request)
    pdf = course.chasing_letter_pdf(me.scope, letter_id, reader=me.officer.code, at=clock.now())
    return printed(pdf, f"chasing-{letter_id}.pdf")


def _agency(request: HttpRequest) -> int:
    typed = request.GET.get("agency", "")
    if not (typed.isascii() and typed.isdecimal()):
        raise Http404
    return int(typed[:18])


def _proposed() -> str:
    """How a letter begins; an official letter is written in Vietnamese."""
    return "Các hồ sơ dưới đây đã quá hạn giải quyết. Đề nghị quý cơ quan giải quyết ngay và cho biết nguyên nhân."


def _done(form: forms.Form, do: Callable[[], None]) -> Refusal | None:
    """Does it where the form is whole; the refusal, if there is one."""
    if not form.is_valid():
        return None
    try:
        do()
    except Refused as refused:
        return refused.refusal
    return None
