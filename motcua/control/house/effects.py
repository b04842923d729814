"""What a change does to others: work that loses its officer, roles that nobody holds any more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.accounts.types import ROLE_NAMES
from motcua.control.house.things import Place, wanted_desk, wanted_holding, wanted_post
from motcua.organisation import queries as organisation
from motcua.organisation.types import Holding, Post
from motcua.process import queries as course
from motcua.ui.types import Tone
from motcua.ui.wording import local_date

Typed = Mapping[str, Any]
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that would follow; `tone` says how grave it is."""

    text: str
    tone: Tone = Tone.INFO


def when_holding_ends(place: Place, typed: Typed) -> list[Effect]:
    """What follows when one officer goes from a post."""
    holding = wanted_holding(place)
    return _when_they_go(holding.post, [holding], last_day=typed["last_day"])


def when_post_closes(place: Place, typed: Typed) -> list[Effect]:
    """What follows when a post ends with everybody in it."""
    post, last_day = wanted_post(place), typed["last_day"]
    held = [one for one in organisation.holdings(on=last_day, agency_ids=[post.agency_id]) if one.post.id == post.id]
    names = organisation.officer_names(one.officer_id for one in held)
    ended = [
        Effect(_("{name} holds it until {day}.").format(name=name, day=local_date(last_day)))
        for name in sorted(names.values())
    ]
    return [*ended, *_when_they_go(post, held, last_day=last_day)]


def when_desk_closes(place: Place, typed: Typed) -> list[Effect]:
    """What follows when a counter is shut: the posts at it stay, and have no counter."""
    desk, last_day = wanted_desk(place), typed["last_day"]
    after = organisation.posts([place.agency.id], on=last_day + _ONE_DAY)
    titles = [post.title for post in after if post.desk_id == desk.id]
    if not titles:
        return [Effect(_("No post is at this desk after that day."), Tone.SUCCESS)]
    count = ngettext("{count} post stays at it: {titles}.", "{count} posts stay at it: {titles}.", len(titles))
    return [
        Effect(count.format(count=len(titles), titles=", ".join(titles)), Tone.WARNING),
        Effect(_("Close them too, or appoint their holders to posts at another desk.")),
    ]


def _when_they_go(post: Post, held: Collection[Holding], *, last_day: date) -> list[Effect]:
    leaving = {one.officer_id for one in held}
    after = last_day + _ONE_DAY
    others = [
        officer
        for officer in organisation.officers_for(post.role, agency_id=post.agency_id, on=after)
        if officer.id not in leaving or _holds_it_elsewhere(officer.id, post, after)
    ]
    lying = course.work_lying_with(leaving, agency_id=post.agency_id, role=post.role)
    return [*_about_work(lying, [one.name for one in others]), *_about_the_role(post, after, is_held=bool(others))]


def _holds_it_elsewhere(officer_id: int, post: Post, day: date) -> bool:
    """Whether he has the same role there by another post as well."""
    return any(
        one.post.id != post.id and (one.post.role, one.post.agency_id) == (post.role, post.agency_id)
        for one in organisation.holdings(on=day, officer_id=officer_id)
    )


def _about_work(lying: int, others: list[str]) -> list[Effect]:
    if not lying:
        return [Effect(_("No open work lies with them."), Tone.SUCCESS)]
    words = ngettext(
        "{count} open piece of work lies there in their name.",
        "{count} open pieces of work lie there in their name.",
        lying,
    ).format(count=lying)
    if others:
        sentence = _("A leader or the supervisor gives it, from the agency's list, to: {names}.")
        return [Effect(f"{words} {sentence.format(names=', '.join(others))}", Tone.WARNING)]
    return [Effect(f"{words} {_('Nobody is left there to whom it could be given.')}", Tone.DANGER)]


def _about_the_role(post: Post, after: date, *, is_held: bool) -> list[Effect]:
    if is_held:
        return []
    sentence = _("From {day} on nobody holds the role “{role}” here: new work of it lies in a list that nobody opens.")
    return [Effect(sentence.format(day=local_date(after), role=ROLE_NAMES[post.role]), Tone.DANGER)]
