"""Who may do what beside the steps: roles by legal act, at the receiving or the resolving side of a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.dossier.types import Action, Subject
from motcua.kernel.types import Refusal
from motcua.organisation.types import EVERYTHING, Role, Scope
from motcua.parties.types import TextRef
from motcua.process.types import LateEntry


class Side(StrEnum):
    """On which side of a dossier an act is done."""

    RECEIVING = "receiving"
    RESOLVING = "resolving"


@dataclass(frozen=True, slots=True)
class Competence:
    """Who does an act: a role on a side."""

    side: Side
    roles: frozenset[Role]


_DESK = Competence(Side.RECEIVING, frozenset({Role.RECEPTIONIST}))
_OFFICER = Competence(Side.RESOLVING, frozenset({Role.OFFICER, Role.LEADER}))
_DESK_HEAD = Competence(Side.RECEIVING, frozenset({Role.RECEPTIONIST, Role.SUPERVISOR}))

COMPETENCE: Mapping[Action, Competence] = {
    Action.ACCEPT: _DESK,
    Action.ASK_COMPLETION: _DESK,
    Action.COMPLETE_FILING: _DESK,
    Action.DECLINE: _DESK,
    Action.STOP_FILING: _DESK,
    Action.START_CLOCK: _OFFICER,
    Action.ASK_SUPPLEMENT: _OFFICER,
    Action.ANSWER_SUPPLEMENT: _DESK,
    Action.CLOSE_UNANSWERED: _DESK,
    Action.PAUSE: _OFFICER,
    Action.RESUME: _OFFICER,
    Action.ASK_CONSULTATION: _OFFICER,
    Action.ANSWER_CONSULTATION: _OFFICER,
    Action.WITHDRAW_CONSULTATION: _OFFICER,
    Action.PROLONG: _OFFICER,
    Action.APOLOGISE: _OFFICER,
    Action.REAPPOINT: _DESK,
    Action.ASSESS_FEE: _OFFICER,
    Action.SETTLE_FEE: _DESK,
    Action.STOP: _DESK,
    Action.ADJUST_CONTENT: _DESK,
    Action.VOID: _DESK_HEAD,
    Action.OPEN_CORRECTION: _OFFICER,
    Action.CLOSE_CORRECTION: _OFFICER,
    Action.ADD_PAPER: _DESK,
    Action.REMOVE_PAPER: _DESK,
    Action.TAKE_FROM_STORE: _DESK,
}
"""Acts that are done beside the steps. Deciding, completing and handing over are ways out of steps."""


def may_act(scope: Scope, action: Action, subject: Subject) -> bool:
    """Whether somebody with this scope may do this act to such a dossier. The machine itself may do all of them."""
    competence = COMPETENCE.get(action)
    if competence is None:
        return False
    if scope == EVERYTHING:
        return True
    receiving = competence.side is Side.RECEIVING
    agency_id = subject.receiving_agency_id if receiving else subject.resolving_agency_id
    return agency_id in scope.own_agency_ids and scope.may(*competence.roles)


WHERE_IT_LIES = frozenset({Action.ASSESS_FEE, Action.ADD_PAPER, Action.REMOVE_PAPER, Action.TAKE_FROM_STORE})
"""What also the agency does on whose desk the dossier lies: the tax authority fixes the obligation itself, and whoever
works on a dossier scans what the desk did not.
"""


def may_act_where_it_lies(scope: Scope, action: Action, *, agency_id: int, role: Role) -> bool:
    """Whether somebody may do this act because the dossier lies with his agency and role."""
    return action in WHERE_IT_LIES and may_work(scope, agency_id=agency_id, role=role)


def may_work(scope: Scope, *, agency_id: int, role: Role) -> bool:
    """Whether somebody with this scope may do a work item of that agency and role, whoever it lies with."""
    return scope == EVERYTHING or (agency_id in scope.own_agency_ids and scope.may(role))


def may_distribute(scope: Scope, *, agency_id: int) -> bool:
    """Whether somebody may move work from one officer to another: leaders and supervisors of the agency."""
    return scope == EVERYTHING or (agency_id in scope.own_agency_ids and scope.may(Role.LEADER, Role.SUPERVISOR))


LATE_ENTRY_ROLES = frozenset({Role.RECEPTIONIST, Role.LEADER, Role.SUPERVISOR})
"""Who may write down what happened before, after a power or network failure (clock rule 2)."""


def may_enter_late(scope: Scope) -> bool:
    """Whether somebody with this scope may make a late entry; the regime says how far back."""
    return scope == EVERYTHING or scope.may(*LATE_ENTRY_ROLES)


_NOW = timedelta(minutes=1)
"""How long before it is written an act may have begun and still be of now.

For instants of whole minutes, as people type them, this is the minute itself. One that the machine took when the press
came in may fall just before the turn of the minute.
"""


def late_entry(
    scope: Scope, reason: TextRef | None, *, at: datetime, recorded_at: datetime
) -> LateEntry | Refusal | None:
    """The late entry that somebody with this scope makes by giving a reason; None: it happens now (clock rule 2).

    Refuses a past instant without a reason (`past_needs_reason`; `past_needs_right` where none would help) and a future
    one (`in_the_future`). How far back a reason reaches, the heart decides.
    """
    if reason is not None:
        return LateEntry(reason, may_enter_late(scope))
    if at.replace(second=0, microsecond=0) > recorded_at:
        return Refusal("in_the_future", {"at": at, "now": recorded_at})
    if recorded_at - at >= _NOW:
        return Refusal("past_needs_reason" if may_enter_late(scope) else "past_needs_right", {"at": at})
    return None
