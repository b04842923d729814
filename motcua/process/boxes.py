"""The parts of an inbox: which open work lies in which, and how near its due instant is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from motcua.organisation.types import Role, Scope
from motcua.process.types import AWAITING

WAITING_KINDS = sorted(AWAITING)
"""The kinds of `AWAITING`, as a query takes them."""


class Box(StrEnum):
    """The parts of an inbox."""

    MINE = "mine"
    """What lies with somebody himself, or with whoever has delegated the post to him."""
    POOL = "pool"
    TEAM = "team"
    WAITING = "waiting"
    """What is held or lies with the applicant, where it is his own or nobody's yet; and what he himself sent on to
    another agency."""


class Near(StrEnum):
    """How near work is to its due instant, where a list is narrowed by that."""

    SOON = "soon"
    """Due until the end of the next working day, and not late yet."""
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Span:
    """Between which instants work is due: at or after the first (None: whenever), before the second."""

    after: datetime | None
    before: datetime

    @property
    def condition(self) -> Q:
        """The condition on work items."""
        due = Q(due_at__lt=self.before)
        return due if self.after is None else due & Q(due_at__gte=self.after)


def spans(at: datetime, *, soon_until: datetime) -> dict[Near, Span]:
    """What is late at an instant, and what is due from then on until another."""
    return {Near.SOON: Span(at, soon_until), Near.LATE: Span(None, at)}


def lying_in(scope: Scope, box: Box) -> Q:
    """The condition on work items, open or not, for lying in that box of this person."""
    ours = _of_his_roles(scope)
    match box:
        case Box.MINE:
            mine = Q(officer_id=scope.officer_id, agency_id__in=scope.own_agency_ids)
            for lent in scope.lent:
                mine |= Q(officer_id=lent.giver_id, agency_id=lent.agency_id, role=lent.role.value)
            return mine
        case Box.POOL:
            return ours & Q(officer_id__isnull=True)
        case Box.TEAM:
            oversees = scope.may(Role.LEADER, Role.SUPERVISOR)
            return Q(agency_id__in=scope.own_agency_ids) if oversees else ours
        case Box.WAITING:
            return held() & (lying_in(scope, Box.MINE) | lying_in(scope, Box.POOL)) | sent_on(scope)


def held() -> Q:
    """The condition on work items, open or not, for waiting for somebody else."""
    return Q(held_since__isnull=False) | Q(kind__in=WAITING_KINDS)


def sent_on(scope: Scope) -> Q:
    """The condition on work items, open or not, for lying elsewhere until they come back to this person."""
    sent = Q(sent_by=scope.officer_id, sent_from__in=scope.own_agency_ids | scope.inherited)
    for lent in scope.lent:
        sent |= Q(sent_by=lent.giver_id, sent_from=lent.agency_id)
    at_hand = _of_his_roles(scope) & ~Q(kind__in=WAITING_KINDS)
    return sent & ~at_hand


def _of_his_roles(scope: Scope) -> Q:
    return Q(agency_id__in=scope.own_agency_ids, role__in=[role.value for role in scope.roles])
