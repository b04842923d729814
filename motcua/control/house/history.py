"""What was recorded about an agency, in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.control.house.forms import LANGUAGE_WORDS
from motcua.journal.types import Entry
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import FormLanguages, OrganisationKind, Post
from motcua.ui.types import TimelineItem
from motcua.ui.wording import local_date

Body = Mapping[str, Any]

_TITLES: Mapping[str, Promise] = {
    OrganisationKind.AGENCY_ESTABLISHED: gettext_lazy("Established"),
    OrganisationKind.AGENCY_CHANGED: gettext_lazy("Changed from a day on"),
    OrganisationKind.AGENCY_FORMS_CHOSEN: gettext_lazy("How forms are printed"),
    OrganisationKind.AGENCY_CONTACT_SAID: gettext_lazy("Where the public finds it"),
    OrganisationKind.AGENCY_RECODED: gettext_lazy("Another identifier"),
    OrganisationKind.AGENCY_SUCCEEDED: gettext_lazy("Merged"),
    OrganisationKind.ESTATE_HANDED_OVER: gettext_lazy("Open matters handed over to the heir"),
    OrganisationKind.UNIT_OPENED: gettext_lazy("Unit opened"),
    OrganisationKind.UNIT_CLOSED: gettext_lazy("Unit closed"),
    OrganisationKind.DESK_OPENED: gettext_lazy("Desk opened"),
    OrganisationKind.DESK_CLOSED: gettext_lazy("Desk closed"),
    OrganisationKind.POST_CREATED: gettext_lazy("Post created"),
    OrganisationKind.POST_CLOSED: gettext_lazy("Post closed"),
    OrganisationKind.OFFICER_APPOINTED: gettext_lazy("Officer appointed"),
    OrganisationKind.HOLDING_ENDED: gettext_lazy("Appointment ended"),
    OrganisationKind.DELEGATION_GIVEN: gettext_lazy("Somebody stands in"),
    OrganisationKind.DELEGATION_REVOKED: gettext_lazy("Delegation revoked"),
}


def told(entries: Iterable[Entry]) -> list[TimelineItem]:
    """The entries as a timeline; names of officers and posts are looked up once for all."""
    known = list(entries)
    posts = organisation.posts_by_id(one.body["post_id"] for one in known if "post_id" in one.body)
    codes = {one.body[key] for one in known for key in ("officer", "giver", "receiver") if key in one.body}
    actors = {one.actor.key for one in known if one.actor.kind is ActorKind.OFFICER}
    names = organisation.officer_names_by_code(codes | actors)
    agencies = organisation.agency_names(_agencies_of(known))
    return [_item(one, posts, names, agencies) for one in known]


def _agencies_of(entries: Iterable[Entry]) -> set[int]:
    found: set[int] = set()
    for one in entries:
        found |= {one.body[key] for key in ("parent_id", "heir_id", "predecessor_id") if one.body.get(key)}
    return found


def _item(
    entry: Entry, posts: Mapping[int, Post], names: Mapping[str, str], agencies: Mapping[int, str]
) -> TimelineItem:
    body = entry.body
    parts = [
        *(say(body) for say in _PARTS),
        _people(body, names),
        posts[body["post_id"]].title if body.get("post_id") in posts else "",
        *(agencies[body[key]] for key in ("parent_id", "heir_id") if body.get(key) in agencies),
        _days(body),
        body.get("decision", ""),
    ]
    return TimelineItem(
        at=entry.at,
        title=_TITLES[entry.kind],
        actor=_who(entry.actor, names),
        text=" · ".join(part for part in parts if part),
    )


def _people(body: Body, names: Mapping[str, str]) -> str:
    if "giver" in body:
        return f"{names.get(body['giver'], body['giver'])} → {names.get(body['receiver'], body['receiver'])}"
    return names.get(body["officer"], body["officer"]) if "officer" in body else ""


def _days(body: Body) -> str:
    if last := body.get("last_day"):
        return _("until {day}").format(day=_day(last))
    first = body.get("first_day") or body.get("valid_from") or body.get("first_day_without")
    if not first:
        return ""
    if until := body.get("valid_to"):
        return _("{first} to {last}").format(first=_day(first), last=_day(until))
    return _("from {day}").format(day=_day(first))


def _who(actor: Actor, names: Mapping[str, str]) -> str:
    return names.get(actor.key, actor.key) if actor.kind is ActorKind.OFFICER else _("the system")


def _day(written: str) -> str:
    return local_date(date.fromisoformat(written))


def _code(body: Body) -> str:
    old = body.get("old_code")
    return f"{old} → {body['code']}" if old else str(body.get("code") or "")


def _calendar(body: Body) -> str:
    return _("calendar {key}").format(key=body["calendar_key"]) if body.get("calendar_key") else ""


def _forms(body: Body) -> str:
    """In which size and languages; what is not said is as the agency above has it."""
    if "form_size" not in body:
        return ""
    size, languages = body["form_size"], body["form_languages"]
    words = LANGUAGE_WORDS[FormLanguages(languages)] if languages else ""
    return ", ".join(str(one) for one in (size.upper(), words) if one) or _("as the agency above")


def _contact(body: Body) -> str:
    return ", ".join(body[key] for key in ("address", "phone", "email") if body.get(key))


_PARTS: tuple[Callable[[Body], str], ...] = (_code, lambda body: body.get("name") or "", _calendar, _forms, _contact)
