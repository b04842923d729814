"""Reading posts, officers and delegations, and what an officer sees."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from motcua.kernel import reference
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import models
from motcua.organisation.queries.agencies import covering, ground, with_predecessors
from motcua.organisation.queries.eras import era
from motcua.organisation.types import (
    ACTING_ROLES,
    OVERSEEING_ROLES,
    Capacity,
    Delegation,
    Ground,
    Holding,
    House,
    Officer,
    Post,
    Role,
    Scope,
    SigningCapacity,
    Standing,
)

_MOST_FOUND = 20
_HEADING = (SigningCapacity.OWN, SigningCapacity.TM)


def officer(officer_id: int) -> Officer:
    """One officer. Refused (`officer_absent`) when there is none."""
    row = models.Officer.objects.filter(id=officer_id).first()
    if row is None:
        raise Refused(Refusal("officer_absent"))
    return officer_of(row)


def officer_by_code(code: str) -> Officer:
    """The officer with that personnel code, which is also the key under which he acts. Refused (`officer_absent`)."""
    row = models.Officer.objects.filter(code=code).first()
    if row is None:
        raise Refused(Refusal("officer_absent"))
    return officer_of(row)


def officer_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names by id, in one statement."""
    return dict(models.Officer.objects.filter(id__in=set(ids)).values_list("id", "name"))


def name_of(number: str) -> str:
    """An expression of SQL for the name of the officer whose id stands in `number`, a column after its table's name."""
    return f"(SELECT o.name FROM organisation_officer o WHERE o.id = {number})"  # noqa: S608 - our own words only


def officer_names_by_code(codes: Iterable[str]) -> Mapping[str, str]:
    """Names by personnel code, in one statement: what a timeline needs to show who acted."""
    return dict(models.Officer.objects.filter(code__in=set(codes)).values_list("code", "name"))


def search_officers(words: str, *, agency_ids: Iterable[int], on: date) -> list[Officer]:
    """Officers of these agencies whose name contains the words, marks forgiven, in Vietnamese order."""
    rows = models.Officer.objects.filter(
        covering(on),
        name_folded__contains=fold(words),
        id__in=_held(on).filter(post__agency_id__in=set(agency_ids)).values("officer_id"),
    )
    return [officer_of(row) for row in rows.order_by("name_order", "id")[:_MOST_FOUND]]


def officers_for(role: Role, *, agency_id: int, on: date, unit_id: int | None = None) -> list[Officer]:
    """Who holds that role in an agency, or only in one of its units, on a day; by name in Vietnamese order."""
    rows = _officers_holding(role, agency_id=agency_id, on=on, unit_id=unit_id)
    return [officer_of(row) for row in rows.order_by("name_order", "id")]


@reference.kept("organisation", era=era)
def holders_of(role: Role, *, agency_id: int, on: date) -> tuple[int, ...]:
    """The ids of the officers who hold that role in an agency on a day, the lowest first."""
    rows = _officers_holding(role, agency_id=agency_id, on=on)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def _officers_holding(role: Role, *, agency_id: int, on: date, unit_id: int | None = None) -> QuerySet[models.Officer]:
    held = _held(on).filter(post__role=role, post__agency_id=agency_id)
    if unit_id is not None:
        held = held.filter(post__unit_id=unit_id)
    return models.Officer.objects.filter(covering(on), id__in=held.values("officer_id"))


def post(post_id: int) -> Post:
    """One post, whether it is still there or not. Refused (`post_absent`) when there never was one."""
    row = models.Post.objects.filter(id=post_id).first()
    if row is None:
        raise Refused(Refusal("post_absent"))
    return post_of(row)


def posts(agency_ids: Iterable[int], *, on: date) -> list[Post]:
    """The posts of these agencies on a day."""
    rows = models.Post.objects.filter(covering(on), agency_id__in=set(agency_ids))
    return [post_of(row) for row in rows.order_by("agency_id", "role", "id")]


