"""Many pieces of the inbox with one press: taken over, given to somebody, passed on or approved; each by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts.types import ReadingKind, acting, note_reading, request_key, requires
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal
from motcua.office.effects import in_short
from motcua.office.forms import GiveForm
from motcua.office.inboxes import Place
from motcua.office.runs import Done, RunPage, answer_run
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import DoneInBulk, WorkKey
from motcua.ui.requests import posted
from motcua.ui.types import Column

MOVERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR)
MOST_AT_ONCE = 120
A_FEW = 10
"""So many are done before the page answers."""


class BulkAct(StrEnum):
    """What may be done to many pieces of work at once."""

    TAKE = "take"
    GIVE = "give"
    ADVANCE = "advance"


WORDS: Mapping[BulkAct, object] = {
    BulkAct.TAKE: gettext_lazy("Take over"),
    BulkAct.GIVE: gettext_lazy("Give to another officer"),
    BulkAct.ADVANCE: gettext_lazy("Pass on or approve"),
}


@dataclass(frozen=True, slots=True)
class OfferedWay:
    """A way out that the press can take, and what it does to the date."""

    key: str
    label: str
    effect: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One piece of work that was chosen: what the press does to it, and to its date; or why it does nothing.

    `way` is the way out that it takes; where the work has several, `ways` are those to choose among.
    """

    key: WorkKey
    row: DossierRow
    what: str
    way: str = ""
    effect: str = ""
    ways: tuple[OfferedWay, ...] = ()
    why: str = ""

    @property
    def value(self) -> str:
        """The work with the way out that was shown, so that the press does that or nothing."""
        return f"{self.key}:{self.way}"


@requires(*MOVERS)
@require_POST
def bulk(request: HttpRequest) -> HttpResponseBase:
    """Shows what the press would do to each; pressed again there, does it and tells of each while it goes on."""
    place = _place(request)
    if request.POST.get("act") not in set(BulkAct):
        raise Http404
    act = BulkAct(request.POST["act"])
    named = [value.partition(":") for value in request.POST.getlist("work")[:MOST_AT_ONCE]]
    ways = {key: way for text, _colon, way in named if (key := WorkKey.parse(text)) is not None}
    ways = {key: request.POST.get(f"way-{key}", way) for key, way in ways.items()}
    chosen = _chosen(request, act, list(ways))
    if not chosen:
        flash.error(request, _("Choose at least one piece of work."))
        return redirect(place.address)
    form = _form(request, act, chosen)
    if "confirmed" in request.POST and (form is None or form.is_valid()):
        return _run(request, act, chosen, ways, form.cleaned_data if form is not None else {})
    return _page(request, act, chosen, place, form)


def _place(request: HttpRequest) -> Place:
    return Place.of(QueryDict(request.POST.get("place", "")))


def _chosen(request: HttpRequest, act: BulkAct, wanted: Sequence[WorkKey]) -> list[Chosen]:
    """The chosen work in the order of the list, with what the press would do; what is out of sight is left out."""
    me, at = acting(request), clock.now()
    ids = sorted({key.dossier_id for key in wanted})
    rows = {row.id: row for row in dossier.by_ids(me.scope, ids, at=at)}
    note_reading(request, ReadingKind.DOSSIER, [str(one) for one in rows], purpose="list")
    seen = [key for key in wanted if key.dossier_id in rows]
    if act is not BulkAct.ADVANCE:
        return [Chosen(key, rows[key.dossier_id], str(WORDS[act])) for key in seen]
    facts, ways = dossier.facts_many(ids), course.ways_in_bulk(me.scope, seen)
    found = []
    for key, possible in ways.items():
        row = rows[key.dossier_id]
        if isinstance(possible, Refusal):
            found.append(Chosen(key, row, "", why=messages.sentence_of(possible)))
            continue
        offered = [OfferedWay(way.key, way.label, in_short(facts[key.dossier_id], way, at=at)) for way in possible]
        main, several = offered[0], tuple(offered) if len(offered) > 1 else ()
        found.append(Chosen(key, row, main.label, main.key, main.effect, several))
    return found


def _form(request: HttpRequest, act: BulkAct, chosen: Sequence[Chosen]) -> GiveForm | None:
    """To whom and why, where work is given."""
    if act is not BulkAct.GIVE:
        return None
    on, names = acting(request).on, dict[int, str]()
    for role, agency_id in sorted(course.posts_of_work([one.key for one in chosen])):
        for officer in organisation.officers_for(role, agency_id=agency_id, on=on):
            names[officer.id] = officer.name
    officers = [(str(officer_id), name) for officer_id, name in names.items()]
    return GiveForm(request.POST if "confirmed" in request.POST else None, officers=officers)


def _page(
    request: HttpRequest, act: BulkAct, chosen: Sequence[Chosen], place: Place, form: GiveForm | None
) -> HttpResponseBase:
    wrong = form is not None and form.is_bound and not form.is_valid()
    return render(
        request,
        "office/bulk.html",
        {
            "act": act,
            "words": WORDS[act],
            "chosen": chosen,
            "can": sum(not one.why for one in chosen),
            "place": place,
            "form": form,
            "columns": [Column(_("Dossier")), Column(_("What is done"))],
            "has_errors": wrong,
            "to_sign": reverse("office:to_sign") if acting(request).scope.may(Role.LEADER) else "",
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


def _run(
    request: HttpRequest,
    act: BulkAct,
    chosen: Sequence[Chosen],
    ways: Mapping[WorkKey, str],
    typed: Mapping[str, Any],
) -> HttpResponseBase:
    me, place = acting(request), _place(request)
    begin: dict[str, Any] = {
        "actor": me.actor(*MOVERS), "scope": me.scope, "now": clock.now, "press": request_key(posted(request)),
    }  # fmt: skip
    rows = {one.key: one.row for one in chosen if act is not BulkAct.ADVANCE or ways[one.key]}
    outcomes: Iterator[DoneInBulk]
    if act is BulkAct.TAKE:
        outcomes = process.take_each(wanted=list(rows), **begin)
    elif act is BulkAct.GIVE:
        outcomes = process.give_each(
            wanted=list(rows), officer_id=int(typed["officer"]), reason=typed["reason"], **begin
        )
    else:
        outcomes = process.advance_each(ways={key: ways[key] for key in rows}, **begin)
    lines = (_done(number, one, rows[one.key]) for number, one in enumerate(outcomes, start=1))
    signs = act is BulkAct.ADVANCE and me.scope.may(Role.LEADER)
    page = RunPage(
        "office/bulk_run.html",
        "office/bulk_line.html",
        "office/bulk_end.html",
        told={"words": WORDS[act], "place": place, "to_sign": reverse("office:to_sign") if signs else ""},
    )
    return answer_run(request, page, lines, total=len(rows), a_few=A_FEW)


def _done(number: int, one: DoneInBulk, row: DossierRow) -> Done:
    why = messages.sentence_of(one.refusal) if one.refusal is not None else ""
    url = reverse("office:dossier", args=[one.key.dossier_id])
    return Done(number, row.code or row.filing_number, row.applicant, url, why)
