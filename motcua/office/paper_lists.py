"""Lists with which papers go from desk to agency and back: handed over on one side, received on the other."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.passing import commands
from motcua.passing import queries as passing
from motcua.passing.types import PaperList
from motcua.ui.files import printed
from motcua.ui.requests import posted, typed_texts
from motcua.ui.types import Column, Pages

HANDS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK)
_LONGEST_REMARK = 1_000


@requires(*HANDS)
@require_http_methods(["GET", "POST"])
def paper_lists(request: HttpRequest) -> HttpResponse:
    """What is to be handed over now to each agency, and the lists of both sides."""
    me = acting(request)
    refusal = None
    if request.method == "POST":
        try:
            list_id = _given(request, me)
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect("office:paper_list", list_id=list_id)
    return _shown(request, me, refusal)


@requires(*HANDS)
@require_http_methods(["GET", "POST"])
def paper_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: what is in it, who signed; whoever gets it ticks what is there and signs."""
    me, at = acting(request), clock.now()
    one = passing.paper_list(me.scope, list_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, _named(one), purpose="page")
    refusal = None
    if request.method == "POST":
        there = {int(value) for value in request.POST.getlist("there") if value.isascii() and value.isdecimal()}
        try:
            commands.take(
                actor=_hand(me, one.taker_id),
                scope=me.scope,
                at=at,
                list_id=list_id,
                missing=[line.papers.dossier_id for line in one.lines if line.papers.dossier_id not in there],
                remark=request.POST.get("remark", "")[:_LONGEST_REMARK],
                key=request_key(posted(request)),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Received: list {number}").format(number=one.written))
            return redirect("office:paper_lists")
    may_take = one.taken_at is None and one.taker_id in _sides(me) and one.given_by_id != me.officer.id
    return render(
        request,
        "office/paper_list.html",
        {
            "one": one,
            "may_take": may_take,
            "typed": typed_texts(request) if not may_take else (),
            "absent": [] if request.method != "POST" else _unticked(request, one),
            "remark": request.POST.get("remark", ""),
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Here"))],
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None,
        },
        status=messages.status_of(refusal) if refusal is not None else 200,
    )


@requires(*HANDS)
@require_safe
def paper_list_pdf(request: HttpRequest, list_id: int) -> HttpResponse:
    """Danh sách bàn giao hồ sơ, as PDF."""
    me, at = acting(request), clock.now()
    one = passing.paper_list(me.scope, list_id, at=at)
    pdf = commands.print_list(actor=me.actor(), scope=me.scope, at=at, list_id=list_id, sheet=Sheet.asked(request.GET))
    note_reading(request, ReadingKind.DOSSIER, _named(one), purpose="print")
    return printed(pdf, f"danh-sach-ban-giao-{one.number}-{one.given_at.year}.pdf")


def _given(request: HttpRequest, me: Acting) -> int:
    giver, taker = (request.POST.get(name, "") for name in ("giver", "taker"))
    if not (giver.isascii() and giver.isdecimal() and taker.isascii() and taker.isdecimal()):
        raise Refused(Refusal("papers_none"))
    return commands.give(
        actor=_hand(me, int(giver)),
        scope=me.scope,
        at=clock.now(),
        taker_id=int(taker),
        dossier_ids=[int(one) for one in request.POST.getlist("dossier") if one.isascii() and one.isdecimal()],
        key=request_key(posted(request)),
    )


def _shown(request: HttpRequest, me: Acting, refusal: Refusal | None) -> HttpResponse:
    at, sides = clock.now(), _sides(me)
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < len("9999999999") else None
    to_give = [one for side in sorted(sides) for one in passing.papers_to_give(me.scope, side, at=at)]
    found = passing.paper_lists(me.scope, sides, before=number, limit=passing.PAGE + 1)
    shown = found[: passing.PAGE]
    note_reading(
        request, ReadingKind.DOSSIER, [str(two.dossier_id) for one in to_give for two in one.papers], purpose="list"
    )
    older = f"{reverse('office:paper_lists')}?before={shown[-1].id}" if len(found) > len(shown) else ""
    return render(
        request,
        "office/paper_lists.html",
        {
            "to_give": to_give,
            "rows": [(one, one.taken_at is None and one.taker_id in sides) for one in shown],
            "columns": [Column(_("List")), Column(_("From agency")), Column(_("To agency")), Column(_("Received"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(shown))),
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None,
        },
        status=messages.status_of(refusal) if refusal is not None else 200,
    )


def _sides(me: Acting) -> set[int]:
    """The agencies for which he signs: those of his posts."""
    return {one.post.agency_id for one in me.house.capacities if one.post.role in HANDS}


def _hand(me: Acting, agency_id: int) -> Actor:
    """Him in a post of that agency. Raises Refused (`papers_not_yours`)."""
    for capacity in me.house.capacities:
        if capacity.post.agency_id == agency_id and capacity.post.role in HANDS:
            hand = me.actor(capacity.post.role)
            if hand.agency_id == agency_id:
                return hand
    raise Refused(Refusal("papers_not_yours"))


def _named(one: PaperList) -> list[str]:
    return [str(line.papers.dossier_id) for line in one.lines]


def _unticked(request: HttpRequest, one: PaperList) -> list[int]:
    there = set(request.POST.getlist("there"))
    return [line.papers.dossier_id for line in one.lines if str(line.papers.dossier_id) not in there]
