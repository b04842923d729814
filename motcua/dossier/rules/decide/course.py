"""What happens on the way: start events, pauses, consultation, prolongation, apology, calendar (clock section 5)."""

from dataclasses import replace
from datetime import datetime

from motcua.catalogue.types import Channel
from motcua.dossier.rules import apology, clock
from motcua.dossier.rules.counting import Counting
from motcua.dossier.rules.decide.filing import answer_deadline
from motcua.dossier.rules.decide.supplement import clock_of, waiting_term
from motcua.dossier.rules.law import Answer, Law, at_counter
from motcua.dossier.rules.table import Topic
from motcua.dossier.rules.timeliness import whole_minute
from motcua.dossier.types import (
    AdjustContent,
    AnswerConsultation,
    Apologise,
    Apologised,
    AskConsultation,
    ClockRecomputed,
    ClockStarted,
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationWithdrawn,
    ContentAdjusted,
    Facts,
    Pause,
    Paused,
    Prolong,
    Prolonged,
    Reappoint,
    Reappointed,
    RecomputeClock,
    Resume,
    Resumed,
    Span,
    StartClock,
    WithdrawConsultation,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import end_of_term


def start_clock(facts: Facts, command: StartClock, at: datetime, law: Law) -> Answer:
    """The event special law counts from has happened (clock rule 7; NĐ 99/2022 Đ16.2). Happens once."""
    waiting = clock_of(facts)
    if waiting.started:
        return Refusal("clock_started_already", {"started_at": waiting.run.started_at}, law.version.start.article)
    running = clock.start(waiting, at=at, by=Counting(law, at_counter(facts.subject)))
    return running if isinstance(running, Refusal) else [ClockStarted(running)]


def pause(facts: Facts, command: Pause, at: datetime, law: Law) -> Answer:
    """Time stops being counted, only for a reason the procedure version lists (clock rule 20).

    Consultation, field checks and councils are never such a reason by NĐ 118/2025 (Đ19.4).
    """
    if law.version.pause_reason(command.reason_key) is None:
        listed = tuple(reason.label for reason in law.version.pause_reasons)
        if not listed:
            return Refusal("pause_never", {}, law.article(Topic.CONSULTATION))
        return Refusal("pause_not_listed", {"reason": command.reason_key, "listed": listed})
    if any(taken.reason_key == command.reason_key for taken in facts.open_pauses):
        return Refusal("paused_already", {"since": facts.open_pauses[-1].begins_at})
    running = clock_of(facts)
    if not running.started:
        return Refusal("clock_not_started", {}, law.version.start.article)
    return [Paused(command.reason_key, clock.stand_still(running, at=at), command.note)]


def resume(facts: Facts, command: Resume, at: datetime, law: Law) -> Answer:
    """The closing event of one reason; the date runs again when no other reason holds (clock rule 20)."""
    taken = next((one for one in facts.open_pauses if one.reason_key == command.reason_key), None)
    if taken is None:
        return Refusal("not_paused_for", {"reason": command.reason_key})
    reason = law.version.pause_reason(command.reason_key)
    running = clock.resume(
        clock_of(facts),
        Span(taken.begins_at, at),
        reason_key=command.reason_key,
        article=reason.article if reason is not None else "",
        still_paused=len(facts.open_pauses) > 1,
        by=Counting(law, at_counter(facts.subject)),
    )
    return running if isinstance(running, Refusal) else [Resumed(command.reason_key, running)]


def ask_consultation(facts: Facts, command: AskConsultation, at: datetime, law: Law) -> Answer:
    """Another agency is asked: content, deadline and way of reply are stated; the clock runs on (NĐ118 Đ19.4)."""
    if any(asked.key == command.key for asked in facts.consultations):
        return Refusal("consultation_asked_already", {"key": command.key}, law.article(Topic.CONSULTATION))
    due = end_of_term(command.term, at, calendar=law.calendar, at_counter=False)
    if isinstance(due, Refusal):
        return due
    return [ConsultationAsked(command.key, command.agency_id, due.due_at, due.lapses_at, command.question)]


def answer_consultation(facts: Facts, command: AnswerConsultation, at: datetime, law: Law) -> Answer:
    """It answered; a late reply is recorded as such and reported to the head of the forwarding desk (NĐ118 Đ19.4)."""
    asked = next((one for one in facts.open_consultations if one.key == command.key), None)
    if asked is None:
        return Refusal("no_such_consultation", {"key": command.key}, law.article(Topic.CONSULTATION))
    late = whole_minute(at) >= asked.lapses_at
    return [ConsultationAnswered(command.key, asked.agency_id, late, command.answer)]


def withdraw_consultation(facts: Facts, command: WithdrawConsultation, at: datetime, law: Law) -> Answer:
    """Whoever asked needs it no more. The clock ran on, so nothing of it changes (NĐ118 Đ19.4)."""
    asked = next((one for one in facts.open_consultations if one.key == command.key), None)
    if asked is None:
        return Refusal("no_such_consultation", {"key": command.key}, law.article(Topic.CONSULTATION))
    return [ConsultationWithdrawn(command.key, asked.agency_id, command.reason)]


def prolong(facts: Facts, command: Prolong, at: datetime, law: Law) -> Answer:
    """By a listed rule, once, with a reason, before the due date (clock rule 21)."""
    rule = law.version.prolongation(command.rule_key)
    if rule is None or (rule.cases and facts.subject.case_key not in rule.cases):
        return Refusal("prolongation_not_listed", {"rule": command.rule_key})
    if facts.prolongation:
        return Refusal("prolonged_already", {}, rule.article)
    running = clock_of(facts)
    if running.due_at is None:
        return Refusal("clock_not_started", {}, law.version.start.article)
    if whole_minute(at) > running.due_at:
        return Refusal("prolongation_too_late", {"due_at": running.due_at}, rule.article)
    longer = clock.prolong(running, rule, at=at, by=Counting(law, at_counter(facts.subject)))
    return longer if isinstance(longer, Refusal) else [Prolonged(rule.key, command.reason, longer)]


def apologise(facts: Facts, command: Apologise, at: datetime, law: Law) -> Answer:
    """The resolving agency's letter, owed even when no new date is possible; too late is recorded, not refused.

    NĐ61 Đ19.9, NĐ118 Đ12.5, 19.6; clock rule 23. Once.
    """
    article = law.article(Topic.APOLOGY)
    if facts.apology is not None:
        return Refusal("apologised_already", {"at": facts.apology.made_at}, article)
    running = clock_of(facts)
    objection = _objection_to_appointment(command.proposed_at, running.due_at, at, article)
    if objection is not None:
        return objection
    in_time = apology.in_time(running, at=at, law=law)
    return [Apologised(command.reason, in_time, command.proposed_at, command.reason_key)]


def reappoint(facts: Facts, command: Reappoint, at: datetime, law: Law) -> Answer:
    """The desk gives the one new appointment the agency apologised for; the due date stays, unless the regime's switch
    says otherwise (NĐ118 Đ19.6; clock rule 23).
    """
    article = law.article(Topic.REAPPOINTMENT)
    if facts.apology is None:
        return Refusal("reappoint_needs_apology", {}, article)
    allowed = law.regime.reappointments_allowed
    if facts.reappointments >= allowed:
        return Refusal("reappointed_already", {"allowed": allowed, "at": facts.appointment_at or ""}, article)
    running = clock_of(facts)
    objection = _objection_to_appointment(command.appointment_at, running.due_at, at, article)
    if objection is not None:
        return objection
    moved = None
    if law.regime.reappointment_moves_due:
        moved = clock.move_due(running, to=command.appointment_at, at=at, by=Counting(law, at_counter(facts.subject)))
    return [Reappointed(command.appointment_at, facts.apology.in_time, moved)]


def adjust_content(facts: Facts, command: AdjustContent, at: datetime, law: Law) -> Answer:
    """An online filer may adjust the content until the decision, without effect on the clock (NĐ118 Đ21; rule 24)."""
    if facts.subject.channel is not Channel.ONLINE:
        return Refusal("adjust_only_online", {}, law.article(Topic.ADJUSTMENT))
    return [ContentAdjusted(command.note, command.declaration, command.components)]


def recompute_clock(facts: Facts, command: RecomputeClock, at: datetime, law: Law) -> Answer:
    """The calendar changed: every running date moves later or stays; nothing to say, no event (clock rule 25)."""
    told = ClockRecomputed(command.decision, law.calendar.label)
    steps = (_recomputed_answer, _recomputed_waiting, _recomputed_clock)
    for step in steps:
        stepped = step(told, facts, at, law)
        if isinstance(stepped, Refusal):
            return stepped
        told = stepped
    changed = told.clock is not None or told.waiting_until is not None or told.answer_due_at is not None
    return [told] if changed else []


def _recomputed_answer(told: ClockRecomputed, facts: Facts, at: datetime, law: Law) -> ClockRecomputed | Refusal:
    if facts.clock is not None or facts.arrived_at is None or facts.answer_due_at is None:
        return told
    new = answer_deadline(facts.arrived_at, law)
    if isinstance(new, Refusal):
        return new
    return replace(told, answer_due_at=new) if new > facts.answer_due_at else told


def _recomputed_waiting(told: ClockRecomputed, facts: Facts, at: datetime, law: Law) -> ClockRecomputed | Refusal:
    asked = facts.open_supplement
    if asked is None or asked.waiting_until is None:
        return told
    waiting = waiting_term(asked.asked_at, law)
    if isinstance(waiting, Refusal):
        return waiting
    until, closing_at = waiting
    moves = until is not None and until > asked.waiting_until
    return replace(told, waiting_until=until, closing_at=closing_at) if moves else told


def _recomputed_clock(told: ClockRecomputed, facts: Facts, at: datetime, law: Law) -> ClockRecomputed | Refusal:
    before = facts.clock
    if before is None:
        return told
    after = clock.recompute(before, decision=told.decision, at=at, by=Counting(law, at_counter(facts.subject)))
    if isinstance(after, Refusal):
        return after
    same = (after.basis, after.due_at, after.due_766_at) == (before.basis, before.due_at, before.due_766_at)
    return told if same else replace(told, clock=after)


def _objection_to_appointment(
    appointment_at: datetime | None, due_at: datetime | None, at: datetime, article: str
) -> Refusal | None:
    """A new appointment lies in the future and after the due date, otherwise it is none."""
    if appointment_at is None:
        return None
    if appointment_at <= at:
        return Refusal("appointment_in_the_past", {"appointment_at": appointment_at}, article)
    if due_at is not None and appointment_at <= due_at:
        return Refusal("appointment_not_later", {"appointment_at": appointment_at, "due_at": due_at}, article)
    return None
