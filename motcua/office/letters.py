"""Letters (công văn) about a dossier: drafted, drafted anew, taken back, signed by the leader, sealed by the clerk."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import SignedBy
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.office.drafting import DRAFTERS, drafting_page, status_of_page
from motcua.office.signature import SignForm, opened
from motcua.office.signing import PinForm
from motcua.office.signing_runs import Asked, Pile, SealForm, answer
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import APOLOGY_LETTER, GENERAL_LETTER, AwaitingLetter, SignedPaper
from motcua.ui.forms import faults_of
from motcua.ui.requests import PIN_FIELD, posted
from motcua.ui.types import Column, Tab

SIGNERS = (Role.LEADER, Role.CLERK)
READERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR, Role.INSPECTOR)
_CHOSEN = "letter"
"""The name of the boxes by which letters are chosen."""
TO_PERSON, APOLOGY = "person", "apology"
"""In the address of a new letter: it is addressed to the applicant, or it is the one that apologises to him."""


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """A new letter, to the person (`?to=person`), to another agency, or that which apologises (`?to=apology`): shown as
    PDF, or kept as a draft."""
    actor, to = acting(request).actor(*DRAFTERS), request.GET.get("to", "")
    letter, to_person = APOLOGY_LETTER if to == APOLOGY else GENERAL_LETTER, to == TO_PERSON
    return drafting_page(
        request,
        dossier_id,
        template="office/letter_draft.html",
        begin=partial(course.letter_to_draft, actor=actor, letter=letter, to_person=to_person),
        preview=partial(course.letter_preview, actor=actor, letter=letter),
        keep=partial(process.draft_letter, letter=letter, to_person=to_person),
    )


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, dossier_id: int, about: int) -> HttpResponse:
    """A letter that nobody has signed, drafted anew."""
    actor = acting(request).actor(*DRAFTERS)
    return drafting_page(
        request,
        dossier_id,
        template="office/letter_draft.html",
        begin=partial(course.letter_to_draft, actor=actor, about=about),
        preview=partial(course.letter_preview, actor=actor, about=about),
        keep=partial(process.draft_letter, about=about),
    )


@requires(*DRAFTERS)
@require_POST
def take_back(request: HttpRequest, dossier_id: int, about: int) -> HttpResponse:
    """Takes back a letter that nobody has signed."""
    me, sent = acting(request), posted(request)
    try:
        process.take_back_letter(
            actor=me.actor(*DRAFTERS),
            scope=me.scope,
            at=clock.now(),
            dossier_id=dossier_id,
            about=about,
            key=request_key(sent),
            seen=sent.seen,
        )
    except Refused as refused:
        flash.error(request, messages.sentence_of(refused.refusal))
    else:
        flash.success(request, _("The draft of the letter was taken back."))
    return redirect("office:dossier", dossier_id=dossier_id)


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def sign(request: HttpRequest, dossier_id: int, about: int) -> HttpResponse:
    """Shows the letter, and signs or seals it. Nothing is lost when it cannot be signed."""
    me, at = acting(request), clock.now()
    actor = me.actor(*SIGNERS)
    view = course.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    paper = course.letter_to_sign(me.scope, dossier_id, about, actor=actor, at=at)
    form = SignForm(request.POST if request.method == "POST" else None, paper=paper)
    refusal = None
    if form.is_valid():
        sent = posted(request)
        try:
            with opened(paper, form, actor=actor, at=at) as signer:
                process.sign_letter(
                    actor=actor,
                    scope=me.scope,
                    at=at,
                    dossier_id=dossier_id,
                    about=about,
                    signature=paper.signature.key,
                    signer=signer,
                    capacity=form.chosen_capacity(),
                    key=request_key(sent),
                    seen=sent.seen,
                )
        except Refused as refused:
            refusal = refused.refusal
            view = course.dossier_view(me.scope, dossier_id, at=at)
        else:
            number = next(
                (
                    one.number
                    for one in course.letters_of(me.scope, dossier_id, actor=actor, at=at)
                    if one.about == about
                ),
                "",
            )
            flash.success(request, _("The letter is signed under number {number}.").format(number=number))
            return redirect("office:dossier", dossier_id=dossier_id)
    return render(
        request,
        "office/letter_sign.html",
        {
            "view": view,
            "paper": paper,
            "pages": range(1, paper.pages + 1),
            "form": form,
            "by_agency": paper.signature.by is SignedBy.AGENCY,
            **faults_of(form, refusal),
        },
        status=status_of_page(form, refusal),
    )


@requires(*SIGNERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def waiting(request: HttpRequest) -> HttpResponseBase:
    """The letters that wait for the leader's signature or, with `?seal`, for the clerk's seal, all of them chosen; one
    PIN for all. Who is only one of the two sees only what waits for that one."""
    me = acting(request)
    signs, seals = me.scope.may(Role.LEADER), me.scope.may(Role.CLERK)
    by_seal = seals and ("seal" in request.GET or not signs)
    found = course.letters_awaiting(me.scope, at=clock.now(), by=SignedBy.AGENCY if by_seal else SignedBy.OFFICER)
    page = partial(_page, request, found, by_seal=by_seal, has_both=signs and seals)
    return _to_seal(request, me, found, page) if by_seal else _to_sign(request, me, found, page)


def _to_sign(
    request: HttpRequest, me: Acting, found: Sequence[AwaitingLetter], page: Callable[[Pile, Asked], HttpResponse]
) -> HttpResponseBase:
    actor = me.actor(Role.LEADER)
    pile = Pile(reverse("office:letters"), found, course.signs_with_sample([actor.key]), field=_CHOSEN)

    def begin(form: PinForm, chosen: Sequence[str]) -> Iterator[SignedPaper]:
        pin = Pin(form.cleaned_data[PIN_FIELD])
        return process.sign_letters(actor=actor, scope=me.scope, now=clock.now, wanted=chosen, pin=pin)

    return answer(request, pile, PinForm, begin, partial(page, pile))


def _to_seal(
    request: HttpRequest, me: Acting, found: Sequence[AwaitingLetter], page: Callable[[Pile, Asked], HttpResponse]
) -> HttpResponseBase:
    seals = course.seals_of({one.agency_id for one in found} or me.house.agencies_of({Role.CLERK}))
    sample = course.signs_with_sample([one.key for one in seals])
    pile = Pile(f"{reverse('office:letters')}?seal", found, sample, seals=True, field=_CHOSEN)

    def begin(form: SealForm, chosen: Sequence[str]) -> Iterator[SignedPaper]:
        seal = form.chosen()
        return process.seal_letters(
            actor=me.actor(Role.CLERK),
            scope=me.scope,
            now=clock.now,
            wanted=chosen,
            agency_id=seal.agency_id,
            key=seal.key,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
        )

    return answer(request, pile, partial(SealForm, seals=seals), begin, partial(page, pile))


def _page(
    request: HttpRequest,
    found: Sequence[AwaitingLetter],
    pile: Pile,
    asked: Asked,
    *,
    by_seal: bool,
    has_both: bool,
) -> HttpResponse:
    note_reading(request, ReadingKind.DOSSIER, [str(one.row.id) for one in found], purpose="list")
    scope, address = acting(request).scope, reverse("office:letters")
    waiting = {by: course.count_letters_awaiting(scope, by) for by in SignedBy}
    tabs = [
        Tab(_("To be signed"), address, is_active=not by_seal, count=waiting[SignedBy.OFFICER]),
        Tab(_("To be sealed"), f"{address}?seal", is_active=by_seal, count=waiting[SignedBy.AGENCY]),
    ]
    return render(
        request,
        "office/letters.html",
        {
            "rows": [(one, asked.chooses(one.key)) for one in found],
            "left": waiting[SignedBy.AGENCY if by_seal else SignedBy.OFFICER] - len(found),
            "pile": pile,
            "tabs": tabs if has_both else [],
            "columns": [
                Column(_("Chosen"), is_hidden=True),
                Column(_("Letter")),
                Column(_("Dossier")),
                Column(_("Drafted")),
            ],
            "form": asked.form,
            "refusal": asked.why,
            "has_errors": asked.is_wrong,
        },
        status=asked.status,
    )


def waiting_letters(request: HttpRequest) -> int | None:
    """How many letters wait for whoever looks, for the menu."""
    return course.count_letters_awaiting(acting(request).scope)


def letters_of(request: HttpRequest, view: DossierView) -> dict[str, object]:
    """What a dossier's page says of its letters, and whether whoever looks may write one."""
    me = acting(request)
    return {
        "letters": course.letters_of(me.scope, view.id, actor=me.actor(*READERS), at=clock.now()),
        "may_write_letter": me.scope.may(*DRAFTERS) and course.may_write_letter(me.scope, view.id),
        "may_draft_apology": course.may_draft_apology(me.scope, view.id, view.facts),
    }
