"""Who takes money, who keeps the books, and who looks."""

from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import EVERYTHING, Role, Scope
from motcua.payments.types import Place

CASHIERS = (Role.RECEPTIONIST,)
KEEPERS = (Role.SUPERVISOR, Role.LEADER)
READERS = (*CASHIERS, *KEEPERS, Role.INSPECTOR)


def require_cashier(scope: Scope, place: Place) -> int:
    """The officer who takes money at that place. Raises Refused (`payments_not_yours`)."""
    if scope.officer_id is None or place.agency_id not in scope.own_agency_ids or not scope.may(*CASHIERS):
        raise Refused(Refusal("payments_not_yours"))
    return scope.officer_id


def require_keeper(scope: Scope, agency_id: int) -> None:
    """Raises Refused (`payments_not_yours`) where somebody does not keep the agency's books."""
    if agency_id not in scope.own_agency_ids or not scope.may(*KEEPERS):
        raise Refused(Refusal("payments_not_yours"))


def sees(scope: Scope, agency_id: int) -> bool:
    """Whether the money of that agency is shown to somebody with this scope; the machine sees all of it."""
    return scope == EVERYTHING or (scope.may(*READERS) and (scope.sight is None or agency_id in scope.sight))
