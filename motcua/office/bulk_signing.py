"""What waits for the leader's signature, and for the clerk's seal, on one page: one PIN, each result by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.catalogue.types import SignedBy
from motcua.kernel import clock
from motcua.office.signing import PinForm
from motcua.office.signing_runs import MOST_AT_ONCE, Asked, Pile, SealForm, answer
from motcua.organisation.types import Role
from motcua.papers.types import Pin
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import AwaitingSignature, SignedPaper
from motcua.ui.requests import PIN_FIELD
from motcua.ui.types import ClockState, Column, Tab

_URGENT = frozenset({ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One result on the page."""

    one: AwaitingSignature
    state: ClockState
    is_chosen: bool


@requires(Role.LEADER)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_sign(request: HttpRequest) -> HttpResponseBase:
    """What waits for the leader's signature, all of it chosen, with a look at each beside; one PIN signs it."""
    me = acting(request)
    actor = me.actor(Role.LEADER)
    waiting = course.awaiting_signature(me.scope, at=clock.now())
    pile = Pile(reverse("office:to_sign"), waiting, course.signs_with_sample([actor.key]))

    def begin(form: PinForm, chosen: Sequence[str]) -> Iterator[SignedPaper]:
        return process.sign_results(
            actor=actor,
            scope=me.scope,
            now=clock.now,
            wanted=chosen,
            pin=Pin(form.cleaned_data[PIN_FIELD]),
            address=request.build_absolute_uri("/"),
        )

    return answer(request, pile, PinForm, begin, partial(_page, request, pile, waiting))


@requires(Role.CLERK)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters(PIN_FIELD)
def to_seal(request: HttpRequest) -> HttpResponseBase:
    """The signed results that wait for the clerk's seal, all of them chosen; one PIN of the seal seals them."""
    me = acting(request)
    waiting = course.awaiting_signature(me.scope, at=clock.now(), by=SignedBy.AGENCY)
    seals = course.seals_of({one.agency_id for one in waiting} or me.house.agencies_of({Role.CLERK}))
    sample = course.signs_with_sample([one.key for one in seals])
    pile = Pile(reverse("office:to_seal"), waiting, sample, seals=True)

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

    return answer(request, pile, partial(SealForm, seals=seals), begin, partial(_page, request, pile, waiting))


def waiting_to_sign(request: HttpRequest) -> int | None:
    """How many results wait for the leader, for the menu."""
    return course.count_awaiting_signature(acting(request).scope)


def waiting_to_seal(request: HttpRequest) -> int | None:
    """How many results wait for the clerk's seal, for the menu."""
    return course.count_awaiting_seal(acting(request).scope)


def _page(request: HttpRequest, pile: Pile, waiting: Sequence[AwaitingSignature], asked: Asked) -> HttpResponse:
    at = clock.now()
    procedure, urgent = request.GET.get("procedure", ""), request.GET.get("due") == "soon"
    found = [(one, course.row_state(one.row, at)) for one in waiting]
    shown = [
        Waiting(one, state, asked.chooses(one.key))
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
            "form": asked.form,
            "refusal": asked.why,
            "has_errors": asked.is_wrong,
        },
        status=asked.status,
    )


def _tabs(pile: Pile, procedure: str, *, urgent: bool, all_of_them: int, soon: int) -> list[Tab]:
    address, kept = pile.address, f"&procedure={procedure}" if procedure else ""
    return [
        Tab(gettext_lazy("All"), f"{address}?due={kept}", is_active=not urgent, count=all_of_them),
        Tab(gettext_lazy("Due soon"), f"{address}?due=soon{kept}", is_active=urgent, count=soon),
    ]
