"""Who sends parcels, and what may be sent."""

from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role, Scope
from motcua.process import queries as course

SENDERS = (Role.RECEPTIONIST,)


def require_desk(scope: Scope, agency_id: int) -> None:
    """Raises Refused (`shipment_absent`) where the shipment is another house's, and `shipment_not_yours`."""
    if agency_id not in scope.own_agency_ids:
        raise Refused(Refusal("shipment_absent"))
    if not scope.may(*SENDERS):
        raise Refused(Refusal("shipment_not_yours"))


def sendable(scope: Scope, dossier_id: int) -> int:
    """The agency at whose desk a result lies that may be sent.

    Raises Refused: `no_such_dossier`, `shipment_not_yours`, `result_not_here`, `shipment_fee_due`.
    """
    facts = dossier.facts(dossier_id)
    if not scope.sees(one.agency_id for one in facts.involved):
        raise Refused(Refusal("no_such_dossier"))
    agency_id = facts.subject.receiving_agency_id
    if agency_id not in scope.own_agency_ids or not scope.may(*SENDERS):
        raise Refused(Refusal("shipment_not_yours"))
    if not course.result_is_here(dossier_id):
        raise Refused(Refusal("result_not_here"))
    if facts.fees_due:
        raise Refused(Refusal("shipment_fee_due", {"amount": sum(fee.amount for fee in facts.fees_due)}))
    return agency_id
