"""How a life begins: the facts after a filing, a receipt, or being taken over; and who is involved in it."""

from dataclasses import replace
from datetime import datetime

from motcua.dossier.types import (
    Facts,
    Filed,
    Holder,
    Imported,
    Involved,
    InvolvementRole,
    Received,
    State,
    Subject,
)


def filed(event: Filed, at: datetime) -> Facts:
    """An online filing: no code, no clock."""
    return Facts(
        state=State.FILED,
        subject=event.subject,
        regime=event.regime,
        calendar_key=event.calendar_key,
        declaration=event.declaration,
        holder=event.holder,
        desk_key=event.desk_key,
        request=event.request,
        components=event.components,
        fees=event.fees,
        return_method=event.return_method,
        filing_number=event.filing_number,
        filed_at=event.filed_at,
        arrived_at=event.arrived_at,
        alert_at=event.alert_at,
        answer_due_at=event.answer_due_at,
        involved=_parties_of(event.subject, event.holder, at),
    )


def received(facts: Facts | None, event: Received, at: datetime) -> Facts:
    """A receipt, of a filing or over the counter. Raises ValueError for a dossier that was received before."""
    if facts is not None and facts.state is not State.FILED:
        raise ValueError("A dossier is received once.")
    born = Facts(
        state=State.IN_PROGRESS,
        subject=event.subject,
        regime=event.regime,
        calendar_key=event.calendar_key,
        declaration=event.declaration,
        holder=event.holder,
        desk_key=event.desk_key,
        request=event.request,
        components=event.components,
        fees=event.fees,
        return_method=event.return_method,
        filed_at=event.filed_at,
        arrived_at=event.arrived_at,
        code=event.code,
        received_at=at,
        receipt_book=event.receipt_book,
        receipt_number=event.receipt_number,
        clock=event.clock,
        appointment_at=event.appointment_at,
        involved=_parties_of(event.subject, event.holder, at),
    )
    if facts is None:
        return born
    return replace(
        born,
        filing_number=facts.filing_number,
        alert_at=facts.alert_at,
        answer_due_at=facts.answer_due_at,
        completion_missing=facts.completion_missing,
        involved=facts.involved,
        fired=facts.fired,
    )


def imported(event: Imported) -> Facts:
    """A dossier as it stood in another system."""
    return Facts(
        state=event.state,
        subject=event.subject,
        regime=event.regime,
        calendar_key=event.calendar_key,
        declaration=event.declaration,
        holder=event.holder,
        components=event.components,
        fees=event.fees,
        return_method=event.return_method,
        filed_at=event.filed_at,
        code=event.code,
        received_at=event.received_at,
        clock=event.clock,
        appointment_at=event.appointment_at,
        source=event.source,
        supplements=event.supplements,
        pauses=event.pauses,
        consultations=event.consultations,
        apology=event.apology,
        reappointments=event.reappointments,
        outcome=event.outcome,
        decided_at=event.decided_at,
        completed_at=event.completed_at,
        ended_at=event.ended_at,
        result_number=event.result_number,
        timeliness=event.timeliness,
        timeliness_766=event.timeliness_766,
        reappointment_kept=event.reappointment_kept,
        handed_over_at=event.handed_over_at,
        handed_over_by=event.handed_over_by,
        involved=_parties_of(event.subject, event.holder, event.received_at),
    )


def _parties_of(subject: Subject, holder: Holder, at: datetime) -> tuple[Involved, ...]:
    """Who is involved from the first: the receiving and the resolving agency, and the one that holds it."""
    receives = Involved(subject.receiving_agency_id, InvolvementRole.RECEIVES, at)
    resolves = Involved(subject.resolving_agency_id, InvolvementRole.RESOLVES, at)
    return with_chain((receives, resolves), holder.agency_id, at)


def with_chain(involved: tuple[Involved, ...], agency_id: int, at: datetime) -> tuple[Involved, ...]:
    """An agency that comes to hold the dossier and was not involved joins the chain (NĐ118 Đ20)."""
    return joined(involved, agency_id, InvolvementRole.CHAIN, at)


def joined(involved: tuple[Involved, ...], agency_id: int, role: InvolvementRole, at: datetime) -> tuple[Involved, ...]:
    """Those involved with this agency in this role; whoever is involved already does not join the chain."""
    if any(one.agency_id == agency_id and (one.role is role or role is InvolvementRole.CHAIN) for one in involved):
        return involved
    return (*involved, Involved(agency_id, role, at))
