"""The electronic result of a dossier: drafted, looked at, approved by signing it, sealed."""

from datetime import datetime

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import SignedBy
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.office.brief import brief_of
from motcua.office.drafting import DRAFTERS, drafting_page, status_of_page
from motcua.office.effects import effect_of_choice, told
from motcua.office.signature import SignForm, opened
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import Choice, PaperToSign, WorkItem
from motcua.ui.requests import PIN_FIELD, posted

SIGNERS = (Role.LEADER, Role.CLERK, Role.OFFICER, Role.RECEPTIONIST)


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Fills in what the result says; shows it as PDF, or keeps it as the draft that will be signed."""
    return drafting_page(
        request,
        dossier_id,
        template="office/result_draft.html",
        begin=course.result_to_draft,
        preview=course.draft_preview,
        keep=process.draft_result,
    )


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def sign(request: HttpRequest, dossier_id: int, number: int, action_key: str) -> HttpResponse:
    """Shows the paper, and takes the way out by signing it. Nothing is lost when it cannot be signed."""
    me, at = acting(request), clock.now()
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    choice, work = _way(request, view, number, action_key)
    actor, agency_id = me.actor(work.placement.role), work.placement.agency_id
    paper, refusal = _to_sign(request, dossier_id, choice, actor=actor, agency_id=agency_id, at=at)
    form = None
    if paper is not None:
        form = SignForm(request.POST if request.method == "POST" else None, paper=paper)
        if form.is_valid():
            sent = posted(request)
            try:
                with opened(paper, form, actor=actor, at=at) as signer:
                    process.sign_result(
                        actor=actor,
                        scope=me.scope,
                        at=at,
                        dossier_id=dossier_id,
                        work_number=number,
                        action_key=action_key,
                        signer=signer,
                        address=request.build_absolute_uri("/"),
                        capacity=form.chosen_capacity(),
                        key=request_key(sent),
                        seen=sent.seen,
                    )
            except Refused as refused:
                refusal = refused.refusal
                view = course.dossier_view(me.scope, dossier_id, at=at)
            else:
                return _signed(request, dossier_id, choice, at=at)
    return render(
        request,
        "office/result_sign.html",
        {
            "view": view,
            "choice": choice,
            "number": number,
            "paper": paper,
            "pages": range(1, paper.pages + 1) if paper is not None else (),
            "form": form,
            "by_agency": paper is not None and paper.signature.by is SignedBy.AGENCY,
            "may_draft": course.may_draft(me.scope, dossier_id, view.facts),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            **told(effect_of_choice(view.facts, choice, None, at=at)),
            **brief_of(request, view, course.choices(me.scope, dossier_id, view.facts), at=at),
            "has_errors": refusal is not None or (form is not None and bool(form.errors)),
        },
        status=status_of_page(form, refusal),
    )


def result_of(request: HttpRequest, view: DossierView) -> dict[str, object]:
    """What a dossier's page says of its electronic result, and whether it may be drafted by whoever looks."""
    me = acting(request)
    if view.page.version.result is None or not view.page.version.result.signatures:
        return {}
    return {
        "electronic": course.electronic_result(me.scope, view.id, at=clock.now()),
        "may_draft": me.scope.may(*DRAFTERS) and course.may_draft(me.scope, view.id, view.facts),
        "language": get_language() or "vi",
    }


def _way(request: HttpRequest, view: DossierView, number: int, action_key: str) -> tuple[Choice, WorkItem]:
    """The way out as it is offered now, with the work it ends. Refused when the dossier has moved on."""
    works = {one.number: one for one in course.open_work(view.id)}
    for choice in course.choices(acting(request).scope, view.id, view.facts):
        if (choice.key, choice.work_number) == (action_key, number) and choice.signs and number in works:
            return choice, works[number]
    raise Refused(Refusal("not_offered_now", {"state": str(view.state_words)}))


def _to_sign(
    request: HttpRequest, dossier_id: int, choice: Choice, *, actor: Actor, agency_id: int, at: datetime
) -> tuple[PaperToSign | None, Refusal | None]:
    """The paper; or why there is none yet, which the page says."""
    scope = acting(request).scope
    try:
        found = course.result_to_sign(scope, dossier_id, choice.signs, actor=actor, agency_id=agency_id, at=at)
    except Refused as refused:
        if refused.refusal.code != "result_not_drafted":
            raise
        return None, refused.refusal
    return found, None


def _signed(request: HttpRequest, dossier_id: int, choice: Choice, *, at: datetime) -> HttpResponse:
    found = course.electronic_result(acting(request).scope, dossier_id, at=at)
    number = found.number if found is not None else ""
    flash.success(
        request, _("Done: {what}. The result bears number {number}.").format(what=choice.label, number=number)
    )
    return redirect("office:dossier", dossier_id=dossier_id)
