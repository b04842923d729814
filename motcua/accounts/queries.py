"""Who acts, what he sees, who has read what, and what this database is for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from motcua.accounts import models
from motcua.accounts.models import User
from motcua.accounts.types import (
    Acting,
    Citizen,
    CitizenSession,
    KeptView,
    Purpose,
    Read,
    Reading,
    ReadingKind,
    SampleUser,
    StaffAccount,
)
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import NOTHING, Capacity, Role, Scope
from motcua.parties import queries as parties
from motcua.parties.types import Identity


def acting_of(user: User | AnonymousUser, *, on: date, house_id: int | None = None) -> Acting | None:
    """Who the user is at work on that day, in the house he has chosen or else his first. None without any post."""
    if not isinstance(user, User) or not user.is_active:
        return None
    standing = organisation.standing_of(user.officer_id, on=on, house_id=house_id)
    return Acting(user.id, standing) if standing else None


def actor_of(user: User | AnonymousUser, *, on: date, roles: Sequence[Role] = (), house_id: int | None = None) -> Actor:
    """The user as the journal names him, in a post with one of the roles. Refused: `not_permitted`."""
    acting = acting_of(user, on=on, house_id=house_id)
    if acting is None:
        raise Refused(Refusal("not_permitted"))
    return acting.actor(*roles)


def scope_of(user: User | AnonymousUser, *, on: date, house_id: int | None = None) -> Scope:
    """What the user may see and do; nothing for a stranger."""
    acting = acting_of(user, on=on, house_id=house_id)
    return acting.scope if acting else NOTHING


def citizen_of(request: HttpRequest) -> Citizen | None:
    """The citizen who is logged in in this browser. None for a stranger, and for staff: nobody is both in one browser.

    Asked as often as needed, it is read once a request.
    """
    ask: Callable[[], Citizen | None] | None = vars(request).get("citizen")
    return ask() if ask else None


def has_eid() -> bool:
    """Whether this house was told of a national e-ID with which citizens log in."""
    return bool(settings.EID_ISSUER)


def eid_trouble() -> Refusal | None:
    """What stands between this house and the national e-ID it was told of, asked at this moment."""
    if not has_eid():
        return None
    found: Refusal | None = import_module("motcua.accounts.eid").trouble()
    return found


def citizen_in(session_id: int) -> tuple[Citizen, CitizenSession] | None:
    """Who is logged in in a session, and the session. None when it has ended or his data were erased since."""
    row = models.CitizenSession.objects.filter(id=session_id).select_related("citizen").first()
    found = _citizens([row.citizen]).get(row.citizen_id) if row else None
    return (found, _session(row)) if row and found else None


def citizens_of(identity: Identity) -> frozenset[int]:
    """The accounts of citizens who have proved this number; several where he comes by several ways."""
    declared = parties.applications_of(identity)
    return frozenset(models.Citizen.objects.filter(declaration_id__in=declared).values_list("id", flat=True))


def citizens(ids: Collection[int]) -> dict[int, Citizen]:
    """Citizens by id, without those who were erased."""
    return _citizens(models.Citizen.objects.filter(id__in=ids)) if ids else {}


def sessions_of(citizen: Citizen, *, limit: int = 50) -> list[CitizenSession]:
    """The browsers in which a citizen is logged in, the last used first."""
    rows = models.CitizenSession.objects.filter(citizen_id=citizen.id).order_by("-seen_at", "-id")
    return [_session(row) for row in rows[:limit]]


def user_id_of(username: str) -> int:
    """The account of that name. Refused: `user_absent`."""
    found = User.objects.filter(username=username).values_list("id", flat=True).first()
    if found is None:
        raise Refused(Refusal("user_absent"))
    return found


def account_of(officer_id: int) -> StaffAccount | None:
    """The log-in of an officer; None when nobody has opened one for him."""
    found = User.objects.filter(officer_id=officer_id).first()
    if found is None:
        return None
    return StaffAccount(found.id, found.username, found.is_active, found.has_usable_password())


def readings_of(kind: ReadingKind, key: str, *, limit: int = 200) -> list[Reading]:
    """Who has seen personal data of a thing, the latest first."""
    rows = models.Reading.objects.filter(subject_kind=kind, subject_key=key).select_related("user")
    return [_reading(row) for row in rows.order_by("-at", "-id")[:limit]]


def readings_of_each(kind: ReadingKind, keys: Collection[str], *, purpose: str) -> dict[str, list[Reading]]:
    """The same of several things, by key, and for one purpose only: one statement."""
    rows = models.Reading.objects.filter(subject_kind=kind, subject_key__in=keys, purpose=purpose)
    rows = rows.select_related("user")
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for row in rows.order_by("-at", "-id"):
        found[row.subject_key].append(_reading(row))
    return found


def readings_by(user_id: int, *, limit: int = 200) -> list[Reading]:
    """What somebody has seen, the latest first."""
    rows = models.Reading.objects.filter(user_id=user_id).select_related("user")
    return [_reading(row) for row in rows.order_by("-at", "-id")[:limit]]


def kept_views(user_id: int, page: str) -> list[KeptView]:
    """The views of that page that somebody keeps, by name: one statement."""
    rows = models.KeptView.objects.filter(user_id=user_id, page=page).order_by("name")
    return [KeptView(row.id, row.name, row.query) for row in rows]


def purpose_of_database() -> Purpose | None:
    """What this database was marked for, if it was."""
    mark = models.DatabaseMark.objects.first()
    return Purpose(mark.purpose) if mark else None


def sample_users(*, on: date) -> list[SampleUser]:
    """Everybody of the sample province with his posts, one row for each house, in the order of the tree."""
    users = dict(User.objects.filter(is_sample=True, is_active=True).values_list("officer_id", "id"))
    held: defaultdict[int, list[Capacity]] = defaultdict(list)
    for holding in organisation.holdings(on=on):
        if holding.officer_id in users:
            held[holding.officer_id].append(Capacity(holding.post))
    ground = organisation.ground(on)
    names = organisation.officer_names(held)
    found = [
        (officer_id, house)
        for officer_id, capacities in held.items()
        for house in organisation.houses(capacities, ground)
    ]
    agencies = organisation.agencies_by_id({house.agency_id for _, house in found}, on=on)
    place = {agency_id: order for order, agency_id in enumerate(ground.spots)}
    found.sort(key=lambda pair: (place[pair[1].agency_id], pair[0]))
    return [
        SampleUser(users[officer_id], names[officer_id], house, agencies[house.agency_id].code)
        for officer_id, house in found
    ]


def _citizens(rows: Iterable[models.Citizen]) -> dict[int, Citizen]:
    """Those of them who were not erased."""
    rows = list(rows)
    declared = parties.declarations(row.declaration_id for row in rows)
    found: dict[int, Citizen] = {}
    for row in rows:
        for party in declared[row.declaration_id].applicants:
            found[row.id] = Citizen(
                id=row.id,
                name=party.name,
                identity=party.identity,
                level=row.level,
                kind=party.kind,
                born=party.born,
                represented_by=party.represented_by,
            )
    return found


def _session(row: models.CitizenSession) -> CitizenSession:
    return CitizenSession(row.id, row.began_at, row.seen_at, row.browser)


def _reading(row: models.Reading) -> Reading:
    read = Read(ReadingKind(row.subject_kind), row.subject_key, row.purpose)
    return Reading(row.at, row.user.officer_id, row.post_id, read)
