"""Answering what was asked, adjusting what was filed, and stopping: by code and second fact, or logged in.

Each address shows its page when it is only asked for, and acts when the form of that page is sent. Whoever acts by the
code types the whole number he declared before he stops: four digits may have been seen over a shoulder.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts import queries as accounts
from motcua.accounts.types import absent_or_not_yours, citizens_only, request_key
from motcua.dossier import queries as dossier
from motcua.dossier.types import Action, DigitalState, FileKind, NewPaper
from motcua.intake import queries as intake
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.portal.filing.own import own_dossier
from motcua.portal.handed_in import ACCEPTED, handed_in, limits_said
from motcua.portal.proving import WHOEVER_PROVED, with_proof
from motcua.process import commands
from motcua.ui.requests import posted

SEND, _WHY, _WORDS, _WHOLE = "send", "why", "words", "whole_number"


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier, whoever acts on it, and the fields that prove at the next form that he may (none: he is logged in)."""

    dossier_id: int
    actor: Actor
    proof: Mapping[str, str]
    at: datetime

    @property
    def is_own(self) -> bool:
        """Whether he is logged in, and it is his."""
        return not self.proof


ShownCase = Callable[[HttpRequest, Case], HttpResponse]


def by_code(view: ShownCase) -> Callable[..., HttpResponseBase]:
    """For whoever knows the code and the second fact."""

    @wraps(view)
    def of_the_code(request: HttpRequest, dossier_id: int, proof: Mapping[str, str]) -> HttpResponse:
        return view(request, Case(dossier_id, WHOEVER_PROVED, proof, clock.now()))

    return with_proof(of_the_code)


def by_citizen(view: ShownCase) -> Callable[..., HttpResponseBase]:
    """For whoever has logged in and finds it among his own."""

    @wraps(view)
    def of_the_citizen(request: HttpRequest, number: str) -> HttpResponse:
        citizen, at = accounts.citizen_of(request), clock.now()
        dossier_id = own_dossier(citizen, number, at=at) if citizen is not None else None
        if citizen is None or dossier_id is None:
            raise absent_or_not_yours()
        return view(request, Case(dossier_id, citizen.actor, {}, at))

    return citizens_only(never_cache(require_http_methods(["GET", "POST"])(of_the_citizen)))


def _answer(request: HttpRequest, case: Case) -> HttpResponse:
    """What is asked for, each with its reason; files for each are sent together, once."""
    untaken: dict[str, list[str]] = {}
    refusal = None
    if SEND in request.POST:
        try:
            papers = _taken(request, case, untaken)
            if not untaken:
                _send_answer(request, case, papers)
                return done(request, case, _("Your papers have arrived"), _after_answer(case))
        except Refused as refused:
            refusal = refused.refusal
    try:
        asked = dossier.asked_of_person(case.dossier_id)
    except Refused as refused:
        return page(request, case, "nothing.html", {}, refusal=refusal or refused.refusal)
    context = {
        "asked": asked,
        "papers": [(one, untaken.get(one.key, ())) for one in asked.papers],
        "accept": ACCEPTED,
        "untaken": untaken,
        "lost_files": bool(request.FILES),
        **limits_said(on=case.at.date()),
    }
    return page(request, case, "answer.html", context, refusal=refusal, is_wrong=bool(untaken))


def _taken(request: HttpRequest, case: Case, untaken: dict[str, list[str]]) -> list[NewPaper]:
    """The files that were sent, examined. Raises Refused: `files_too_many`."""
    sent = list(handed_in(request))
    too_many = intake.draft_rules_on(case.at.date()).allowance.is_used_up(len(sent) - 1)
    if too_many is not None:
        raise Refused(too_many)
    papers = []
    for one in sent:
        try:
            accepted = commands.accept_from_person(
                at=case.at,
                dossier_id=case.dossier_id,
                component=one.component,
                content=one.content,
                name_hint=one.name,
            )
        except Refused as refused:
            if refused.refusal.code == "paper_not_asked_for":
                raise
            untaken.setdefault(one.component, []).append(one.sentence(refused.refusal))
        else:
            papers.append(NewPaper(one.component, accepted, FileKind.SUBMITTED, DigitalState.DIGITISED))
    return papers


