"""What crosses the door: who acts in a request, which permission a view declares, and what was read.

Every view declares one of four permissions, with a decorator; a view without one is found by a guard test, and nobody
who is not logged in gets past `LoginRequiredMiddleware`. The decorators check the roles; which *things* somebody may
see is checked by queries, through the `Scope`.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.organisation.types import House, Officer, Role, Scope, Standing
from motcua.parties.types import BirthDate, Identity, PartyKind
from motcua.ui.requests import Posted

P = ParamSpec("P")

ROLE_NAMES: Mapping[Role, Promise] = {
    Role.RECEPTIONIST: _("Receptionist"),
    Role.OFFICER: _("Officer"),
    Role.LEADER: _("Leader"),
    Role.CLERK: _("Clerk"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.INSPECTOR: _("Inspector"),
    Role.CATALOGUE_ADMINISTRATOR: _("Catalogue administrator"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
}


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody logged in and at work: his account, and how he stands today in the house he has chosen."""

    user_id: int
    standing: Standing

    @property
    def on(self) -> date:
        """The day."""
        return self.standing.on

    @property
    def officer(self) -> Officer:
        """Who he is."""
        return self.standing.officer

    @property
    def house(self) -> House:
        """The house he acts in, with the posts he has there."""
        return self.standing.house

    @property
    def scope(self) -> Scope:
        """What he may see and do there."""
        return self.standing.scope

    def actor(self, *roles: Role) -> Actor:
        """Him as the journal names him, in the first of his posts here that has one of the roles.

        Refused (`not_permitted`) when none has. Without roles his first post stands for all.
        """
        for capacity in self.house.capacities:
            if not roles or capacity.post.role in roles:
                return Actor(
                    ActorKind.OFFICER,
                    self.officer.code,
                    post_id=capacity.post.id,
                    agency_id=capacity.post.agency_id,
                    on_behalf_of=capacity.on_behalf_of,
                )
        raise Refused(Refusal("not_permitted"))


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """The log-in of an officer: the name he types, and whether he gets in with it. `has_password`: he has set one."""

    user_id: int
    username: str
    is_active: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class KeptView:
    """A list as somebody narrowed it, under his name for it. `query` is the part of its address after the `?`."""

    id: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person or an organisation that is logged in, as the national e-ID proved it at the last log-in.

    No user of the staff's side: he has no post, no role and no scope. `identity` is the proven number; readers allow
    for an account that proves none. `level` is the level of assurance as the provider writes it. `represented_by` is
    who logged in for an organisation.
    """

    id: int
    name: str
    identity: Identity | None
    level: str
    kind: PartyKind = PartyKind.PERSON
    born: BirthDate | None = None
    represented_by: str = ""

    @property
    def actor(self) -> Actor:
        """Him as the journal names him."""
        return Actor(ActorKind.CITIZEN, f"citizen/{self.id}")


@dataclass(frozen=True, slots=True)
class CitizenSession:
    """One browser in which a citizen is logged in, as its owner sees it. `browser` is its kind alone."""

    id: int
    began_at: datetime
    seen_at: datetime
    browser: str


@dataclass(frozen=True, slots=True)
class CitizenPanel:
    """Something a face shows on the citizen's own page: a template, which finds what `context` gives as `panel`."""

    key: str
    template: str
    context: Callable[[HttpRequest, Citizen], Mapping[str, Any]]
    order: int = 100


_PANELS: dict[str, CitizenPanel] = {}


def register_citizen_panel(panel: CitizenPanel) -> None:
    """Puts a panel on the citizen's page; called in a face's `AppConfig.ready`. A key may be registered once."""
    if _PANELS.get(panel.key, panel) != panel:
        raise ValueError(f"The panel {panel.key!r} is registered twice.")
    _PANELS[panel.key] = panel


def citizen_panels() -> tuple[CitizenPanel, ...]:
    """All registered panels, in the order of the page."""
    return tuple(sorted(_PANELS.values(), key=lambda panel: (panel.order, panel.key)))


_MENUS: dict[str, str] = {}


def register_public_menu(face: str, template: str) -> None:
    """Puts the links of a public face into the head of the citizen's pages; called in its `AppConfig.ready`."""
    _MENUS[face] = template


def public_menus() -> tuple[str, ...]:
    """The templates of all these links."""
    return tuple(_MENUS[face] for face in sorted(_MENUS))


_SECRET_BYTES = 24
_PRESS_DIGITS = 40


