"""The public pages: find a procedure, read what it needs, follow a dossier. No log-in, no script needed."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import AuthorityLevel, Channel
from motcua.dossier import queries as dossier
from motcua.dossier.types import State, Timeliness, Tracked
from motcua.kernel import clock, messages
from motcua.kernel.text import sort_key
from motcua.kernel.types import Refused
from motcua.portal.shares import Share
from motcua.portal.sheets import case_sheets, fee_lines, longest_and_shortest, step_names
from motcua.ui.types import ClockLine, ClockState, ExplainedClock, TimelineItem

_FOUND = 20
_TRIES = Share("follow", 10, timedelta(minutes=10))
EVERYDAY = ("1.001193", "2.000815", "1.000894", "1.004222", "1.004873", "1.001612", "1.013225", "1.012786", "3.000333")
"""Procedures people come for most; those that are published here are tiles of the front page."""
_NOTHING_TO_DO = _("You need do nothing: the dossier is being worked on.")
_READY_EARLY = _(
    "Your result is ready before the day of the appointment, and you may come now. Bring your receipt and your"
    " identity paper."
)
_WHAT_TO_DO_NOW = {
    State.FILED: _("You need do nothing: the desk is checking what you filed."),
    State.INTAKE_COMPLETION: _("Please complete your filing; the desk has told you what is missing."),
    State.AWAITING_SUPPLEMENT: _("Please bring what is missing; until then no time runs."),
    State.PAUSED: _("The time is not being counted; see below why."),
    State.COMPLETED: _("Your result is ready. Bring your receipt and your identity paper."),
    State.HANDED_OVER: _("You have received your result."),
    State.STOPPED: _("The dossier was stopped at your request."),
    State.CLOSED_UNANSWERED: _("The dossier was closed because the supplement did not come. You may file again."),
    State.VOIDED: _("This receipt was a mistake and was voided. Ask the desk that gave it to you."),
    State.DECLINED_AT_INTAKE: _("The filing was not accepted; the desk has told you why."),
    State.FILING_STOPPED: _("You took this filing back."),
}


@open_to_public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what do you need?"""
    words = request.GET.get("q", "").strip()
    today = clock.now().date()
    context: dict[str, Any] = {"q": words, "found": catalogue.search(words, _FOUND, on=today) if words else []}
    if not words:
        everyday = {version.code: version for version in catalogue.list_published(today, codes=EVERYDAY)}
        context["tiles"] = [
            (everyday[code], longest_and_shortest(everyday[code])) for code in EVERYDAY if code in everyday
        ]
        context["fields"] = sorted(catalogue.fields(), key=lambda one: sort_key(one.name))
    return render(request, "portal/home.html", context)


@open_to_public
@require_safe
def field(request: HttpRequest, code: str) -> HttpResponse:
    """All published procedures of a field."""
    found = next((one for one in catalogue.fields() if one.code == code), None)
    if found is None:
        raise Http404
    versions = catalogue.list_published(clock.now().date(), field=code)
    communal = [version for version in versions if AuthorityLevel.COMMUNE in version.levels]
    others = [version for version in versions if AuthorityLevel.COMMUNE not in version.levels]
    return render(request, "portal/field.html", {"field": found, "versions": [*communal, *others]})


@open_to_public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure. One that is only listed says so."""
    today = clock.now().date()
    version = catalogue.version_of(code, today)
    listing = catalogue.listing(code)
    if version is None and listing is None:
        raise Http404
    if version is None:
        return render(request, "portal/listed.html", {"listing": listing})
    context = {
        "version": version,
        "cases": case_sheets(version),
        "fees": fee_lines(version),
        "steps": step_names(version),
        "is_online": Channel.ONLINE in version.channels,
    }
    return render(request, "portal/procedure.html", context)


@open_to_public
@csrf_exempt
@never_cache
@sensitive_post_parameters("second_fact")
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Follows a dossier by its code and a second fact, sent in a form so that neither stands in an address.

    The form only asks, so it needs no token: it works in a browser that takes no cookies, and after hours.
    """
    code = request.POST.get("code", request.GET.get("code", "")).strip()
    if request.method != "POST":
        return render(request, "portal/track.html", {"code": code})
    try:
        tried, sought = _TRIES.begin(request, f"code {code[:40].casefold()}"), dossier.sought(code)
        _TRIES.require(tried)
        tracked = dossier.track(sought, request.POST.get("second_fact", ""), at=clock.now())
    except Refused as refused:
        sentence, status = messages.sentence_of(refused.refusal), messages.status_of(refused.refusal)
        return render(
            request, "portal/track.html", {"code": code, "refusal": sentence, "has_errors": True}, status=status
        )
    return render(
        request,
        "portal/tracked.html",
        {
            "tracked": tracked,
            "clock": _clock(tracked),
            "timeline": _timeline(tracked),
            "first": first_sentence(tracked),
        },
    )


def first_sentence(tracked: Tracked) -> str:
    """What the person has to do now, in one sentence. That a result is there early is announced."""
    if tracked.state is State.COMPLETED and tracked.timeliness is Timeliness.EARLY:
        return str(_READY_EARLY)
    return str(_WHAT_TO_DO_NOW.get(tracked.state, _NOTHING_TO_DO))


def _clock(tracked: Tracked) -> ExplainedClock:
    lines = [line for line in tracked.explanation if line[:1].isdigit()]
    return ExplainedClock(
        state=ClockState.IN_TERM if tracked.completed_at is None else ClockState.ENDED,
        due_at=tracked.appointment_at or tracked.due_at,
        lines=tuple(map(_clock_line, lines)),
        is_expected=tracked.expected,
        remaining=tracked.standing,
        notes=tuple(line for line in tracked.explanation[1:] if not line[:1].isdigit()),
    )


def _clock_line(line: str) -> ClockLine:
    """`1. 09:00 thứ Hai 02/03/2026  Tiếp nhận …` in its two parts; the number is the list's own."""
    when, _gap, text = line.partition(". ")[2].partition("  ")
    return ClockLine(when if text else "", text or when)


def _timeline(tracked: Tracked) -> list[TimelineItem]:
    return [TimelineItem(milestone.at, milestone.title) for milestone in reversed(tracked.milestones)]