def posts_by_id(ids: Iterable[int]) -> Mapping[int, Post]:
    """Posts by id, in one statement: what signatures and timelines need."""
    return {row.id: post_of(row) for row in models.Post.objects.filter(id__in=set(ids))}


def holdings(*, on: date, officer_id: int | None = None, agency_ids: Iterable[int] | None = None) -> list[Holding]:
    """Who holds what on a day, narrowed to an officer or to some agencies."""
    rows = _held(on).select_related("post")
    if officer_id is not None:
        rows = rows.filter(officer_id=officer_id)
    if agency_ids is not None:
        rows = rows.filter(post__agency_id__in=set(agency_ids))
    return [holding_of(row) for row in rows.order_by("officer_id", "id")]


def heads(agency_ids: Iterable[int], *, since: date, until: date) -> list[Holding]:
    """Who led these agencies between two days, both included: whoever signs in their name or for the collective.

    The days of a holding end with those of its post.
    """
    rows = models.Holding.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=since),
        Q(post__valid_to__isnull=True) | Q(post__valid_to__gte=since),
        valid_from__lte=until,
        post__valid_from__lte=until,
        post__role=Role.LEADER,
        post__capacity__in=_HEADING,
        post__agency_id__in=set(agency_ids),
    )
    return [
        _within_its_post(row) for row in rows.select_related("post").order_by("post__agency_id", "valid_from", "id")
    ]


def _within_its_post(row: models.Holding) -> Holding:
    ends = [day for day in (row.valid_to, row.post.valid_to) if day is not None]
    begins = max(row.valid_from, row.post.valid_from)
    return replace(holding_of(row), valid_from=begins, valid_to=min(ends, default=None))


def delegates_of(officer_id: int, *, on: date) -> list[Delegation]:
    """Who may act for an officer on a day, and in which of his posts."""
    return _delegations(on, Q(giver_id=officer_id))


def delegations_to(officer_id: int, *, on: date) -> list[Delegation]:
    """For whom an officer may act on a day."""
    return _delegations(on, Q(receiver_id=officer_id))


def delegations_in(agency_ids: Iterable[int], *, on: date) -> list[Delegation]:
    """Every delegation of posts of these agencies that is in force on a day."""
    return _delegations(on, Q(post__agency_id__in=set(agency_ids)))


def capacities(officer_id: int, *, on: date) -> list[Capacity]:
    """In which posts an officer may act on a day: his own first, then those delegated to him."""
    return _capacities(officer_id, on) if _in_service(officer_id, on) else []


@reference.kept("organisation")
def standing_of(officer_id: int, *, on: date, house_id: int | None = None) -> Standing | None:
    """An officer at work on a day, in the house he has chosen or else his first. None without any post."""
    row = _in_service(officer_id, on)
    held = _capacities(officer_id, on) if row else []
    if row is None or not held:
        return None
    map_of_day = ground(on)
    found = houses(held, map_of_day)
    house = next((one for one in found if one.agency_id == house_id), found[0])
    scope = scope_in(house, officer_id=officer_id, ground=map_of_day)
    seen = scope.agency_ids or frozenset()
    return Standing(
        officer=officer_of(row),
        on=on,
        houses=found,
        house=house,
        scope=replace(scope, inherited=with_predecessors(seen, on=on) - seen),
    )


def houses(held: Iterable[Capacity], ground: Ground) -> tuple[House, ...]:
    """The houses in which somebody with these posts may act, in the order of his posts."""
    grouped: dict[int, list[Capacity]] = {}
    for capacity in held:
        grouped.setdefault(ground.head_of_house(capacity.post.agency_id), []).append(capacity)
    return tuple(House(head, ground.spots[head].name, tuple(posts)) for head, posts in grouped.items())


