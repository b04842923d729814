"""The pages of the organisation: the tree, an agency, an officer, and a form for each change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ROLE_NAMES, Acting, acting, request_key, requires
from motcua.catalogue import queries as catalogue
from motcua.control.forms import agency_choices
from motcua.control.house import forms, history
from motcua.control.house.acts import ACTS, Act, Press
from motcua.control.house.effects import Effect
from motcua.control.house.things import Place, wanted_place
from motcua.journal.commands import recording
from motcua.kernel import clock, messages
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import commands
from motcua.organisation import queries as organisation
from motcua.organisation.types import (
    Agency,
    Contact,
    Establishment,
    FormLanguages,
    Holding,
    Level,
    PageSize,
    Post,
    Role,
    SigningCapacity,
)
from motcua.ui.forms import faults_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Crumb, Fact
from motcua.ui.wording import local_date
from motcua.worktime import queries as worktime

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
_ENTRIES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency in the tree, with the number of its posts and of those that nobody holds today."""

    agency: Agency
    kind: object
    posts: int
    empty: int
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post, who holds it now or later, and who stands in for whom."""

    post: Post
    role: object
    where: str
    capacity: str
    holders: tuple[tuple[Holding, str, bool], ...]


@requires(ADMINISTRATOR)
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """The tree of what he keeps; with words, the agencies and officers that fit them, marks forgiven."""
    me = acting(request)
    mine = organisation.administered_by(me.standing)
    words = request.GET.get("q", "").strip()
    there = _kept(mine, me)
    counts = _counts(mine, me)
    found = _fitting(there, words) if words else []
    return render(
        request,
        "control/agencies.html",
        {
            "q": words,
            "branches": () if words else _branches(there, counts),
            "found": [Branch(one, forms.KIND_WORDS[one.kind], *counts.get(one.id, (0, 0)), below=()) for one in found],
            "officers": organisation.officers_found(words, agency_ids=mine) if words else (),
            "count": len(there),
            "may_merge": len(there) > 1,
        },
    )


@requires(ADMINISTRATOR)
@require_safe
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """One agency: its line, its units, desks and posts with who holds them, and what was recorded about it."""
    me = acting(request)
    here = wanted_place(me, agency_id).agency
    there = organisation.establishment(agency_id, since=me.on)
    people = {one.officer_id for one in there.holdings}
    people |= {officer_id for one in there.delegations for officer_id in (one.giver_id, one.receiver_id)}
    names = organisation.officer_names(people)
    return render(
        request,
        "control/agency.html",
        {
            "agency": here,
            "kind": forms.KIND_WORDS[here.kind],
            "crumbs": _crumbs(me, here),
            "facts": _facts(me, here),
            "posts": _held_posts(there, names, me),
            "units": there.units,
            "desks": there.desks,
            "delegations": [(one, names[one.giver_id], names[one.receiver_id]) for one in there.delegations],
            "today": me.on,
            "timeline": history.told(organisation.history(agency_id, most=_ENTRIES_SHOWN)),
            "is_over": here.valid_to is not None and here.valid_to < me.on,
            "post_columns": [Column(_("Post")), Column(_("Role")), Column(_("Who holds it"))],
            "unit_columns": [Column(_("Unit")), Column(_("Days")), Column(_("Changes"))],
            "desk_columns": [Column(_("Desk")), Column(_("Days")), Column(_("Changes"))],
            "lent_columns": [
                Column(_("Who stands in")),
                Column(_("Days")),
                Column(_("Decision")),
                Column(_("Changes")),
            ],
        },
    )


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, agency_id: int, act: str, thing_id: int = 0) -> HttpResponse:
    """A form for one change. Where it touches others it is shown first what follows; a refusal loses nothing."""
    me = acting(request)
    place = wanted_place(me, agency_id, thing_id)
    if act not in ACTS:
        raise Refused(Refusal("agency_absent"))
    chosen = ACTS[act]
    form = chosen.form(request.POST if request.method == "POST" else None, offered=_offered(me, place))
    if request.method != "POST":
        return _page(request, place, chosen, form)
    if not form.is_valid():
        return _page(request, place, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        if chosen.shows_first and "confirmed" not in request.POST:
            return _page(request, place, chosen, form, effects=chosen.effect(place, form.cleaned_data))
        _carry_out(request, me, place, chosen, form)
    except Refused as refused:
        return _page(request, place, chosen, form, refusal=refused.refusal)
    flash.success(request, _("Entered."))
    return redirect("control:agency", agency_id)


def _carry_out(request: HttpRequest, me: Acting, place: Place, chosen: Act, form: forms.ActForm) -> None:
    """One press is one unit of work; a second one of the same form finds the first one's answer."""
    actor, at = me.actor(ADMINISTRATOR), clock.now()
    sent = posted(request)
    with recording(actor=actor, at=at, key=request_key(sent)) as unit:
        if unit.earlier_answer is None:
            commands.require_unchanged(unit, place.agency.id, seen=sent.seen)
            chosen.carry_out(Press(me, actor, at, place), form.cleaned_data)
            unit.answer({})


