"""Filing and receipt: what has to be there before there is a code and a clock (NĐ118 Đ17; clock rules 7, 8, 18)."""

from datetime import datetime

from motcua.catalogue.types import Channel, ChecklistItem, Label, checklist, missing
from motcua.dossier.rules import clock
from motcua.dossier.rules.counting import Counting
from motcua.dossier.rules.evolve import merged
from motcua.dossier.rules.law import Answer, Law, at_counter
from motcua.dossier.rules.table import Topic
from motcua.dossier.types import (
    Accept,
    AskCompletion,
    CompleteFiling,
    CompletionAsked,
    Decline,
    Declined,
    Facts,
    Filed,
    FilingCompleted,
    FilingStopped,
    HeldComponent,
    Holder,
    Intake,
    Received,
    StopFiling,
    Subject,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import end_of_term


def file(intake: Intake, *, at: datetime, law: Law, holder: Holder, calendar_key: str) -> Filed | Refusal:
    """An online filing arrives: the desk is to be alerted within 02 hours and to answer within 08 working hours.

    NĐ118 Đ17.2. Refused when the procedure cannot be filed at all; what is missing is for the desk to see.
    """
    objection = _objection_to_procedure(intake.subject, at, law)
    if objection is not None:
        return objection
    answered = _answer_deadlines(at, law)
    if isinstance(answered, Refusal):
        return answered
    alert_at, answer_due_at = answered
    return Filed(
        subject=intake.subject,
        declaration=intake.declaration,
        regime=law.regime.key,
        calendar_key=calendar_key,
        holder=holder,
        filing_number="",
        filed_at=intake.filed_at or at,
        arrived_at=at,
        alert_at=alert_at,
        answer_due_at=answer_due_at,
        components=intake.components,
        fees=intake.fees,
        return_method=intake.return_method,
        desk_key=intake.desk_key,
        request=intake.request,
    )


def receive(intake: Intake, *, at: datetime, law: Law, holder: Holder, calendar_key: str) -> Received | Refusal:
    """The dossier is received complete and valid, over the counter or by post: its clock starts (NĐ118 Đ17.3).

    Refused: a version not in force that day, a channel the procedure is not open for, no decided term, a missing paper.
    The code and the number in the receipt book are still empty: the command draws them.
    """
    objection = _objection_to_procedure(intake.subject, at, law) or _objection_to_papers(
        intake.subject, intake.components, intake.conditions, law
    )
    if objection is not None:
        return objection
    term = law.term_of(intake.subject)
    if isinstance(term, Refusal):
        return term
    counting = Counting(law, at_counter(intake.subject))
    begun = clock.begin(term.term, received_at=at, started_at=intake.started_at, by=counting)
    if isinstance(begun, Refusal):
        return begun
    return Received(
        code="",
        subject=intake.subject,
        declaration=intake.declaration,
        regime=law.regime.key,
        calendar_key=calendar_key,
        holder=holder,
        clock=begun,
        filed_at=intake.filed_at or at,
        appointment_at=begun.due_at,
        components=intake.components,
        fees=intake.fees,
        return_method=intake.return_method,
        desk_key=intake.desk_key,
        request=intake.request,
        receipt_book=intake.receipt_book,
    )


def accept(facts: Facts, command: Accept, at: datetime, law: Law) -> Answer:
    """The online filing is complete and valid: from this instant it is a dossier with a clock (NĐ118 Đ17.2, 17.3).

    It stays under the version it was filed under, and comes under the regime of the day it is received.
    """
    components = facts.components if command.components is None else merged(facts.components, command.components)
    objection = _objection_to_papers(facts.subject, components, command.conditions, law)
    if objection is not None:
        return objection
    term = law.term_of(facts.subject)
    if isinstance(term, Refusal):
        return term
    counting = Counting(law, at_counter(facts.subject))
    begun = clock.begin(term.term, received_at=at, started_at=command.started_at, by=counting)
    if isinstance(begun, Refusal):
        return begun
    received = Received(
        code="",
        subject=facts.subject,
        declaration=facts.declaration,
        regime=law.regime.key,
        calendar_key=facts.calendar_key,
        holder=facts.holder,
        clock=begun,
        filed_at=facts.filed_at or at,
        appointment_at=begun.due_at,
        arrived_at=facts.arrived_at,
        components=components,
        fees=facts.fees if command.fees is None else command.fees,
        return_method=facts.return_method,
        desk_key=facts.desk_key,
        request=facts.request,
        receipt_book=command.receipt_book,
    )
    return [received]


def ask_completion(facts: Facts, command: AskCompletion, at: datetime, law: Law) -> Answer:
    """Phiếu yêu cầu bổ sung at intake: no receipt, no code, no clock (NĐ118 Đ17.1c, 17.2; clock rule 8)."""
    return [CompletionAsked(command.missing, command.note, command.reason_key, command.papers)]


def complete_filing(facts: Facts, command: CompleteFiling, at: datetime, law: Law) -> Answer:
    """The person completed the filing: it arrives anew, and the desk owes its answer from now (NĐ118 Đ17.2)."""
    answered = _answer_deadlines(at, law)
    if isinstance(answered, Refusal):
        return answered
    alert_at, answer_due_at = answered
    return [FilingCompleted(command.components, at, alert_at, answer_due_at)]


def decline(facts: Facts, command: Decline, at: datetime, law: Law) -> Answer:
    """Phiếu từ chối tiếp nhận: counted among answered filings, never as a dossier (NĐ118 Đ17.1c; clock section 7)."""
    return [Declined(command.reason, command.note, command.reason_key)]


def stop_filing(facts: Facts, command: StopFiling, at: datetime, law: Law) -> Answer:
    """The filer takes it back before acceptance: not counted at all (NĐ118 Đ21; clock rule 24)."""
    return [FilingStopped()]


def answer_deadline(arrived_at: datetime, law: Law) -> datetime | Refusal:
    """Until when the desk answers an online filing: 08 working hours from its arrival (NĐ118 Đ17.2; E28)."""
    due = end_of_term(law.regime.online_answer_term, arrived_at, calendar=law.calendar)
    return due if isinstance(due, Refusal) else due.due_at


def _answer_deadlines(arrived_at: datetime, law: Law) -> tuple[datetime, datetime] | Refusal:
    alert = end_of_term(law.regime.online_alert_term, arrived_at, calendar=law.calendar)
    answer_due_at = answer_deadline(arrived_at, law)
    if isinstance(alert, Refusal):
        return alert
    return answer_due_at if isinstance(answer_due_at, Refusal) else (alert.due_at, answer_due_at)


def _objection_to_procedure(subject: Subject, at: datetime, law: Law) -> Refusal | None:
    version = law.version
    if at.date() < version.effective_from:
        return Refusal("version_not_yet_in_force", {"code": version.code, "day": version.effective_from})
    if not version.in_force(at.date()):
        return Refusal("version_expired", {"code": version.code, "day": version.effective_to})
    if subject.channel not in version.channels:
        return Refusal("channel_not_open", {"code": version.code, "channel": subject.channel})
    if subject.quantity < 1 or (subject.quantity > 1 and not version.quantity):
        return Refusal("quantity_not_possible", {"code": version.code, "quantity": subject.quantity})
    term = law.term_of(subject)
    return term if isinstance(term, Refusal) else None


def _objection_to_papers(
    subject: Subject, held: tuple[HeldComponent, ...], conditions: tuple[str, ...], law: Law
) -> Refusal | None:
    """A dossier without clock or code is better than one received with a paper missing (NĐ118 Đ17.1c)."""
    items = checklist(law.version, case=subject.case_key or None, channel=Channel(subject.channel))
    absent = missing(items, held=[component.key for component in held if _is_there(component)], conditions=conditions)
    if not absent:
        return None
    values = {"missing": tuple(map(_name_of, absent)), "keys": tuple(item.key for item in absent)}
    return Refusal("missing_component", values, law.article(Topic.INTAKE_COMPLETION))


def _name_of(item: ChecklistItem) -> Label:
    """The paper's name, or those of the group of which one is enough."""
    labels = [paper.label for paper in item.components]
    return Label(" / ".join(label.vi for label in labels), " / ".join(label.text("en") for label in labels))


def _is_there(component: HeldComponent) -> bool:
    counted = component.originals + component.certified_copies + component.copies
    return counted > 0 or component.electronic or component.presented