def scope_in(house: House, *, officer_id: int, ground: Ground) -> Scope:
    """What an officer may see and do when he acts in a house, with all his posts there at once.

    Acting roles see the house; a leader, a supervisor and an inspector also everything below their own agency.
    Administrators see no dossiers by that role.
    """
    here = [capacity.post for capacity in house.capacities]
    acts = any(post.role in ACTING_ROLES for post in here)
    own = ground.house_of(house.agency_id) if acts else frozenset[int]()
    overseen = {post.agency_id for post in here if post.role in OVERSEEING_ROLES}
    return Scope(
        agency_ids=own | ground.with_all_below(overseen),
        own_agency_ids=own,
        officer_id=officer_id,
        roles=house.roles,
        lent=house.lent,
    )


def scopes_at_work(agency_ids: Iterable[int], *, on: date) -> list[Scope]:
    """The scope of everybody who may act in these agencies on a day, for himself or for another; three statements."""
    wanted = set(agency_ids)
    held: dict[int, list[Capacity]] = {}
    for holding in holdings(on=on, agency_ids=wanted):
        held.setdefault(holding.officer_id, []).append(Capacity(holding.post))
    for lent in delegations_in(wanted, on=on):
        held.setdefault(lent.receiver_id, []).append(Capacity(lent.post, giver_id=lent.giver_id))
    map_of_day = ground(on)
    return [
        scope_in(house, officer_id=officer_id, ground=map_of_day)
        for officer_id, posts_of_his in held.items()
        for house in houses(posts_of_his, map_of_day)
    ]


def officer_of(row: models.Officer) -> Officer:
    """The row as it crosses the door."""
    return Officer(row.id, row.code, row.name, row.valid_from, row.valid_to)


def post_of(row: models.Post) -> Post:
    """The row as it crosses the door."""
    return Post(
        id=row.id,
        agency_id=row.agency_id,
        unit_id=row.unit_id,
        desk_id=row.desk_id,
        role=Role(row.role),
        title=row.title,
        capacity=SigningCapacity(row.capacity),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        decision=row.decision,
    )


def holding_of(row: models.Holding) -> Holding:
    """The row, with its post, as it crosses the door."""
    return Holding(row.id, row.officer_id, post_of(row.post), row.valid_from, row.valid_to)


def delegation_of(row: models.Delegation) -> Delegation:
    """The row, with its post, as it crosses the door."""
    return Delegation(
        id=row.id,
        giver_id=row.giver_id,
        receiver_id=row.receiver_id,
        post=post_of(row.post),
        decision=row.decision,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revoked_from=row.revoked_from,
    )


def _in_service(officer_id: int, on: date) -> models.Officer | None:
    return models.Officer.objects.filter(covering(on), id=officer_id).first()


def _capacities(officer_id: int, on: date) -> list[Capacity]:
    own = [Capacity(holding.post) for holding in holdings(on=on, officer_id=officer_id)]
    received = delegations_to(officer_id, on=on)
    if not received:
        return own
    givers = dict(models.Officer.objects.filter(id__in={lent.giver_id for lent in received}).values_list("id", "code"))
    return own + [Capacity(lent.post, givers[lent.giver_id], lent.giver_id) for lent in received]


def _held(on: date) -> QuerySet[models.Holding]:
    open_post = Q(post__valid_from__lte=on) & (Q(post__valid_to__isnull=True) | Q(post__valid_to__gte=on))
    return models.Holding.objects.filter(covering(on) & open_post)


def _delegations(on: date, narrowed: Q) -> list[Delegation]:
    in_force = covering(on) & (Q(revoked_from__isnull=True) | Q(revoked_from__gt=on))
    rows = list(models.Delegation.objects.filter(in_force & narrowed).select_related("post").order_by("id"))
    if not rows:
        return []
    held = set(_held(on).filter(officer_id__in={row.giver_id for row in rows}).values_list("officer_id", "post_id"))
    return [delegation_of(row) for row in rows if (row.giver_id, row.post_id) in held]