def _page(
    request: HttpRequest,
    place: Place,
    chosen: Act,
    form: forms.ActForm,
    *,
    effects: list[Effect] | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    return render(
        request,
        "control/agency_change.html",
        {
            "agency": place.agency,
            "title": chosen.title,
            "called": chosen.called(place),
            "said": [Fact(form.fields[name].label or name, value) for name, value in _entered(form)],
            "form": form,
            "typed": _sent(request, form),
            "seen": organisation.sequence_of(place.agency.id),
            "effects": effects,
            "shows_first": chosen.shows_first,
            **faults_of(form, refusal),
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )


def _entered(form: forms.ActForm) -> list[tuple[str, object]]:
    """What was typed of days and decisions, to be read once more."""
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return [(name, typed[name]) for name in ("first_day", "last_day", "decision") if typed.get(name)]


def _sent(request: HttpRequest, form: forms.ActForm) -> list[tuple[str, str]]:
    """Every word that was sent, to be sent once more with the confirmation."""
    return [(name, one) for name in form.fields for one in request.POST.getlist(name)]


def _offered(me: Acting, place: Place) -> forms.Offered:
    on = me.on
    kept = organisation.administered_by(me.standing) - {place.agency.id}
    there = organisation.establishment(place.agency.id, since=on)
    house = organisation.house_of(place.agency.id, on=on)
    colleagues = {one.officer_id for one in organisation.holdings(on=on, agency_ids=house)}
    return forms.Offered(
        agencies=agency_choices(organisation.agency_names(kept, on=on)),
        contact=organisation.own_contact(place.agency.id),
        calendars=[(key, key) for key in worktime.calendar_keys()],
        hours=[(key, worktime.desk(key).name) for key in worktime.desk_keys()],
        units=[(str(one.id), one.name) for one in there.units],
        desks=[(str(one.id), f"{one.code} {one.name}") for one in there.desks],
        colleagues=agency_choices(organisation.officer_names(colleagues)),
    )


def _kept(mine: frozenset[int], me: Acting) -> list[Agency]:
    """The agencies of today in their order, then those that begin later."""
    today = [one for one in organisation.agencies(on=me.on) if one.id in mine]
    later = organisation.agencies_by_id(mine - {one.id for one in today})
    return [*today, *later.values()]


def _counts(mine: frozenset[int], me: Acting) -> Mapping[int, tuple[int, int]]:
    """By agency: how many posts it has today, and how many of them nobody holds; two statements."""
    held = {one.post.id for one in organisation.holdings(on=me.on, agency_ids=mine)}
    counted: dict[int, tuple[int, int]] = {}
    for post in organisation.posts(mine, on=me.on):
        posts, empty = counted.get(post.agency_id, (0, 0))
        counted[post.agency_id] = (posts + 1, empty + (post.id not in held))
    return counted


def _fitting(there: Iterable[Agency], words: str) -> list[Agency]:
    wanted = fold(words)
    return [one for one in there if wanted in fold(f"{one.name} {one.short_name} {one.code}")]


def _branches(there: Iterable[Agency], counts: Mapping[int, tuple[int, int]]) -> tuple[Branch, ...]:
    below: dict[int | None, list[Agency]] = {}
    known = {one.id: one for one in there}
    for one in known.values():
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def grown(parent_id: int | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(one, forms.KIND_WORDS[one.kind], *counts.get(one.id, (0, 0)), below=grown(one.id))
            for one in below.get(parent_id, ())
        )

    return grown(None)


def _crumbs(me: Acting, here: Agency) -> list[Crumb]:
    """The way up, as far as he keeps it."""
    mine, spots = organisation.administered_by(me.standing), organisation.ground(me.on).spots
    above: list[Crumb] = []
    parent_id = here.parent_id
    while parent_id is not None and parent_id in mine and parent_id in spots:
        above.insert(0, Crumb(spots[parent_id].name, reverse("control:agency", args=[parent_id])))
        parent_id = spots[parent_id].parent_id
    return [Crumb(_("Agencies and posts"), reverse("control:agencies")), *above]


def _facts(me: Acting, here: Agency) -> list[Fact]:
    above = organisation.agency_names([here.parent_id], on=me.on) if here.parent_id else {}
    calendar_key = organisation.calendar_key(here.id, on=me.on)
    resolved = catalogue.procedures_of_agency(here.id, me.on)
    choice = organisation.form_choice(here.id, on=me.on)
    own = organisation.own_form_choice(here.id, on=me.on)
    words = forms.LANGUAGE_WORDS[choice.languages or FormLanguages.VIETNAMESE]
    printed_as = f"{(choice.size or PageSize.A5).upper()}, {words}"
    last = local_date(here.valid_to) if here.valid_to else _("until further notice")
    return [
        Fact(_("Level"), forms.LEVEL_WORDS[Level(here.level)]),
        Fact(_("Line"), forms.LINE_WORDS[here.line]),
        Fact(_("Under"), next(iter(above.values()), _("nobody"))),
        Fact(_("Working calendar"), calendar_key, hint="" if here.calendar_key else _("that of the agency above")),
        Fact(_("Forms"), printed_as, hint="" if own.size and own.languages else _("as the agency above")),
        Fact(_("Where the public finds it"), _found_at(organisation.own_contact(here.id))),
        Fact(_("Days"), f"{local_date(here.valid_from)} – {last}"),
        Fact(_("Procedures it resolves"), len(resolved)),
    ]


def _found_at(contact: Contact) -> str:
    said = [one for one in (contact.address, contact.phone, contact.email) if one]
    return ", ".join(said) or _("nothing was said yet")


def _held_posts(there: Establishment, names: Mapping[int, str], me: Acting) -> list[HeldPost]:
    units, desks = {one.id: one.name for one in there.units}, {one.id: one.name for one in there.desks}
    return [
        HeldPost(
            post=post,
            role=ROLE_NAMES[post.role],
            where=units.get(post.unit_id or 0, "") or desks.get(post.desk_id or 0, ""),
            capacity="" if post.capacity is SigningCapacity.OWN else post.capacity.value,
            holders=tuple(
                (one, names[one.officer_id], one.valid_from <= me.on)
                for one in there.holdings
                if one.post.id == post.id
            ),
        )
        for post in there.posts
    ]
