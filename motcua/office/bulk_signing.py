"""The leader's evening: what waits for her signature on one page, one PIN, and each result signed by itself.

A few are signed in the request. More are signed while the answer is being sent, line by line: the page shows how far
it has come without any script, nothing of the run is kept anywhere, and whoever closes it keeps what was signed.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.signing import PinForm
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import AwaitingSignature, SignedPaper
from motcua.ui.requests import PIN_FIELD
from motcua.ui.types import ClockState, Column, Tab

MOST_AT_ONCE = 200
"""So many stand on one page; what is due first comes first, and the rest afterwards."""
A_FEW = 10
"""So many are signed before the page answers."""
_MARK = "<!--each-->"
"""Where the lines of the run come in the page that is sent around them."""
_URGENT = frozenset({ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON})
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One result on the page."""

    one: AwaitingSignature
    state: ClockState
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one result. `number` counts within the run."""

    number: int
    code: str
    name: str
    url: str
    why: str = ""


@dataclass(slots=True)
class Tally:
    """What was signed and what was not, counted while the run goes on."""

    signed: int = 0
    failed: int = 0

    def count(self, done: Done) -> None:
        """Adds one outcome."""
        if done.why:
            self.failed += 1
        else:
            self.signed += 1


@requires(Role.LEADER)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_sign(request: HttpRequest) -> HttpResponseBase:
    """What waits for the leader's signature, all of it chosen, with a look at each beside; one PIN signs it."""
    me = acting(request)
    waiting = course.awaiting_signature(me.scope, at=clock.now())
    if request.method != "POST":
        return _page(request, waiting, PinForm())
    chosen, form = request.POST.getlist("result")[:MOST_AT_ONCE], PinForm(request.POST)
    if not form.is_valid():
        return _page(request, waiting, form, chosen=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        run = process.sign_results(
            actor=me.actor(Role.LEADER),
            scope=me.scope,
            now=clock.now,
            wanted=chosen,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
            address=request.build_absolute_uri("/"),
        )
    except Refused as refused:
        return _page(request, waiting, PinForm(), chosen=chosen, refusal=refused.refusal)
    names = {one.key: one for one in waiting}
    if len(chosen) <= A_FEW:
        return _told(request, [_done(number, each, names) for number, each in enumerate(run, start=1)])
    return _running(request, run, names, total=len(set(chosen)))


def waiting_to_sign(request: HttpRequest) -> int | None:
    """How many results wait for the leader, for the menu."""
    return course.count_awaiting_signature(acting(request).scope)


def _page(
    request: HttpRequest,
    waiting: Sequence[AwaitingSignature],
    form: PinForm,
    *,
    chosen: Sequence[str] | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    at = clock.now()
    procedure, urgent = request.GET.get("procedure", ""), request.GET.get("due") == "soon"
    found = [(one, course.row_state(one.row, at)) for one in waiting]
    shown = [
        Waiting(one, state, chosen is None or one.key in chosen)
        for one, state in found
        if (not procedure or one.row.procedure_code == procedure) and (not urgent or state in _URGENT)
    ][:MOST_AT_ONCE]
    note_reading(request, ReadingKind.DOSSIER, [str(each.one.dossier_id) for each in shown], purpose="list")
    return render(
        request,
        "office/to_sign.html",
        {
            "shown": shown,
            "left": len(found) - len(shown),
            "tabs": _tabs(
                procedure, urgent=urgent, all_of_them=len(found), soon=sum(s in _URGENT for _one, s in found)
            ),
            "procedures": sorted({(one.row.procedure_code, one.row.procedure) for one, _state in found}),
            "procedure": procedure,
            "due": "soon" if urgent else "",
            "columns": [
                Column(_("Chosen"), is_hidden=True),
                Column(_("Dossier")),
                Column(_("Step due")),
            ],
            "form": form,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors),
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )


def _tabs(procedure: str, *, urgent: bool, all_of_them: int, soon: int) -> list[Tab]:
    address, kept = reverse("office:to_sign"), f"&procedure={procedure}" if procedure else ""
    return [
        Tab(gettext_lazy("All"), f"{address}?due={kept}", is_active=not urgent, count=all_of_them),
        Tab(gettext_lazy("Due soon"), f"{address}?due=soon{kept}", is_active=urgent, count=soon),
    ]


def _done(number: int, outcome: SignedPaper, names: Mapping[str, AwaitingSignature]) -> Done:
    known = names.get(outcome.key)
    why = messages.sentence_of(outcome.refusal) if outcome.refusal is not None else ""
    if known is None:
        return Done(number, "", "", "", why)
    url = reverse("office:dossier", args=[known.dossier_id])
    return Done(number, known.row.code, known.row.applicant, url, why)


def _told(request: HttpRequest, outcomes: Sequence[Done]) -> HttpResponse:
    """The whole answer at once."""
    tally = Tally()
    for each in outcomes:
        tally.count(each)
    return HttpResponse(
        _before(request, len(outcomes)).replace(
            _MARK, "".join([*(_line(each, len(outcomes)) for each in outcomes), _end(tally, len(outcomes))])
        )
    )


def _running(
    request: HttpRequest, run: Iterator[SignedPaper], names: Mapping[str, AwaitingSignature], *, total: int
) -> StreamingHttpResponse:
    """The same page, sent while the signing goes on."""
    head, _mark, tail = _before(request, total).partition(_MARK)
    language = translation.get_language() or "vi"

    def lines() -> Iterator[str]:
        yield head
        tally = Tally()
        try:
            for number, outcome in enumerate(run, start=1):
                with translation.override(language):
                    done = _done(number, outcome, names)
                    line = _line(done, total)
                tally.count(done)
                yield line
        except Exception:
            # The head of the page is sent: all that can still be done is to say so, and to leave a trace.
            _logger.exception("A run of signatures was broken off after %s of %s.", tally.signed, total)
        with translation.override(language):
            yield _end(tally, total)
        yield tail

    answer = StreamingHttpResponse(lines())
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _before(request: HttpRequest, total: int) -> str:
    return loader.render_to_string("office/signing_run.html", {"total": total, "mark": _MARK}, request)


def _line(done: Done, total: int) -> str:
    return loader.render_to_string("office/signing_line.html", {"done": done, "total": total})


def _end(tally: Tally, total: int) -> str:
    left = total - tally.signed - tally.failed
    return loader.render_to_string("office/signing_end.html", {"tally": tally, "total": total, "left": left})
