"""Folding: the facts after an event. Needs no calendar and no law, because events carry what was computed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from motcua.dossier.rules import births
from motcua.dossier.types import (
    AlarmFired,
    Apologised,
    Apology,
    ClockRecomputed,
    ClockStarted,
    ClockState,
    ClosedUnanswered,
    ClosingProposed,
    Completed,
    CompletionAsked,
    Consultation,
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationWithdrawn,
    ContentAdjusted,
    Corrected,
    Correction,
    CorrectionOpened,
    Decided,
    DecisionWithdrawn,
    Declined,
    Event,
    Facts,
    FeeAssessed,
    FeeSettled,
    Filed,
    FilingCompleted,
    FilingStopped,
    FiredAlarm,
    HandedOver,
    HeldComponent,
    Imported,
    Inherited,
    InvolvementRole,
    Moved,
    Outcome,
    PaperAdded,
    PaperFile,
    PaperRemoved,
    PapersDestroyed,
    PaperStateSaid,
    Paused,
    PauseTaken,
    Prolonged,
    Reappointed,
    Received,
    Resumed,
    State,
    Stopped,
    StoreNamed,
    Supplement,
    SupplementAnswered,
    SupplementAsked,
    Voided,
)


def fold(events: Iterable[tuple[datetime, Event]]) -> Facts:
    """The facts that these events, each with its instant, amount to. Raises ValueError for a stream without a birth."""
    facts: Facts | None = None
    for at, event in events:
        facts = evolve(facts, event, at=at)
    if facts is None:
        raise ValueError("A dossier begins with an event.")
    return facts


def evolve(facts: Facts | None, event: Event, *, at: datetime) -> Facts:
    """The facts after the event that happened at that instant; the first event is given None.

    Raises ValueError when a life begins twice, or with an event that begins none.
    """
    if isinstance(event, Filed | Imported):
        if facts is not None:
            raise ValueError(f"A dossier that exists cannot be {event.kind} again.")
        return births.filed(event, at) if isinstance(event, Filed) else births.imported(event)
    if isinstance(event, Received):
        return births.received(facts, event, at)
    if facts is None:
        raise ValueError(f"A dossier does not begin with {event.kind}.")
    return _after(event, facts, at)


# --- all that follows -------------------------------------------------------------------------------------------------


@singledispatch
def _after(event: object, facts: Facts, at: datetime) -> Facts:
    raise TypeError(f"{type(event).__name__} is no event of a dossier.")


@_after.register
def _(event: CompletionAsked, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.INTAKE_COMPLETION, completion_missing=event.missing)


@_after.register
def _(event: FilingCompleted, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        state=State.FILED,
        components=merged(facts.components, event.components),
        completion_missing=(),
        arrived_at=event.arrived_at,
        alert_at=event.alert_at,
        answer_due_at=event.answer_due_at,
    )


@_after.register
def _(event: Declined, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.DECLINED_AT_INTAKE)


@_after.register
def _(event: FilingStopped, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.FILING_STOPPED)


@_after.register
def _(event: ClockStarted, facts: Facts, at: datetime) -> Facts:
    return _told(facts, event.clock)


@_after.register
def _(event: SupplementAsked, facts: Facts, at: datetime) -> Facts:
    asked = Supplement(
        slip_no=event.slip_no,
        asked_at=at,
        missing=event.missing,
        reason=event.reason,
        breach=event.breach,
        waiting_until=event.waiting_until,
        closing_at=event.closing_at,
        reason_key=event.reason_key,
    )
    return replace(
        facts,
        state=State.AWAITING_SUPPLEMENT,
        supplements=(*facts.supplements, asked),
        closing_proposed_at=None,
        clock=event.clock,
    )


@_after.register
def _(event: SupplementAnswered, facts: Facts, at: datetime) -> Facts:
    answered = replace(facts.supplements[-1], answered_at=at)
    going_on = replace(
        facts,
        state=State.IN_PROGRESS,
        supplements=(*facts.supplements[:-1], answered),
        closing_proposed_at=None,
        components=merged(facts.components, event.components),
    )
    return _told(going_on, event.clock)


@_after.register
def _(event: ClosingProposed, facts: Facts, at: datetime) -> Facts:
    return replace(facts, closing_proposed_at=at)


@_after.register
def _(event: ClosedUnanswered, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        state=State.CLOSED_UNANSWERED,
        outcome=Outcome.CLOSED_UNANSWERED,
        ended_at=at,
        timeliness=event.timeliness,
        timeliness_766=event.timeliness_766,
    )


@_after.register
def _(event: Paused, facts: Facts, at: datetime) -> Facts:
    pauses = (*facts.pauses, PauseTaken(event.reason_key, at))
    return replace(facts, state=State.PAUSED, pauses=pauses, clock=event.clock)


@_after.register
def _(event: Resumed, facts: Facts, at: datetime) -> Facts:
    pauses = tuple(
        replace(pause, ends_at=at) if pause.ends_at is None and pause.reason_key == event.reason_key else pause
        for pause in facts.pauses
    )
    still = any(pause.ends_at is None for pause in pauses)
    return _told(replace(facts, state=State.PAUSED if still else State.IN_PROGRESS, pauses=pauses), event.clock)


@_after.register
def _(event: ConsultationAsked, facts: Facts, at: datetime) -> Facts:
    asked = Consultation(event.key, event.agency_id, at, event.due_at, event.lapses_at, event.question)
    return replace(
        facts,
        consultations=(*facts.consultations, asked),
        involved=births.joined(facts.involved, event.agency_id, InvolvementRole.CONSULTED, at),
    )


@_after.register
def _(event: ConsultationAnswered, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        consultations=tuple(
            replace(asked, answered_at=at, answer=event.answer, late=event.late)
            if asked.key == event.key and asked.answered_at is None
            else asked
            for asked in facts.consultations
        ),
    )


@_after.register
def _(event: ConsultationWithdrawn, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        consultations=tuple(
            replace(asked, withdrawn_at=at) if asked.key == event.key else asked for asked in facts.consultations
        ),
    )


@_after.register
def _(event: Prolonged, facts: Facts, at: datetime) -> Facts:
    return _told(replace(facts, prolongation=event.rule_key), event.clock)


@_after.register
def _(event: Apologised, facts: Facts, at: datetime) -> Facts:
    return replace(facts, apology=Apology(at, event.reason, event.proposed_at, event.in_time))


@_after.register
def _(event: Reappointed, facts: Facts, at: datetime) -> Facts:
    moved = facts if event.clock is None else replace(facts, clock=event.clock)
    return replace(moved, appointment_at=event.appointment_at, reappointments=facts.reappointments + 1)


@_after.register
def _(event: FeeAssessed, facts: Facts, at: datetime) -> Facts:
    return replace(facts, fees=(*facts.fees, event.fee))


@_after.register
def _(event: FeeSettled, facts: Facts, at: datetime) -> Facts:
    fees = tuple(
        replace(fee, settled_at=at, settled_by=event.by) if fee.key == event.key and fee.settled_at is None else fee
        for fee in facts.fees
    )
    return replace(facts, fees=fees)


@_after.register
def _(event: ContentAdjusted, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        declaration=event.declaration or facts.declaration,
        components=merged(facts.components, event.components),
    )


@_after.register
def _(event: PaperAdded, facts: Facts, at: datetime) -> Facts:
    added = PaperFile(event.component, event.attachment, event.file, event.file_kind, event.state, event.signs)
    return replace(facts, papers=(*facts.papers, added), stores=_stores_but(facts, event.component))


@_after.register
def _(event: PaperRemoved, facts: Facts, at: datetime) -> Facts:
    return replace(facts, papers=tuple(paper for paper in facts.papers if paper.attachment != event.attachment))


@_after.register
def _(event: PaperStateSaid, facts: Facts, at: datetime) -> Facts:
    said = () if event.store is None else (StoreNamed(event.component, event.store),)
    return replace(facts, stores=(*_stores_but(facts, event.component), *said))


def _stores_but(facts: Facts, component: str) -> tuple[StoreNamed, ...]:
    return tuple(one for one in facts.stores if one.component != component)


@_after.register
def _(event: PapersDestroyed, facts: Facts, at: datetime) -> Facts:
    return replace(facts, papers=tuple(one for one in facts.papers if one.attachment not in event.attachments))


@_after.register
def _(event: ClockRecomputed, facts: Facts, at: datetime) -> Facts:
    recomputed = replace(facts, answer_due_at=event.answer_due_at or facts.answer_due_at)
    if event.waiting_until is not None and facts.supplements:
        asked = replace(facts.supplements[-1], waiting_until=event.waiting_until, closing_at=event.closing_at)
        recomputed = replace(recomputed, supplements=(*facts.supplements[:-1], asked))
    return recomputed if event.clock is None else _told(recomputed, event.clock)


@_after.register
def _(event: AlarmFired, facts: Facts, at: datetime) -> Facts:
    return replace(facts, fired=(*facts.fired, FiredAlarm(event.alarm, event.instant)))


@_after.register
def _(event: Moved, facts: Facts, at: datetime) -> Facts:
    return replace(facts, holder=event.holder, involved=births.with_chain(facts.involved, event.holder.agency_id, at))


@_after.register
def _(event: Inherited, facts: Facts, at: datetime) -> Facts:
    def heir(agency_id: int) -> int:
        return event.heir_id if agency_id == event.predecessor_id else agency_id

    subject = replace(
        facts.subject,
        receiving_agency_id=heir(facts.subject.receiving_agency_id),
        resolving_agency_id=heir(facts.subject.resolving_agency_id),
    )
    involved = facts.involved
    for one in facts.involved:
        if one.agency_id == event.predecessor_id:
            involved = births.joined(involved, event.heir_id, one.role, at)
    return replace(facts, subject=subject, holder=event.holder, involved=involved)


@_after.register
def _(event: Decided, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.DECIDED, outcome=event.outcome, reason_key=event.reason_key, decided_at=at)


@_after.register
def _(event: DecisionWithdrawn, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.IN_PROGRESS, outcome=None, reason_key="", decided_at=None)


@_after.register
def _(event: Completed, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        state=State.COMPLETED,
        outcome=event.outcome,
        completed_at=at,
        ended_at=at,
        result_number=event.result_number,
        timeliness=event.timeliness,
        timeliness_766=event.timeliness_766,
        reappointment_kept=event.reappointment_kept,
    )


@_after.register
def _(event: HandedOver, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        state=State.HANDED_OVER,
        handed_over_at=at,
        handed_over_by=event.method,
        collector=event.collector,
        by_proxy=event.by_proxy,
    )


@_after.register
def _(event: Stopped, facts: Facts, at: datetime) -> Facts:
    return replace(
        facts,
        state=State.STOPPED,
        outcome=Outcome.STOPPED,
        reason_key=event.reason_key,
        ended_at=at,
        timeliness=event.timeliness,
        timeliness_766=event.timeliness_766,
    )


@_after.register
def _(event: Voided, facts: Facts, at: datetime) -> Facts:
    return replace(facts, state=State.VOIDED, replaced_by=event.replaced_by, reason_key=event.reason_key)


@_after.register
def _(event: CorrectionOpened, facts: Facts, at: datetime) -> Facts:
    return replace(facts, corrections=(*facts.corrections, Correction(at, event.due_at, event.lapses_at, event.reason)))


@_after.register
def _(event: Corrected, facts: Facts, at: datetime) -> Facts:
    closed = replace(facts.corrections[-1], closed_at=at, late=event.late)
    return replace(facts, corrections=(*facts.corrections[:-1], closed))


def _told(facts: Facts, clock: ClockState) -> Facts:
    """The clock after a move, and what the person was told last: the due date, or a later re-appointment."""
    appointment_at = facts.appointment_at
    if clock.due_at is not None:
        kept = appointment_at if facts.reappointments and appointment_at is not None else clock.due_at
        appointment_at = max(clock.due_at, kept)
    return replace(facts, clock=clock, appointment_at=appointment_at)


def merged(held: tuple[HeldComponent, ...], brought: tuple[HeldComponent, ...]) -> tuple[HeldComponent, ...]:
    """The papers that lie in the dossier after others were brought: the same key replaces, a new one is added."""
    newer = {component.key: component for component in brought}
    stayed = tuple(newer.pop(component.key, component) for component in held)
    return (*stayed, *newer.values())