def _send_answer(request: HttpRequest, case: Case, papers: list[NewPaper]) -> None:
    sent = posted(request)
    commands.answer_as_person(
        actor=case.actor,
        at=case.at,
        dossier_id=case.dossier_id,
        papers=papers,
        seen=sent.seen if sent.seen is not None else -1,
        key=request_key(sent),
    )


def _after_answer(case: Case) -> str:
    facts = dossier.facts(case.dossier_id)
    if facts.code:
        return _("The dossier is with the agency again. The new day of the result stands where you follow it.")
    return _("The desk looks at it again. Until when it answers stands where you follow it.")


def _stop(request: HttpRequest, case: Case) -> HttpResponse:
    """Says what stopping means, asks why and once more, and stops."""
    facts, refusal = dossier.facts(case.dossier_id), None
    why = request.POST.get(_WHY, "").strip()
    if SEND in request.POST:
        try:
            if not case.is_own and not dossier.declares_number(case.dossier_id, request.POST.get(_WHOLE, "")):
                raise Refused(Refusal("whole_number_wrong"))
            sent = posted(request)
            commands.stop_as_person(
                actor=case.actor,
                at=case.at,
                dossier_id=case.dossier_id,
                why=why or "–",
                seen=sent.seen if sent.seen is not None else -1,
                key=request_key(sent),
            )
            return done(request, case, _("It is stopped"), _("Nobody works on it any more. You may file again."))
        except Refused as refused:
            refusal = refused.refusal
    possible = dossier.possible_actions(facts)
    context = {
        "why": why,
        "is_possible": bool({Action.STOP, Action.STOP_FILING} & set(possible)),
        "is_received": bool(facts.code),
        "has_paid": any(fee.settled_at is not None for fee in facts.fees),
        "sequence": dossier.sequence_of(case.dossier_id),
    }
    return page(request, case, "stop.html", context, refusal=refusal)


def _adjust(request: HttpRequest, case: Case) -> HttpResponse:
    """Takes what is to be otherwise than it was filed, in the person's own words."""
    facts, refusal = dossier.facts(case.dossier_id), None
    words = request.POST.get(_WORDS, "")
    if SEND in request.POST:
        try:
            sent = posted(request)
            commands.adjust_as_person(
                actor=case.actor,
                at=case.at,
                dossier_id=case.dossier_id,
                words=words,
                seen=sent.seen if sent.seen is not None else -1,
                key=request_key(sent),
            )
            return done(
                request,
                case,
                _("Your change has arrived"),
                _("Whoever works on your dossier sees it beside what you filed."),
            )
        except Refused as refused:
            refusal = refused.refusal
    context = {
        "words": words,
        "is_possible": Action.ADJUST_CONTENT in dossier.possible_actions(facts),
        "sequence": dossier.sequence_of(case.dossier_id),
    }
    return page(request, case, "adjust.html", context, refusal=refusal)


def done(request: HttpRequest, case: Case, title: str, words: str) -> HttpResponse:
    """The page that says what was done, and leads back."""
    return page(request, case, "done.html", {"title": title, "words": words})


def page(
    request: HttpRequest,
    case: Case,
    template: str,
    context: Mapping[str, Any],
    *,
    refusal: Refusal | None = None,
    is_wrong: bool = False,
) -> HttpResponse:
    """A page about the case, with the refusal and its status where there is one."""
    facts = dossier.facts(case.dossier_id)
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    whole = {
        "number": facts.code or facts.filing_number,
        "proof": case.proof,
        "is_own": case.is_own,
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": is_wrong or refusal is not None,
        **context,
    }
    status = messages.status_of(refusal) if refusal is not None else wrong
    return render(request, f"portal/following/{template}", whole, status=status)


answer, own_answer = by_code(_answer), by_citizen(_answer)
stop, own_stop = by_code(_stop), by_citizen(_stop)
adjust, own_adjust = by_code(_adjust), by_citizen(_adjust)
