"""Filing online, at the browser: begun, typed page by page, sent once, acknowledged. No script is needed anywhere."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts import queries as accounts
from motcua.accounts.types import absent_or_not_yours, citizens_only, open_to_public
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel
from motcua.dossier import queries as dossier
from motcua.intake import commands, queries
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.portal.countdown import countdown
from motcua.portal.filing.asking import AskingPage
from motcua.portal.filing.centre import is_at_centre
from motcua.portal.filing.drafts import Filing, Slug, may_log_in
from motcua.portal.filing.pages import MatterPage, Page, ResultPage, WhoPage, steps_of, title_of
from motcua.portal.filing.papers import PapersPage
from motcua.portal.filing.review import ReviewPage
from motcua.portal.filing.ways import WaysPage
from motcua.portal.shares import Share
from motcua.portal.sheets import case_sheets
from motcua.process import queries as process
from motcua.ui.answers import log_in_ended
from motcua.ui.files import file_response
from motcua.ui.requests import going_on
from motcua.ui.types import Fact

_BEGUN = Share("begin", 20, timedelta(minutes=10), "too_many_drafts")
_PAGES: dict[str, type[Page]] = {
    Slug.WHO: WhoPage,
    Slug.MATTER: MatterPage,
    Slug.WAYS: WaysPage,
    Slug.PAPERS: PapersPage,
    Slug.RESULT: ResultPage,
    Slug.REVIEW: ReviewPage,
}


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """What one needs, and the two ways to begin: logged in, or without an account by a link that is kept."""
    at, citizen = clock.now(), accounts.citizen_of(request)
    version = granted(catalogue.current_version(code, at.date()))
    refusal = None
    if request.method == "POST":
        try:
            _BEGUN.spend(request)
            draft, secret = commands.begin_draft(
                at=at, procedure_code=version.code, citizen=citizen, at_centre=is_at_centre(request)
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("portal:draft", key=str(draft.id) if citizen is not None else secret)
    context = {
        "version": version,
        "cases": case_sheets(version, channel=Channel.ONLINE),
        "is_online": Channel.ONLINE in version.channels,
        "place": (place := catalogue.filing_place(version.code, at.date())),
        "is_here": place.is_here or is_at_centre(request),
        "citizen": citizen,
        "may_log_in": may_log_in(),
        "days": queries.draft_rules_on(at.date()).days,
    }
    return _shown(request, "portal/filing/begin.html", context, refusal)


@open_to_public
@never_cache
@require_safe
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """The draft itself: how far it is, until when it is kept, the link to keep, and the way to throw it away."""
    filing = Filing(request, key)
    if filing.draft.filed is not None:
        return redirect("portal:draft_filed", key=key)
    steps = steps_of(filing)
    context = {
        "filing": filing,
        "link": request.build_absolute_uri(filing.url()),
        "pages": steps[:-1],
        "is_begun": bool(filing.draft.content) or bool(filing.draft.files),
        "goes_on": next(step.url for step in steps if not step.is_done),
    }
    return render(request, "portal/filing/draft.html", context)


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def draft_page(request: HttpRequest, key: str, page: str) -> HttpResponse:
    """One page of the draft. Whatever is posted is saved first; what is wrong comes back with all that was typed.

    Whoever sends a page of a citizen's own draft without being logged in gets it back, to send it when he is.
    """
    try:
        filing = Filing(request, key)
    except Refused as refused:
        if request.method != "POST" or accounts.citizen_of(request) is not None:
            raise
        log_in = f"{reverse('accounts:citizen_log_in')}?{urlencode({'next': reverse('portal:draft', args=[key])})}"
        return log_in_ended(request, refused.refusal, log_in=log_in)
    if filing.draft.filed is not None:
        return redirect("portal:draft_filed", key=key)
    if page not in filing.slugs:
        return redirect(filing.url())
    shown, refusal, is_wrong = _page(request, filing, page), None, False
    if request.method == "POST":
        try:
            shown.keep()
            if shown.goes_on():
                if isinstance(shown, ReviewPage):
                    shown.send()
                return going_on(request, shown.next_url())
            is_wrong = not shown.asks_anew
        except Refused as refused:
            if refused.refusal.code == "draft_filed":
                return redirect("portal:draft_filed", key=key)
            refusal = refused.refusal
    context = {
        **shown.context(),
        "filing": filing,
        "steps": steps_of(filing),
        "number": filing.slugs.index(page) + 1,
        "title": title_of(filing, page),
        "earlier": shown.earlier_url(),
        "noted": [messages.sentence_of(one.refusal) for one in shown.objections()] if "check" in request.GET else [],
    }
    return _shown(request, shown.template, context, refusal, is_wrong=is_wrong)


@open_to_public
@never_cache
@require_POST
def judge_page(request: HttpRequest, key: str, page: str) -> HttpResponse:
    """What would be asked and what would be wrong if a page of an e-form were sent as it is; nothing of it is kept."""
    filing = Filing(request, key)
    if page not in filing.asked:
        raise Refused(Refusal("draft_absent"))
    return render(request, "ui/asked.html", {"asked": AskingPage(request, filing, page).judged()})


def _page(request: HttpRequest, filing: Filing, slug: str) -> Page:
    return AskingPage(request, filing, slug) if slug in filing.asked else _PAGES[slug](request, filing)


@open_to_public
@never_cache
@require_safe
def draft_file(request: HttpRequest, key: str, attachment_id: int) -> HttpResponseBase:
    """A file that was put in, for whoever has the draft."""
    filing = Filing(request, key)
    file = queries.open_draft_file(filing.draft, attachment_id, reader=f"draft:{filing.draft.id}", at=filing.at)
    return file_response(request, file)


@citizens_only
@never_cache
@require_POST
def claim_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Puts a draft that was begun without log-in among the drafts of whoever has logged in since."""
    filing = Filing(request, key)
    if filing.citizen is None:
        raise absent_or_not_yours()
    try:
        commands.claim_draft(at=filing.at, draft_id=filing.draft.id, citizen=filing.citizen)
    except Refused as refused:
        flash.error(request, messages.sentence_of(refused.refusal))
        return redirect(filing.url())
    flash.success(request, _("The draft is yours now. You find it on your page; the link alone opens it no more."))
    return redirect("portal:draft", key=str(filing.draft.id))


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def drop_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Asks once more, then throws the draft away with everything in it."""
    filing = Filing(request, key)
    if request.method == "POST":
        commands.drop_draft(at=filing.at, draft_id=filing.draft.id, citizen=filing.citizen)
        flash.success(request, _("The draft is gone, with everything that was typed and attached."))
        return redirect("portal:procedure", code=filing.draft.procedure_code)
    return render(request, "portal/filing/drop.html", {"filing": filing})


@open_to_public
@never_cache
@require_safe
def filed(request: HttpRequest, key: str) -> HttpResponse:
    """The acknowledgement: the filing number, until when it is answered, and how to follow it. Made to be printed."""
    filing = Filing(request, key)
    receipt = filing.draft.filed
    if receipt is None:
        return redirect(filing.url())
    facts = dossier.facts(receipt.dossier_id)
    receiving = facts.subject.receiving_agency_id
    number = facts.code or facts.filing_number
    context = {
        "filing": filing,
        "number": number,
        "is_received": bool(facts.code),
        "countdown": countdown(dossier.answer_wait(facts, at=filing.at), at=filing.at),
        "follow": _follow_url(number),
        "facts": [
            Fact(_("Procedure"), catalogue.version(facts.subject.procedure_version_id).name),
            Fact(_("Filing number"), facts.filing_number),
            Fact(_("Filed at"), facts.filed_at),
            Fact(_("Goes to"), organisation.agency_names([receiving]).get(receiving, "")),
        ],
    }
    return render(request, "portal/filing/filed.html", context)


@open_to_public
@never_cache
@require_safe
def filed_code(request: HttpRequest, key: str) -> HttpResponse:
    """The address at which the filing is followed, as a picture that a phone reads."""
    receipt = Filing(request, key).draft.filed
    if receipt is None:
        raise Refused(Refusal("draft_absent"))
    facts = dossier.facts(receipt.dossier_id)
    address = request.build_absolute_uri(_follow_url(facts.code or facts.filing_number))
    return HttpResponse(process.verification_qr(address), content_type="image/svg+xml")


def _follow_url(number: str) -> str:
    return f"{reverse('portal:track')}?code={number}"


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], refusal: Refusal | None, *, is_wrong: bool = False
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    context = {
        **context,
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": is_wrong or refusal is not None,
    }
    return render(request, template, context, status=messages.status_of(refusal) if refusal is not None else status)
