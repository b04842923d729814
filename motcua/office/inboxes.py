"""The officer's day: what is due first, narrowed as he likes, and one dossier open beside the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import commands as accounts
from motcua.accounts import queries as people
from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.office.brief import brief_of
from motcua.office.choices import actions_of
from motcua.office.notes import mentioned_in
from motcua.office.opinions import opinions_of
from motcua.office.results import result_of
from motcua.office.submissions import submissions_of
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.process import queries as process
from motcua.process.queries import Box, InboxRow, Narrowing, Near
from motcua.process.types import WorkItem
from motcua.ui.types import Action, ClockState, Column, Pages, Tab, Tone

STAFF = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR, Role.INSPECTOR)
PAGE = "inbox"
"""Under what the kept views of this page are found."""
_MOST = 50
BOX_WORDS = {
    Box.MINE: gettext_lazy("Mine"),
    Box.POOL: gettext_lazy("To be taken"),
    Box.TEAM: gettext_lazy("My agency"),
    Box.WAITING: gettext_lazy("Waiting for others"),
}
_NEAR_WORDS = {Near.SOON: gettext_lazy("Coming due"), Near.LATE: gettext_lazy("Late")}
_NEAR_TONES = {Near.SOON: Tone.WARNING, Near.LATE: Tone.DANGER}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in his inbox somebody is. It stands in every address that leads on, so that nothing loses it."""

    box: Box = Box.MINE
    near: Near | None = None
    procedure: str = ""
    officer_id: int | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> "Place":
        """As an address says it; what is no place is left out."""
        box, near = asked.get("box", ""), asked.get("due", "")
        procedure, officer = asked.get("procedure", ""), asked.get("officer", "")
        return cls(
            box=Box(box) if box in set(Box) else Box.MINE,
            near=Near(near) if near in set(Near) else None,
            procedure=procedure if procedure.replace(".", "").isalnum() else "",
            officer_id=int(officer) if officer.isascii() and officer.isdigit() else None,
        )

    @property
    def query(self) -> str:
        """The part of the address after the `?`."""
        officer = "" if self.officer_id is None else str(self.officer_id)
        asked = {"box": self.box.value, "due": self.near or "", "procedure": self.procedure, "officer": officer}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def address(self) -> str:
        """The address of the inbox there."""
        return f"{reverse('office:inbox')}?{self.query}"

    def narrowing(self, at: datetime) -> Narrowing:
        """What narrows the box there, at an instant."""
        return Narrowing(at, self.near, self.procedure, self.officer_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an inbox: the work, and the dossier it belongs to; `papers_at` while its papers are still to come.

    `lies_at` is the agency to which he sent it, while it lies there.
    """

    work: WorkItem
    row: DossierRow
    step: str
    state: ClockState
    is_late: bool
    on_behalf_of: str = ""
    papers_at: datetime | None = None
    lies_at: str = ""


def waiting_for_me(request: HttpRequest) -> int | None:
    """How much lies in the viewer's own box, for the menu."""
    return process.box_counts(acting(request).scope)[Box.MINE]


def place_before(request: HttpRequest) -> Place | None:
    """The place in the inbox from which an act was opened; None when it was opened from the dossier's own page."""
    asked = request.GET.get("from")
    return Place.of(QueryDict(asked)) if asked else None


@requires(*STAFF)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """My work, what is due first on top; the dossier that was opened stands beside it."""
    me, at, place = acting(request), clock.now(), Place.of(request.GET)
    narrowing = place.narrowing(at)
    rows = process.inbox(me.scope, place.box, narrowing=narrowing, after=_after(request), limit=_MOST + 1)
    shown = rows[:_MOST]
    lines = _lines(request, shown, at)
    older = ""
    if len(rows) > _MOST:
        last = shown[-1]
        due = last.work.due_at.isoformat() if last.work.due_at else ""
        older = f"{place.address}&{urlencode({'after': last.id, 'due_at': due})}"
    opened = request.GET.get("open", "")
    acts = _bulk_acts(place, me.scope)
    is_there = any(str(line.row.id) == opened for line in lines)
    return render(
        request,
        "office/inbox.html",
        {
            "lines": lines,
            "place": place,
            "tabs": _tabs(request, place),
            "nearness": _nearness(request, place, narrowing),
            "procedures": sorted({(line.row.procedure_code, line.row.procedure) for line in lines}),
            "kept": people.kept_views(me.user_id, PAGE),
            "is_narrowed": place != Place(place.box),
            "of_officer": organisation.officer_names([place.officer_id]) if place.officer_id is not None else {},
            "mentioned": mentioned_in(request, at=at),
            "bulk_acts": acts,
            "columns": [
                *([Column(_("Chosen"), is_hidden=True)] if acts else []),
                Column(_("Dossier")),
                Column(_("Step and due date")),
            ],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(lines))),
            "opened": int(opened) if is_there else None,
            **(beside_of(request, int(opened), place) if is_there else {}),
        },
    )


