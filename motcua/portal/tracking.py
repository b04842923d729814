"""Whoever has the code of a dossier and a second fact follows it, and fetches the letters that were sent to him."""

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import open_to_public
from motcua.dossier.types import State, Timeliness, Tracked
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.portal.countdown import countdown
from motcua.portal.following.offers import offers
from motcua.portal.proving import FACT, asked_again, code_of, followed, proved
from motcua.postal import queries as postal
from motcua.postal.types import GONE, Shipment
from motcua.process import queries as course
from motcua.process.types import LetterEntry, LetterToPerson
from motcua.ui.files import file_response
from motcua.ui.types import ClockLine, ClockState, ExplainedClock, TimelineItem
from motcua.ui.wording import money

_NUMBERED = re.compile(r"\d+\. ")
"""How a line of the explanation begins; a note may begin with a day."""
_NOTHING_TO_DO = _("You need do nothing: the dossier is being worked on.")
_READY_EARLY = _(
    "Your result is ready before the day of the appointment, and you may come now. Bring your receipt and your"
    " identity paper."
)
_ON_ITS_WAY = _("Your result is on its way to you by post.")
_PAY = _("Please pay {amount}; below stands for what.")
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
_PAID_BEFORE = frozenset({State.IN_PROGRESS, State.PAUSED, State.DECIDED})
"""What is owed is the first thing to do while these last; who owes papers as well brings them first."""


@open_to_public
@csrf_exempt
@never_cache
@sensitive_post_parameters(FACT)
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Follows a dossier by its code and a second fact, sent in a form so that neither stands in an address.

    The form only asks, so it needs no token: it works in a browser that takes no cookies, and after hours.
    """
    if request.method != "POST":
        return render(request, "portal/track.html", {"code": code_of(request)})
    try:
        shown = followed(request)
    except Refused as refused:
        return asked_again(request, refused.refusal)
    tracked, at = shown.tracked, clock.now()
    shipment = _shipment(tracked)
    return render(
        request,
        "portal/tracked.html",
        {
            "tracked": tracked,
            "now": shown.now,
            "ahead": shown.ahead,
            "countdown": countdown(shown.wait, at=at),
            "clock": _clock(tracked),
            "timeline": _timeline(tracked),
            "first": _ON_ITS_WAY if shipment is not None and shipment.state in GONE else first_sentence(tracked),
            "letters": _letters(tracked),
            **offers(tracked),
            "shipment": shipment,
            "shipment_state": messages.name_of(shipment.state) if shipment is not None else "",
            "second_fact": request.POST.get(FACT, ""),
        },
    )


@open_to_public
@csrf_exempt
@never_cache
@sensitive_post_parameters(FACT)
@require_POST
def letter(request: HttpRequest, about: int) -> HttpResponseBase:
    """A letter that was sent to the person, as PDF, for whoever proves what he proves to follow the dossier.

    Asking for it is one more try: nobody guesses here what he may not guess there.
    """
    try:
        tracked = proved(request)
        found = course.open_letter_to_person(tracked.id, about, reader="tracking", at=clock.now())
    except Refused as refused:
        return asked_again(request, refused.refusal)
    return file_response(request, found, download=True)


def _letters(tracked: Tracked) -> Sequence[LetterToPerson]:
    """The letters that were sent to him; the database is asked only where one was signed."""
    return course.letters_to_person(tracked.id) if LetterEntry.SIGNED in tracked.kinds else ()


def _shipment(tracked: Tracked) -> Shipment | None:
    """The result on its way by post; the database is asked only while the result is there and nobody has it."""
    return postal.shipment_of(tracked.id) if tracked.state is State.COMPLETED else None


def first_sentence(tracked: Tracked) -> str:
    """What the person has to do now, in one sentence. That a result is there early is announced."""
    if tracked.state is State.COMPLETED and tracked.timeliness is Timeliness.EARLY:
        return str(_READY_EARLY)
    if tracked.fees_due and tracked.state in _PAID_BEFORE:
        return str(_PAY).format(amount=money(tracked.fees_due))
    return str(_WHAT_TO_DO_NOW.get(tracked.state, _NOTHING_TO_DO))


def _clock(tracked: Tracked) -> ExplainedClock:
    lines = [line for line in tracked.explanation if _NUMBERED.match(line)]
    return ExplainedClock(
        state=ClockState.IN_TERM if tracked.completed_at is None else ClockState.ENDED,
        due_at=tracked.appointment_at or tracked.due_at,
        lines=tuple(map(_clock_line, lines)),
        is_expected=tracked.expected,
        remaining=tracked.standing,
        notes=tuple(line for line in tracked.explanation[1:] if not _NUMBERED.match(line)),
    )


def _clock_line(line: str) -> ClockLine:
    """`1. 09:00 thứ Hai 02/03/2026  Tiếp nhận …` in its two parts; the number is the list's own."""
    when, _gap, text = line.partition(". ")[2].partition("  ")
    return ClockLine(when if text else "", text or when)


def _timeline(tracked: Tracked) -> list[TimelineItem]:
    return [TimelineItem(milestone.at, milestone.title) for milestone in reversed(tracked.milestones)]
