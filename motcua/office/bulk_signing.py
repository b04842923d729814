"""What waits for the leader's signature, and for the clerk's seal, on one page: one PIN, each result by itself.

A few are signed in the request. More are signed while the answer is being sent, line by line: the page shows how far
it has come without any script, nothing of the run is kept anywhere, and whoever closes it keeps what was signed.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.catalogue.types import SignedBy
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.signing import PinForm
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import AwaitingSignature, Seal, SignedPaper
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD
from motcua.ui.types import ClockState, Column, Tab

MOST_AT_ONCE = 200
"""So many stand on one page; what is due first comes first, and the rest afterwards."""
A_FEW = 10
"""So many are signed before the page answers."""
_MARK = "<!--each-->"
"""Where the lines of the run come in the page that is sent around them."""
_URGENT = frozenset({ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON})
_Form = TypeVar("_Form", bound=PinForm)
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


class SealForm(PinForm):
    """Which seal, where there are several, and its PIN."""

    seal = forms.ChoiceField(label=gettext_lazy("Key of the seal"))
    field_order = ("seal", PIN_FIELD)

    def __init__(self, typed: QueryDict | None = None, *, seals: Sequence[Seal]) -> None:
        super().__init__(typed)
        self.fields[PIN_FIELD].label = gettext_lazy("PIN of the seal")
        self._seals = {one.key: one for one in seals}
        if len(seals) > 1:
            choose_among(self, "seal", [(one.key, f"{one.agency}: {one.key}") for one in seals])
        else:
            del self.fields["seal"]

    def chosen(self) -> Seal:
        """The one he chose, or the only one."""
        key = self.cleaned_data.get("seal")
        return self._seals[key] if key else next(iter(self._seals.values()))


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits to be signed or, where `seals`, to be sealed; and whether that is done with a sample certificate."""

    address: str
    waiting: Sequence[AwaitingSignature]
    is_sample: bool
    seals: bool = False


@requires(Role.LEADER)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_sign(request: HttpRequest) -> HttpResponseBase:
    """What waits for the leader's signature, all of it chosen, with a look at each beside; one PIN signs it."""
    me = acting(request)
    actor = me.actor(Role.LEADER)
    waiting = course.awaiting_signature(me.scope, at=clock.now())
    pile = Pile("office:to_sign", waiting, course.signs_with_sample([actor.key]))

    def begin(form: PinForm, chosen: Sequence[str]) -> Iterator[SignedPaper]:
        return process.sign_results(
            actor=actor,
            scope=me.scope,
            now=clock.now,
            wanted=chosen,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
            address=request.build_absolute_uri("/"),
        )

    return _answer(request, pile, PinForm, begin)


@requires(Role.CLERK)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_seal(request: HttpRequest) -> HttpResponseBase:
    """The signed results that wait for the clerk's seal, all of them chosen; one PIN of the seal seals them."""
    me = acting(request)
    waiting = course.awaiting_signature(me.scope, at=clock.now(), by=SignedBy.AGENCY)
    seals = course.seals_of({one.agency_id for one in waiting} or me.house.agencies_of({Role.CLERK}))
    pile = Pile("office:to_seal", waiting, course.signs_with_sample([one.key for one in seals]), seals=True)

    def begin(form: SealForm, chosen: Sequence[str]) -> Iterator[SignedPaper]:
        seal = form.chosen()
        return process.seal_results(
            actor=me.actor(Role.CLERK),
            scope=me.scope,
            now=clock.now,
            wanted=chosen,
            agency_id=seal.agency_id,
            key=seal.key,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
            address=request.build_absolute_uri("/"),
        )

    return _answer(request, pile, partial(SealForm, seals=seals), begin)


def waiting_to_sign(request: HttpRequest) -> int | None:
    """How many results wait for the leader, for the menu."""
    return course.count_awaiting_signature(acting(request).scope)


def waiting_to_seal(request: HttpRequest) -> int | None:
    """How many results wait for the clerk's seal, for the menu."""
    return course.count_awaiting_seal(acting(request).scope)


def _answer(
    request: HttpRequest,
    pile: Pile,
    make: Callable[..., _Form],
    begin: Callable[[_Form, Sequence[str]], Iterator[SignedPaper]],
) -> HttpResponseBase:
    """The page, or the run that was asked for on it."""
    if request.method != "POST":
        return _page(request, pile, make())
    chosen, form = request.POST.getlist("result")[:MOST_AT_ONCE], make(request.POST)
    if not form.is_valid():
        return _page(request, pile, form, chosen=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        run = begin(form, chosen)
    except Refused as refused:
        return _page(request, pile, make(), chosen=chosen, refusal=refused.refusal)
    names = {one.key: one for one in pile.waiting}
    if len(chosen) <= A_FEW:
        return _told(request, pile, [_done(number, each, names) for number, each in enumerate(run, start=1)])
    return _running(request, pile, run, names, total=len(set(chosen)))


def _page(
    request: HttpRequest,
    pile: Pile,
    form: PinForm,
    *,
    chosen: Sequence[str] | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    at = clock.now()
    procedure, urgent = request.GET.get("procedure", ""), request.GET.get("due") == "soon"
    found = [(one, course.row_state(one.row, at)) for one in pile.waiting]
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
            "pile": pile,
            "tabs": _tabs(
                pile, procedure, urgent=urgent, all_of_them=len(found), soon=sum(s in _URGENT for _one, s in found)
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


def _tabs(pile: Pile, procedure: str, *, urgent: bool, all_of_them: int, soon: int) -> list[Tab]:
    address, kept = reverse(pile.address), f"&procedure={procedure}" if procedure else ""
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


def _told(request: HttpRequest, pile: Pile, outcomes: Sequence[Done]) -> HttpResponse:
    """The whole answer at once."""
    tally = Tally()
    for each in outcomes:
        tally.count(each)
    return HttpResponse(
        _before(request, pile, len(outcomes)).replace(
            _MARK,
            "".join([*(_line(pile, each, len(outcomes)) for each in outcomes), _end(pile, tally, len(outcomes))]),
        )
    )


def _running(
    request: HttpRequest,
    pile: Pile,
    run: Iterator[SignedPaper],
    names: Mapping[str, AwaitingSignature],
    *,
    total: int,
) -> StreamingHttpResponse:
    """The same page, sent while the signing goes on."""
    head, _mark, tail = _before(request, pile, total).partition(_MARK)
    language = translation.get_language() or "vi"

    def lines() -> Iterator[str]:
        yield head
        tally = Tally()
        try:
            for number, outcome in enumerate(run, start=1):
                with translation.override(language):
                    done = _done(number, outcome, names)
                    line = _line(pile, done, total)
                tally.count(done)
                yield line
        except Exception:
            # The head of the page is sent: all that can still be done is to say so, and to leave a trace.
            _logger.exception("A run of signatures was broken off after %s of %s.", tally.signed, total)
        with translation.override(language):
            yield _end(pile, tally, total)
        yield tail

    answer = StreamingHttpResponse(lines())
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _before(request: HttpRequest, pile: Pile, total: int) -> str:
    told = {"pile": pile, "total": total, "mark": _MARK}
    return loader.render_to_string("office/signing_run.html", told, request)


def _line(pile: Pile, done: Done, total: int) -> str:
    return loader.render_to_string("office/signing_line.html", {"pile": pile, "done": done, "total": total})


def _end(pile: Pile, tally: Tally, total: int) -> str:
    left = total - tally.signed - tally.failed
    told = {"pile": pile, "tally": tally, "total": total, "left": left}
    return loader.render_to_string("office/signing_end.html", told)