def new_secret() -> str:
    """The secret of a link by which somebody without an account finds something again. It is told once."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def secret_of_press(key: str) -> str:
    """The same for one press of a button, however often it comes in: whoever has its request key gets the same link."""
    return salted_hmac("motcua.accounts.links", key, algorithm="sha256").hexdigest()[:_PRESS_DIGITS]


def digest_of_secret(secret: str) -> bytes:
    """What the house keeps of it. It is long and drawn by lot, so nobody finds it again from its digest."""
    return hashlib.sha256(secret.encode()).digest()


class Audience(StrEnum):
    """For whom a view is."""

    PUBLIC = "public"
    CITIZENS = "citizens"
    STAFF = "staff"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Permission:
    """What a view declares. `roles` is filled only for the audience ROLES: one of them is needed."""

    audience: Audience
    roles: frozenset[Role] = frozenset()


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def open_to_public(view: View[P]) -> View[P]:
    """Anybody may see this view, logged in or not."""
    return _declared(view, Permission(Audience.PUBLIC), login_required=False)


def citizens_only(view: View[P]) -> View[P]:
    """Only a citizen who is logged in may see this view; anybody else, staff too, is led to the citizens' log-in."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        ask: Callable[[], Citizen | None] | None = vars(request).get("citizen")
        if ask is None or ask() is None:
            wanted = {"next": request.get_full_path()} if request.method in {"GET", "HEAD"} else {}
            return HttpResponseRedirect(f"{reverse('accounts:citizen_log_in')}?{urlencode(wanted)}".rstrip("?"))
        return view(request, *args, **kwargs)

    return _declared(guarded, Permission(Audience.CITIZENS), login_required=False)


def any_staff(view: View[P]) -> View[P]:
    """Anybody who is logged in may see this view, whatever his posts, even without one."""
    return _declared(view, Permission(Audience.STAFF))


def requires(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only who acts in a house where he holds one of these roles may see this view; others get `not_permitted`."""
    if not roles:
        raise ValueError("Name at least one role, or use any_staff.")

    def guarding(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not acting(request).scope.may(*roles):
                raise Refused(Refusal("not_permitted"))
            return view(request, *args, **kwargs)

        return _declared(guarded, Permission(Audience.ROLES, frozenset(roles)))

    return guarding


def _declared(view: View[P], permission: Permission, *, login_required: bool = True) -> View[P]:
    """The view with its permission written on it; `login_required` is what Django's own middleware reads."""

    @wraps(view)
    def declared(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    vars(declared).update(permission=permission, login_required=login_required)
    return declared


def acting(request: HttpRequest) -> Acting:
    """Who acts in this request. Refused (`not_permitted`) when he is not logged in or holds no post today."""
    found: Acting | None = getattr(request, "acting", None) or None
    if found is None:
        raise Refused(Refusal("not_permitted"))
    return found


def request_key(sent: Posted) -> RequestKey | None:
    """By what a press is known again when it comes in twice; None for a form that carried no key."""
    return RequestKey(sent.key, sent.digest) if sent.key else None


def absent_or_not_yours() -> Refused:
    """The one refusal for a thing that is not there and for one that is not the viewer's, so that none is betrayed."""
    return Refused(Refusal("absent_or_not_yours"))


class ReadingKind(StrEnum):
    """Of what sort of thing personal data was shown."""

    DOSSIER = "dossier"
    PERSON = "person"
    FILE = "file"
    DRAFT = "draft"
    FEEDBACK = "feedback"
    SHARE = "share"
    """A paper that its owner shares with an agency."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing of which personal data was shown, and for what (`page`, `list`, `search`, `print`, `download` …)."""

    kind: ReadingKind
    key: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody saw something, as it was written down."""

    at: datetime
    officer_id: int
    post_id: int | None
    read: Read


def note_reading(request: HttpRequest, kind: ReadingKind, keys: Iterable[str] | str, *, purpose: str) -> None:
    """Says that this response shows personal data of these things. It is written down after the response was sent."""
    noted: list[Read] = request.__dict__.setdefault("readings", [])
    noted.extend(Read(kind, key, purpose) for key in ([keys] if isinstance(keys, str) else keys))


class Purpose(StrEnum):
    """What a database is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TRAINING = "training"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Somebody of the sample province in one of his houses, for one-click log-in in demo mode."""

    user_id: int
    name: str
    house: House
    agency_code: str

    @property
    def titles(self) -> str:
        """His posts in that house, once each."""
        return ", ".join(dict.fromkeys(capacity.post.title for capacity in self.house.capacities))
