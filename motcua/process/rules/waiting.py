"""For what an officer waits, as a pure decision: what stands in his box *waiting for others* (`boxes.lying_in`)."""

from dataclasses import dataclass

from motcua.organisation.types import Lent, Role, Scope


@dataclass(frozen=True, slots=True)
class Pile:
    """Open work that lies at one place in one way; `count` is how much.

    `is_held`: it waits for somebody outside; `awaits`: it is of a kind that does nothing else. `sent_by` sent it out of
    the agency `sent_from` and waits until it is back.
    """

    agency_id: int
    officer_id: int | None
    role: Role
    sent_by: int | None
    sent_from: int | None
    is_held: bool
    awaits: bool
    count: int


def waits_at(scope: Scope, pile: Pile) -> int | None:
    """At which agency a person waits for it: the one from which he sent it on, else the one that holds it.

    None: he does not wait for it, or can work on it himself.
    """
    if _sent_on(scope, pile):
        return pile.sent_from
    return pile.agency_id if pile.is_held and (_is_his(scope, pile) or _is_nobodys(scope, pile)) else None


def _sent_on(scope: Scope, pile: Pile) -> bool:
    by_him = pile.sent_by == scope.officer_id and pile.sent_from in scope.own_agency_ids | scope.inherited
    for_another = any((lent.giver_id, lent.agency_id) == (pile.sent_by, pile.sent_from) for lent in scope.lent)
    at_hand = _of_his_roles(scope, pile) and not pile.awaits
    return pile.sent_by is not None and (by_him or for_another) and not at_hand


def _is_his(scope: Scope, pile: Pile) -> bool:
    if pile.officer_id is None:
        return False
    lent = Lent(pile.officer_id, pile.agency_id, pile.role)
    return lent in scope.lent or (pile.officer_id == scope.officer_id and pile.agency_id in scope.own_agency_ids)


def _is_nobodys(scope: Scope, pile: Pile) -> bool:
    return pile.officer_id is None and _of_his_roles(scope, pile)


def _of_his_roles(scope: Scope, pile: Pile) -> bool:
    return pile.agency_id in scope.own_agency_ids and pile.role in scope.roles
