"""One person at the counter: all that he hands in, pays and takes home again, on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Reason, ReasonKind, worded
from motcua.counter import commands
from motcua.counter import queries as counter
from motcua.counter.types import Taken, Visit
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts, State
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.parties.types import Declaration
from motcua.payments import queries as payments
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.files import printed
from motcua.ui.forms import choose_among, faults, status_with
from motcua.ui.requests import posted, typed_texts
from motcua.ui.types import Column

_VISIT = "visit"
"""In an address: the visit that goes on."""


class VoidForm(forms.Form):
    """Why a receipt was a mistake: one of the listed reasons, and words where it says too little alone."""

    reason_key = forms.ChoiceField(label=gettext_lazy("Why it was a mistake"), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("In words, what exactly"), max_length=300, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, reasons: Iterable[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = {one.key: one for one in reasons}
        language = get_language() or "vi"
        choose_among(self, "reason_key", [(key, one.label.text(language)) for key, one in self.listed.items()])

    def clean(self) -> dict[str, Any]:
        """Some listed reasons say too little alone."""
        typed = super().clean() or self.cleaned_data
        said = worded(self.listed.get(typed.get("reason_key", "")), typed.get("reason", ""))
        if isinstance(said, Refusal):
            self.add_error("reason", messages.sentence_of(said))
        return typed


@requires(Role.RECEPTIONIST)
@require_safe
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """What one person has handed in, what it costs together, and the receipts to print together."""
    me, at = acting(request), clock.now()
    found = counter.visit(me.scope, visit_id)
    rows = dossier.by_ids(me.scope, found.dossier_ids, at=at)
    owing_originals = {one.dossier_id for one in found.dossiers if one.owes_originals}
    owing = payments.owing(me.scope, found.dossier_ids, at=at)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in rows], purpose="page")
    return render(
        request,
        "desk/visit.html",
        {
            "visit": found,
            "person": next((row.applicant for row in rows if row.applicant), ""),
            "rows": [(row, row.state is State.VOIDED) for row in rows],
            "columns": [Column(_("Dossier")), Column(_("Comes back by")), Column(_("Still owed"), is_number=True)],
            "owed": sum(one.total for one in owing),
            "to_pay": "&".join(f"dossier={one.dossier_id}" for one in owing),
            "paid": payments.payments_of_dossiers(me.scope, found.dossier_ids),
            "originals": [row for row in rows if row.id in owing_originals and row.state is not State.VOIDED],
            "has_receipts": any(row.state is not State.VOIDED for row in rows),
            "goes_on": _goes_on(me, found, at),
        },
    )


@requires(Role.RECEPTIONIST)
@require_safe
def receipts(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The receipts of all dossiers of a visit, as one PDF."""
    me = acting(request)
    note_reading(
        request,
        ReadingKind.DOSSIER,
        [str(one) for one in counter.visit(me.scope, visit_id).dossier_ids],
        purpose="print",
    )
    pdf = commands.print_receipts(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        visit_id=visit_id,
        address=request.build_absolute_uri("/"),
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"giay-tiep-nhan-luot-{visit_id}.pdf")


@requires(Role.RECEPTIONIST)
@require_POST
def hand_back(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Writes down that the person has the originals again."""
    me = acting(request)
    commands.hand_back(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        key=request_key(posted(request)),
    )
    flash.success(request, _("Written down: the person has the originals again."))
    return redirect("desk:received", dossier_id=dossier_id)


@requires(Role.RECEPTIONIST)
@require_POST
def void(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Undoes a receipt that was a mistake, with the reason; its code stays."""
    me = acting(request)
    form = VoidForm(request.POST, reasons=_reasons_to_void(me, dossier.facts(dossier_id)))
    if not form.is_valid():
        return received_page(request, dossier_id, form=form)
    try:
        commands.void_receipt(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=clock.now(),
            dossier_id=dossier_id,
            reason=form.cleaned_data["reason"],
            reason_key=form.cleaned_data["reason_key"],
            key=request_key(posted(request)),
        )
    except Refused as refused:
        return received_page(request, dossier_id, form=form, refusal=refused.refusal)
    flash.success(request, _("The receipt is void. Its code stays, with the reason."))
    return redirect("desk:received", dossier_id=dossier_id)


def received_page(
    request: HttpRequest, dossier_id: int, *, form: VoidForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page of a dossier that was just taken in. Raises Refused (`no_such_dossier`)."""
    me, at = acting(request), clock.now()
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    page = course.dossier_view(me.scope, dossier_id, at=at)
    has_errors = form is not None and bool(form.errors)
    beside = _beside_the_receipt(me, page, at=at)
    return render(
        request,
        "desk/received.html",
        {
            "page": page,
            **beside,
            "typed": typed_texts(request) if beside["void_until"] is None and not has_errors else (),
            **({"void_form": form} if form is not None else {}),
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )


def _beside_the_receipt(me: Acting, page: DossierView, *, at: datetime) -> dict[str, object]:
    """Its visit, its originals, and how to undo it."""
    found = counter.visit_of(me.scope, page.id)
    taken = next((one for one in found.dossiers if one.dossier_id == page.id), None) if found is not None else None
    until = counter.may_void(page.facts, at=at) if page.facts.state is State.IN_PROGRESS else None
    return {
        "visit": found,
        "goes_on": found is not None and _goes_on(me, found, at),
        "taken": taken,
        "shown": _shown(page, taken) if taken is not None else [],
        "void_until": until,
        "void_form": VoidForm(reasons=_reasons_to_void(me, page.facts)),
        "is_void": page.facts.state is State.VOIDED,
    }


def _reasons_to_void(me: Acting, facts: Facts) -> Sequence[Reason]:
    """The listed reasons for which a receipt is made void."""
    subject = facts.subject
    return catalogue.reasons_offered(
        ReasonKind.VOID, on=me.on, procedure_code=subject.procedure_code, field_code=subject.field_code
    )


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever stands at the counter for another procedure: the visit, and what he declared last, unless erased."""

    visit: Visit
    declared: Declaration | None

    @property
    def name(self) -> str:
        """What he is called."""
        applicants = self.declared.applicants if self.declared is not None else ()
        return applicants[0].name if applicants else ""


def visitor(request: HttpRequest, me: Acting) -> Visitor | None:
    """Whoever the address names by his visit; None where it names none.

    Raises Refused (`visit_absent`).
    """
    named = request.GET.get(_VISIT, "")
    if not (named.isascii() and named.isdecimal()):
        return None
    found = counter.visit(me.scope, int(named))
    note_reading(request, ReadingKind.DOSSIER, str(found.dossier_ids[-1]), purpose="reuse")
    return Visitor(found, counter.declared_at_visit(found))


def _goes_on(me: Acting, found: Visit, at: datetime) -> bool:
    """Whether more may be handed in during that visit, here and now."""
    return found.officer_id == me.scope.officer_id and found.begun_at.date() == at.date()


def _shown(page: DossierView, taken: Taken) -> list[str]:
    """What was only shown, as the checklist calls it."""
    labels = {one.key: one.label.vi for one in page.page.version.components}
    return [labels.get(key, key) for key in taken.shown]
