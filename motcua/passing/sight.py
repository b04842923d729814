"""Who hands papers over and receives them: for the agency of the post in which he acts."""

from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role, Scope

HANDS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK)


def require_side(actor: Actor, scope: Scope) -> tuple[int, int]:
    """The agency for which he signs, and he himself. Raises Refused (`papers_not_yours`)."""
    agency_id, officer_id = actor.agency_id, scope.officer_id
    if agency_id is None or officer_id is None or agency_id not in scope.own_agency_ids or not scope.may(*HANDS):
        raise Refused(Refusal("papers_not_yours"))
    return agency_id, officer_id
