"""What an administrator looks after, and everything there that still has days before it."""

from datetime import date

from django.db.models import Q

from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import models
from motcua.organisation.queries.agencies import desk_of, ground, unit_of
from motcua.organisation.queries.officers import delegation_of, holding_of, officer_of, post_of
from motcua.organisation.types import Delegation, Establishment, Holding, Officer, Role, Standing, Unit

_MOST_OFFICERS_FOUND = 30


def administered_by(standing: Standing) -> frozenset[int]:
    """The agencies whose units, posts and officers he keeps as system administrator: his own and all below it.

    An agency that is established already and begins later is kept by whoever keeps the one above it.
    """
    kept = ground(standing.on).answered_for(standing.house, {Role.SYSTEM_ADMINISTRATOR})
    return kept | _beginning_below(kept, after=standing.on) if kept else kept


def _beginning_below(kept: frozenset[int], *, after: date) -> frozenset[int]:
    later = models.AgencyPeriod.objects.filter(agency__valid_from__gt=after).order_by("agency__valid_from", "agency_id")
    found: set[int] = set()
    for agency_id, parent_id in later.values_list("agency_id", "parent_id"):
        if parent_id in kept or parent_id in found:
            found.add(agency_id)
    return frozenset(found)


def establishment(agency_id: int, *, since: date) -> Establishment:
    """The units, desks, posts, holders and delegations of an agency that are there on a day or begin later.

    Five statements.
    """
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=since)
    holdings = models.Holding.objects.filter(lasting, post__agency_id=agency_id).select_related("post")
    lent = models.Delegation.objects.filter(post__agency_id=agency_id, valid_to__gte=since).select_related("post")
    still = Q(revoked_from__isnull=True) | Q(revoked_from__gt=since)
    return Establishment(
        units=tuple(map(unit_of, models.Unit.objects.filter(lasting, agency_id=agency_id).order_by("code"))),
        desks=tuple(map(desk_of, models.Desk.objects.filter(lasting, agency_id=agency_id).order_by("code"))),
        posts=tuple(map(post_of, models.Post.objects.filter(lasting, agency_id=agency_id).order_by("role", "id"))),
        holdings=tuple(map(holding_of, holdings.order_by("valid_from", "id"))),
        delegations=tuple(map(delegation_of, lent.filter(still).order_by("valid_from", "id"))),
    )


def unit(unit_id: int) -> Unit:
    """One unit. Refused (`unit_absent`) when there is none."""
    row = models.Unit.objects.filter(id=unit_id).first()
    if row is None:
        raise Refused(Refusal("unit_absent"))
    return unit_of(row)


def holding(holding_id: int) -> Holding:
    """One appointment. Refused (`holding_absent`) when there is none."""
    row = models.Holding.objects.select_related("post").filter(id=holding_id).first()
    if row is None:
        raise Refused(Refusal("holding_absent"))
    return holding_of(row)


def delegation(delegation_id: int) -> Delegation:
    """One delegation, over or not. Refused (`delegation_absent`) when there is none."""
    row = models.Delegation.objects.select_related("post").filter(id=delegation_id).first()
    if row is None:
        raise Refused(Refusal("delegation_absent"))
    return delegation_of(row)


def career(officer_id: int) -> list[Holding]:
    """Every post an officer holds, has held or will hold, the latest first."""
    rows = models.Holding.objects.filter(officer_id=officer_id).select_related("post")
    return [holding_of(row) for row in rows.order_by("-valid_from", "-id")]


def delegations_of(officer_id: int, *, since: date) -> list[Delegation]:
    """What an officer has delegated, or was delegated to him, that lasts on a day or begins later; by first day."""
    his = Q(giver_id=officer_id) | Q(receiver_id=officer_id)
    still = Q(revoked_from__isnull=True) | Q(revoked_from__gt=since)
    rows = models.Delegation.objects.filter(his, still, valid_to__gte=since).select_related("post")
    return [delegation_of(row) for row in rows.order_by("valid_from", "id")]


def officers_found(words: str, *, agency_ids: frozenset[int]) -> list[Officer]:
    """Officers who hold, held or will hold a post there and whose name or personnel code contains the words."""
    named = Q(name_folded__contains=fold(words)) | Q(code__icontains=words.strip())
    there = models.Holding.objects.filter(post__agency_id__in=agency_ids).values("officer_id")
    rows = models.Officer.objects.filter(named, id__in=there).order_by("name_order", "id")
    return [officer_of(row) for row in rows[:_MOST_OFFICERS_FOUND]]


def keeps_officer(administered: frozenset[int], officer_id: int, *, on: date) -> bool:
    """Whether an officer is theirs who keep these agencies: he has been at one of them, and is nowhere else now.

    So nobody who keeps one commune touches the account of somebody who works in the whole province.
    """
    held = career(officer_id)
    lasting = [one for one in held if one.valid_to is None or one.valid_to >= on]
    return any(one.post.agency_id in administered for one in held) and all(
        one.post.agency_id in administered for one in lasting
    )


def sequence_of(agency_id: int) -> int:
    """How many entries were recorded about an agency: what somebody has seen who looks at it now."""
    return models.Agency.objects.values_list("stream_sequence", flat=True).get(id=agency_id)


def history(agency_id: int, *, most: int) -> list[Entry]:
    """What was last recorded about an agency, the latest first."""
    row = models.Agency.objects.filter(id=agency_id).first()
    if row is None:
        raise Refused(Refusal("agency_absent"))
    return journal.entries(row.stream, after=max(row.stream_sequence - most, 0))[::-1]