@requires(*STAFF)
@require_safe
def beside(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """One dossier as it stands beside the list: in short, with what may be done next."""
    return render(request, "office/beside.html", beside_of(request, dossier_id, Place.of(request.GET)))


def beside_of(request: HttpRequest, dossier_id: int, place: Place) -> Mapping[str, Any]:
    """What a dossier in short shows. Raises Refused (`no_such_dossier`)."""
    me, at = acting(request), clock.now()
    view = process.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    choices = process.choices(me.scope, dossier_id, view.facts)
    return {
        "view": view,
        "place": place,
        "actions": [_from(place, one) for one in actions_of(dossier_id, choices, view.facts, at=at)],
        "handling": process.handling(me.scope, dossier_id, view.facts),
        **brief_of(request, view, choices, at=at),
        "opinions": opinions_of(view, at=at),
        "may_remind_asked": process.may_remind_of(me.scope, view.facts),
        **submissions_of(request, view),
        **result_of(request, view),
    }


@requires(*STAFF)
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keeps the place under a name, or forgets one that was kept."""
    me, place = acting(request), Place.of(QueryDict(request.POST.get("place", "")))
    dropped = request.POST.get("drop", "")
    if dropped.isascii() and dropped.isdigit():
        accounts.drop_view(user_id=me.user_id, view_id=int(dropped))
        return redirect(place.address)
    try:
        accounts.keep_view(user_id=me.user_id, page=PAGE, name=request.POST.get("name", ""), query=place.query)
    except Refused as refused:
        flash.error(request, messages.sentence_of(refused.refusal))
    else:
        flash.success(request, _("Kept."))
    return redirect(place.address)


def _bulk_acts(place: Place, scope: Scope) -> list[tuple[str, str]]:
    """What may be done here to many at once, as `office:bulk` calls it, with its words."""
    if place.box is Box.WAITING or scope.only_reads:
        return []
    acts = [("take", _("Take over"))] if place.box is Box.POOL else [("advance", _("Pass on or approve"))]
    return [*acts, ("give", _("Give to another officer"))] if scope.may(Role.LEADER, Role.SUPERVISOR) else acts


def _from(place: Place, action: Action) -> Action:
    return replace(action, url=f"{action.url}?{urlencode({'from': place.query})}")


def _tabs(request: HttpRequest, place: Place) -> list[Tab]:
    counts = process.box_counts(acting(request).scope)
    return [
        Tab(word, Place(box).address, is_active=box is place.box, count=counts[box]) for box, word in BOX_WORDS.items()
    ]


def _nearness(request: HttpRequest, place: Place, narrowing: Narrowing) -> list[Tab]:
    """The box as a whole, what of it comes due, and what is late; nothing is due of what waits for others."""
    if place.box is Box.WAITING:
        return []
    counts = process.near_counts(acting(request).scope, place.box, narrowing)
    whole = Tab(_("All"), replace(place, near=None).address, is_active=place.near is None)
    return [whole] + [
        Tab(
            word,
            replace(place, near=near).address,
            is_active=near is place.near,
            count=counts[near],
            tone=_NEAR_TONES[near] if counts[near] else Tone.NEUTRAL,
        )
        for near, word in _NEAR_WORDS.items()
    ]


def _lines(request: HttpRequest, shown: Sequence[InboxRow], at: datetime) -> list[Line]:
    scope = acting(request).scope
    ids = [one.work.dossier_id for one in shown]
    rows = {row.id: row for row in dossier.by_ids(scope, ids, at=at)}
    steps = dossier.facts_many(ids)
    givers = {one.on_behalf_of for one in shown if one.on_behalf_of is not None}
    names = organisation.officer_names(givers) if givers else {}
    agencies = organisation.agency_names({one.work.placement.agency_id for one in shown})
    note_reading(request, ReadingKind.DOSSIER, [str(one) for one in rows], purpose="list")
    return [
        Line(
            work=one.work,
            row=rows[one.work.dossier_id],
            step=process.label_of_step(steps[one.work.dossier_id], one.work.step_key),
            state=process.row_state(rows[one.work.dossier_id], at),
            is_late=one.work.due_at is not None and one.work.held_since is None and one.work.due_at < at,
            on_behalf_of=names.get(one.on_behalf_of or 0, ""),
            papers_at=one.work.papers_at if one.work.begins_at > at else None,
            lies_at=agencies[one.work.placement.agency_id] if one.work.sender is not None else "",
        )
        for one in shown
        if one.work.dossier_id in rows
    ]


def _after(request: HttpRequest) -> process.After | None:
    number = request.GET.get("after", "")
    if not (number.isascii() and number.isdigit()):
        return None
    try:
        due_at = datetime.fromisoformat(request.GET.get("due_at", ""))
    except ValueError:
        due_at = None
    return process.After(due_at, int(number))
