"""Acts on a dossier: a page says what the act does to the date, one press does it, a refusal loses nothing typed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.commands import write_reason
from motcua.catalogue.types import ReasonKind
from motcua.dossier.types import Action, AnswerConsultation, ReturnMethod
from motcua.journal.commands import Unit, recording
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.apologies import WHAT_FOLLOWS, drafted_for, letter_drafted
from motcua.office.brief import brief_of
from motcua.office.choices import GRAVE
from motcua.office.effects import effect_of_choice, told
from motcua.office.forms import KEY, NEEDS, REASON_KINDS, ActForm, GiveForm, LateForm, command_of, days_to_answer
from motcua.office.inboxes import place_before
from motcua.office.results import result_of
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.types import Accepted
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.commands import Details
from motcua.process.queries import DossierView
from motcua.process.types import Choice, WorkItem
from motcua.ui.requests import posted

MOVERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR)


@requires(*MOVERS)
@require_http_methods(["GET", "POST"])
def way_out(request: HttpRequest, dossier_id: int, number: int, action_key: str) -> HttpResponse:
    """One way out of a step: says what it means, then takes it."""
    me = acting(request)
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    choice = _choice(me, view, key=action_key, work_number=number)
    typed = request.POST if request.method == "POST" else None
    form = ActForm(
        typed, needs=choice.needs, view=view, on=me.on, reason_kind=choice.reason_kind, initial=choice.values
    )

    def move(unit: Unit, seen: int | None, late_reason: TextRef | None) -> None:
        process.advance(
            actor=unit.actor,
            scope=me.scope,
            at=unit.at,
            dossier_id=dossier_id,
            work_number=number,
            action_key=action_key,
            details=_details(form.cleaned_data),
            seen=seen,
            late_reason=late_reason,
        )

    return _handled(request, view, choice, form, move)


@requires(*MOVERS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, dossier_id: int, action_key: str) -> HttpResponse:
    """An act of law beside the steps: shows its effect on the date, then does it."""
    me, at = acting(request), clock.now()
    if action_key not in set(Action):
        raise Http404
    action = Action(action_key)
    view = course.dossier_view(me.scope, dossier_id, at=at)
    choice = _act_offered(me, view, action, at=at)
    form = ActForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial=drafted_for(action, view),
        needs=NEEDS.get(action, ()),
        view=view,
        on=me.on,
        reason_kind=REASON_KINDS.get(action),
        own_agencies=me.scope.own_agency_ids,
    )
    if "preview" in request.POST and form.is_valid():
        effect = effect_of_choice(view.facts, choice, form, at=at)
        return _confirm(request, view, choice, form, refusal=effect.refusal if effect is not None else None)
    try:
        files = _accepted(me, dossier_id, form, at=at)
    except Refused as refused:
        return _confirm(request, view, choice, form, refusal=refused.refusal)

    def move(unit: Unit, seen: int | None, late_reason: TextRef | None) -> None:
        def write(text: str, reason_key: str) -> TextRef:
            return _written(unit, view, action, text, reason_key)

        if action is Action.ASK_CONSULTATION:
            process.ask_opinions(
                actor=unit.actor,
                scope=me.scope,
                at=unit.at,
                dossier_id=dossier_id,
                agency_ids=[int(one) for one in form.cleaned_data["agencies"]],
                term=days_to_answer(form.cleaned_data["days"]),
                question=form.cleaned_data["reason"],
                seen=seen,
                late_reason=late_reason,
            )
            return
        command = command_of(action, form.cleaned_data, write=write)
        if isinstance(command, AnswerConsultation):
            process.answer_consultation(
                actor=unit.actor,
                scope=me.scope,
                at=unit.at,
                dossier_id=dossier_id,
                command=command,
                files=files,
                seen=seen,
                late_reason=late_reason,
            )
            return
        process.act(
            actor=unit.actor,
            scope=me.scope,
            at=unit.at,
            dossier_id=dossier_id,
            command=command,
            seen=seen,
            late_reason=late_reason,
        )

    then = partial(letter_drafted, request, dossier_id) if action is Action.APOLOGISE else _nothing_more
    return _handled(request, view, choice, form, move, then=then)


@requires(*MOVERS)
@require_POST
def handle_work(request: HttpRequest, dossier_id: int, number: int) -> HttpResponse:
    """Takes work from the pool; no date moves by that."""
    me, sent = acting(request), posted(request)
    process.take(
        actor=me.actor(*MOVERS),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        work_number=number,
        key=request_key(sent),
        seen=sent.seen,
    )
    return redirect("office:dossier", dossier_id=dossier_id)


@requires(*MOVERS)
@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, dossier_id: int, number: int) -> HttpResponse:
    """Takes back what was just passed on: shows its effect on the date, then does it."""
    me = acting(request)
    view, work = _work(me, dossier_id, number)

    def move(unit: Unit, seen: int | None, _late_reason: TextRef | None) -> None:
        process.recall(
            actor=unit.actor, scope=me.scope, at=unit.at, dossier_id=dossier_id, work_number=number, seen=seen
        )

    choice = Choice("recall", _("Take it back"), on_the_date=course.on_recalling(view.facts, work))
    return _handled(request, view, choice, forms.Form(request.POST or None), move)


@requires(Role.LEADER, Role.SUPERVISOR)
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, dossier_id: int, number: int) -> HttpResponse:
    """Gives work to another officer of its role, with the reason."""
    me = acting(request)
    view, work = _work(me, dossier_id, number)
    choices = [
        (str(officer.id), officer.name)
        for officer in organisation.officers_for(work.placement.role, agency_id=work.placement.agency_id, on=me.on)
        if officer.id != work.placement.officer_id
    ]
    form = GiveForm(request.POST if request.method == "POST" else None, officers=choices)

    def move(unit: Unit, seen: int | None, _late_reason: TextRef | None) -> None:
        process.reassign(
            actor=unit.actor,
            scope=me.scope,
            at=unit.at,
            dossier_id=dossier_id,
            work_number=number,
            officer_id=int(form.cleaned_data["officer"]),
            reason=form.cleaned_data["reason"],
            seen=seen,
        )

    return _handled(request, view, Choice("give", _("Give to another officer")), form, move)


@requires(*MOVERS)
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, dossier_id: int, number: int) -> HttpResponse:
    """Returns the dossier to the step before, with the reason."""
    me = acting(request)
    view, work = _work(me, dossier_id, number)
    form = ActForm(
        request.POST if request.method == "POST" else None,
        needs=("reason",),
        view=view,
        on=me.on,
        reason_kind=ReasonKind.RETURNED,
    )

    def move(unit: Unit, seen: int | None, _late_reason: TextRef | None) -> None:
        process.send_back(
            actor=unit.actor,
            scope=me.scope,
            at=unit.at,
            dossier_id=dossier_id,
            work_number=number,
            reason=form.cleaned_data["reason"],
            reason_key=form.cleaned_data.get(KEY, ""),
            seen=seen,
        )

    choice = Choice(
        "send_back", _("Send back to the step before"), on_the_date=course.on_sending_back(view.facts, work)
    )
    return _handled(request, view, choice, form, move)


def _accepted(me: Acting, dossier_id: int, form: ActForm, *, at: datetime) -> list[Accepted]:
    """The papers that come with an answer, each examined before anything is locked. Raises Refused: one of them is
    none that the house keeps.
    """
    if not form.is_valid() or not form.cleaned_data.get("files"):
        return []
    return [
        process.accept_answer_paper(
            scope=me.scope,
            at=at,
            dossier_id=dossier_id,
            consultation=form.cleaned_data["consultation"],
            content=file.file,
            name_hint=str(file.name),
        )
        for file in form.cleaned_data["files"]
    ]


def _written(unit: Unit, view: DossierView, action: Action, text: str, reason_key: str) -> TextRef:
    """What was typed; where a listed reason was chosen, behind its words of the day."""
    kind, subject = REASON_KINDS.get(action), view.facts.subject
    if kind is None or not reason_key:
        return parties.write_text(unit, text, TextPurpose.REASON)
    return write_reason(
        unit,
        kind=kind,
        words=text,
        reason_key=reason_key,
        procedure_code=subject.procedure_code,
        field_code=subject.field_code,
    )


def _work(me: Acting, dossier_id: int, number: int) -> tuple[DossierView, WorkItem]:
    """The dossier and its open work of that number. Refused when somebody has finished it in the meantime."""
    view = course.dossier_view(me.scope, dossier_id, at=clock.now())
    for work in course.open_work(dossier_id):
        if work.number == number:
            return view, work
    raise Refused(Refusal("work_done_already"))


Move = Callable[[Unit, int | None, TextRef | None], None]
"""Moves the dossier within a unit of work: what the person looked at, and why it is entered late, if it is."""
Then = Callable[[], str | None]
"""What is done after the unit of work, and the address to go on to; None: where somebody came from."""


def _nothing_more() -> None:
    """Most acts are all there is to do."""


def _handled(
    request: HttpRequest,
    view: DossierView,
    choice: Choice,
    form: forms.Form,
    move: Move,
    *,
    then: Then = _nothing_more,
) -> HttpResponse:
    """Asks, or does it: one press is one unit of work, and a refusal shows the page again with all that was typed."""
    late = LateForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _confirm(request, view, choice, form)
    if not (form.is_valid() and late.is_valid()):
        return _confirm(request, view, choice, form, late=late, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sent, happened_at, why = posted(request), late.cleaned_data["happened_at"], late.cleaned_data["late_reason"]
    try:
        with recording(
            actor=acting(request).actor(*MOVERS), at=happened_at or clock.now(), key=request_key(sent)
        ) as unit:
            if unit.earlier_answer is None:
                move(unit, sent.seen, parties.write_text(unit, why, TextPurpose.REASON) if happened_at else None)
    except Refused as refused:
        return _confirm(request, view, choice, form, late=late, refusal=refused.refusal)
    flash.success(request, _("Done: {what}.").format(what=choice.label))
    return redirect(then() or _back(request, view.id))


def _choice(me: Acting, view: DossierView, *, key: str, work_number: int | None) -> Choice:
    """The choice as it is offered now. Absent when it is not (any more): the dossier has moved on."""
    for choice in course.choices(me.scope, view.id, view.facts):
        if choice.key == key and choice.work_number == work_number:
            return choice
    raise Refused(Refusal("not_offered_now", {"state": str(view.state_words)}))


def _act_offered(me: Acting, view: DossierView, action: Action, *, at: datetime) -> Choice:
    """The act as it is offered now. Raises Refused: what the law says against it, by its article; or, where the law
    would let it be done, that the dossier has moved on.
    """
    try:
        return _choice(me, view, key=action, work_number=None)
    except Refused:
        if action not in NEEDS:
            raise
        form = ActForm(None, needs=NEEDS[action], view=view, on=me.on, reason_kind=REASON_KINDS.get(action))
        effect = effect_of_choice(view.facts, Choice(action, "", action=action), form, at=at)
        if effect is None or effect.refusal is None:
            raise
        raise Refused(effect.refusal) from None


def _confirm(
    request: HttpRequest,
    view: DossierView,
    choice: Choice,
    form: forms.Form,
    *,
    late: LateForm | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    note_reading(request, ReadingKind.DOSSIER, str(view.id), purpose="page")
    if refusal is not None:
        status = messages.status_of(refusal)
    at, offered = clock.now(), course.choices(acting(request).scope, view.id, view.facts)
    return render(
        request,
        "office/act.html",
        {
            "view": view,
            "choice": choice,
            "form": form,
            "hands_over": "method" in choice.needs,
            **(result_of(request, view) if "method" in choice.needs else {}),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            **told(effect_of_choice(view.facts, choice, form, at=at)),
            **(brief_of(request, view, offered, at=at) if choice.work_number is not None else {}),
            "can_preview": choice.action is not None and bool(form.fields),
            "is_grave": choice.action in GRAVE,
            "what_follows": WHAT_FOLLOWS.get(choice.action, "") if choice.action is not None else "",
            "back": _back(request, view.id),
            "late": late or LateForm(),
            "may_be_late": course.may_enter_late(acting(request).scope),
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=status,
    )


def _details(typed: Mapping[str, Any]) -> Details:
    return Details(
        reason=typed.get("reason", "") or typed.get("paper_reason", ""),
        reason_key=typed.get(KEY, ""),
        result_number=typed.get("result_number", ""),
        valid_to=typed.get("valid_to"),
        method=ReturnMethod(typed.get("method") or ReturnMethod.COUNTER),
        by_proxy=typed.get("by_proxy", False),
        on_paper="paper_reason" in typed,
    )


def _back(request: HttpRequest, dossier_id: int) -> str:
    """Where somebody came from: his place in the inbox, or the page of the dossier."""
    place = place_before(request)
    return reverse("office:dossier", args=[dossier_id]) if place is None else place.address
