"""What is owed for whoever pays online, the orders, and the money that goes back through gateways."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language

from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts, OwedFee
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import queries as papers
from motcua.parties import queries as parties
from motcua.payments import models
from motcua.payments.gateways import gateways, title_of
from motcua.payments.queries.books import account_of, electronic_book_of
from motcua.payments.queries.owing import label_of
from motcua.payments.queries.payments import codes_of, payments_of_dossier
from motcua.payments.rules.ordering import reference_of
from motcua.payments.sight import sees
from motcua.payments.types import (
    OPEN_REPAYMENTS,
    Due,
    DueLine,
    Excess,
    Fate,
    Ground,
    Order,
    OrderState,
    Repayment,
    RepaymentState,
)


def due_of(dossier_id: int) -> Due:
    """What a dossier owes and why, with the ways in which it can be paid online now, for a face that has found out
    that the reader may know. Raises Refused (`no_such_dossier`).
    """
    facts = dossier.facts(dossier_id)
    agency_id = facts.subject.receiving_agency_id
    lines = tuple(_due_line(facts, fee) for fee in facts.fees_due)
    return Due(
        dossier_id=dossier_id,
        code=facts.code or facts.filing_number,
        procedure=catalogue.version(facts.subject.procedure_version_id).name,
        agency_id=agency_id,
        agency=organisation.agency_names([agency_id]).get(agency_id, ""),
        lines=lines,
        gateways=ways_of(agency_id) if lines else (),
        receipts=tuple((one.id, one.receipt, one.amount) for one in payments_of_dossier(EVERYTHING, dossier_id)),
    )


def ways_of(agency_id: int) -> tuple[str, ...]:
    """The gateways through which people pay an agency that has electronic receipts, and an account if one needs it."""
    here = gateways()
    if not here or electronic_book_of(agency_id) is None:
        return ()
    has_account = account_of(agency_id) is not None
    return tuple(name for name, plugin in here.items() if has_account or not plugin.needs_account)


def has_gateway(name: str) -> bool:
    """Whether people pay this house through that gateway."""
    return name in gateways()


def gateway_titles() -> Mapping[str, str]:
    """The house's gateways, and what people know them by."""
    return {name: title_of(name) for name in gateways()}


def order(order_id: int) -> Order:
    """An order, for whoever was given its address. Raises Refused (`payments_absent`)."""
    row = models.Order.objects.filter(id=order_id).first()
    if row is None:
        raise Refused(Refusal("payments_absent"))
    last = models.Arrival.objects.filter(order=row).order_by("-id").first()
    return Order(
        id=row.pk,
        reference=reference_of(row.pk),
        dossier_id=row.dossier_id,
        code=codes_of([row.dossier_id]).get(row.dossier_id, ""),
        agency_id=row.agency_id,
        agency=organisation.agency_names([row.agency_id]).get(row.agency_id, ""),
        gateway=row.gateway,
        amount=row.amount,
        state=OrderState(row.state),
        created_at=row.created_at,
        expires_at=row.expires_at,
        payment_id=row.payment_id,
        is_waiting=last is not None and last.fate == Fate.WAITING,
        excess=Excess(last.excess) if last is not None and last.excess else None,
    )


def picture_of(code: str) -> str:
    """What a bank's program reads, as a picture (SVG)."""
    return papers.qr_code(code)


def repayments(scope: Scope, *, before: int | None = None, limit: int = 50) -> Sequence[Repayment]:
    """Money of the agencies in sight that goes back through gateways, what is not over first, then the latest."""
    rows = models.Repayment.objects.select_related("arrival__order").filter(state__in=OPEN_REPAYMENTS)
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=sorted(scope.sight))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _shown(list(rows.order_by("-id")[:limit]))


def repayment(scope: Scope, repayment_id: int) -> Repayment:
    """One of them. Raises Refused (`payments_absent`)."""
    row = models.Repayment.objects.select_related("arrival__order").filter(id=repayment_id).first()
    if row is None or not sees(scope, row.agency_id):
        raise Refused(Refusal("payments_absent"))
    return _shown([row])[0]


def _due_line(facts: Facts, fee: OwedFee) -> DueLine:
    version = catalogue.version(facts.subject.procedure_version_id)
    known = {one.key: one for one in version.fees}.get(fee.key)
    exemption = version.exemption(fee.exemption)
    return DueLine(
        key=fee.key,
        label=label_of(facts, fee.key),
        amount=fee.amount,
        decided_by=known.decided_by if known is not None else "",
        reduced_by=exemption.label.text(get_language() or "vi") if exemption is not None else "",
        reason=fee.reason if known is None else "",
    )


def _shown(rows: Sequence[models.Repayment]) -> Sequence[Repayment]:
    codes = codes_of({row.arrival.order.dossier_id for row in rows})
    texts = parties.texts({row.reason_id for row in rows if row.reason_id is not None})
    people = {number for row in rows for number in (row.proposed_by_id, row.approved_by_id) if number is not None}
    names = organisation.officer_names(people)
    return [
        Repayment(
            id=row.pk,
            sequence=row.stream_sequence,
            agency_id=row.agency_id,
            gateway=row.arrival.gateway,
            transaction=row.arrival.transaction,
            code=codes.get(row.arrival.order.dossier_id, ""),
            amount=row.amount,
            state=RepaymentState(row.state),
            ground=Ground(row.ground) if row.ground else None,
            excess=Excess(row.arrival.excess) if row.arrival.excess else None,
            reason=(texts[row.reason_id].content or "") if row.reason_id in texts else "",
            proposed_at=row.proposed_at,
            proposed_by_id=row.proposed_by_id,
            proposed_by=names.get(row.proposed_by_id or 0, ""),
            approved_by=names.get(row.approved_by_id or 0, ""),
            reference=row.reference,
            about=row.about,
        )
        for row in rows
    ]
