"""How a dossier ends: decided, completed, handed over, stopped, voided, corrected (clock section 6; NĐ118 Đ19–23)."""

from datetime import datetime

from motcua.dossier.rules import timeliness
from motcua.dossier.rules.decide.supplement import clock_of
from motcua.dossier.rules.law import Answer, Law
from motcua.dossier.rules.table import Topic
from motcua.dossier.rules.timeliness import whole_minute
from motcua.dossier.types import (
    CloseCorrection,
    Complete,
    Completed,
    Corrected,
    CorrectionOpened,
    Decide,
    Decided,
    DecisionWithdrawn,
    Facts,
    HandedOver,
    HandOver,
    OpenCorrection,
    Outcome,
    Stop,
    Stopped,
    Void,
    Voided,
    WithdrawDecision,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import end_of_term

_DECISIONS = frozenset({Outcome.GRANTED, Outcome.REFUSED})


def decide_result(facts: Facts, command: Decide, at: datetime, law: Law) -> Answer:
    """Approved, or refused after appraisal with a reason: a result like any other (NĐ118 Đ19.3; clock rule 28).

    Raises ValueError for an outcome that nobody decides (stopped, closed).
    """
    if command.outcome not in _DECISIONS:
        raise ValueError(f"{command.outcome} is not decided, it happens.")
    if command.outcome is Outcome.REFUSED and command.reason is None:
        return Refusal("refusal_needs_reason", {}, law.article(Topic.REFUSAL))
    return [Decided(command.outcome, command.reason, command.reason_key)]


def withdraw_decision(facts: Facts, command: WithdrawDecision, at: datetime, law: Law) -> Answer:
    """The decision is taken back before its result reached the desk; the clock has not stopped meanwhile."""
    return [DecisionWithdrawn(command.reason)]


def complete(facts: Facts, command: Complete, at: datetime, law: Law) -> Answer:
    """The result is at the return desk or in the person's account: the classes are decided (clock rules 26 to 30)."""
    running = clock_of(facts)
    if running.due_at is None or not running.started:
        return Refusal("clock_not_started", {}, law.version.start.article)
    if facts.outcome is None:
        raise ValueError("Only a decided dossier is completed: the table does not lead here.")
    kept = None
    if facts.reappointments and facts.appointment_at is not None:
        kept = timeliness.kept(facts.appointment_at, running, at)
    return [
        Completed(
            outcome=facts.outcome,
            timeliness=timeliness.of_result(running, at),
            timeliness_766=timeliness.of_result_766(running, at, supplements=len(facts.supplements)),
            result_number=command.result_number,
            reappointment_kept=kept,
        )
    ]


def hand_over(facts: Facts, command: HandOver, at: datetime, law: Law) -> Answer:
    """The person has it, once every fee is paid or waived and no error is being repaired (NĐ118 Đ22, Đ24)."""
    due = facts.fees_due
    if due:
        values = {"amount": sum(fee.amount for fee in due), "keys": tuple(fee.key for fee in due)}
        return Refusal("fee_not_settled", values, law.article(Topic.FEES))
    if facts.open_correction is not None:
        return Refusal("correction_open", {"due_at": facts.open_correction.due_at}, law.article(Topic.CORRECTION))
    return [HandedOver(command.method, command.collector, command.by_proxy, facts.reappointment_kept)]


def stop(facts: Facts, command: Stop, at: datetime, law: Law) -> Answer:
    """Stopped at the applicant's request, until the decision; never early (NĐ118 Đ21; clock rules 24, 28)."""
    running = clock_of(facts)
    return [
        Stopped(
            command.reason,
            timeliness.of_ending(running, at),
            timeliness.of_ending_766(running, at, supplements=len(facts.supplements)),
            command.reason_key,
        )
    ]


def void(facts: Facts, command: Void, at: datetime, law: Law) -> Answer:
    """The receipt was a mistake (wrong procedure, duplicate): reversed in the figures, the code kept (section 7)."""
    if command.replaced_by and command.replaced_by == facts.code:
        return Refusal("replaced_by_itself", {"code": facts.code})
    return [Voided(command.reason, command.replaced_by, command.reason_key)]


def open_correction(facts: Facts, command: OpenCorrection, at: datetime, law: Law) -> Answer:
    """The agency's own error: repaired within 03 working days, a small clock of its own (NĐ118 Đ23.1; rule 24)."""
    if facts.open_correction is not None:
        return Refusal("correction_open", {"due_at": facts.open_correction.due_at}, law.article(Topic.CORRECTION))
    due = end_of_term(law.regime.correction_term, at, calendar=law.calendar, at_counter=False)
    if isinstance(due, Refusal):
        return due
    return [CorrectionOpened(due.due_at, due.lapses_at, command.reason, command.reason_key)]


def close_correction(facts: Facts, command: CloseCorrection, at: datetime, law: Law) -> Answer:
    """The corrected result is at the desk; late by the date, as day terms are (clock rule 26)."""
    being = facts.open_correction
    if being is None:
        return Refusal("no_correction_open", {}, law.article(Topic.CORRECTION))
    return [Corrected(late=whole_minute(at) >= being.lapses_at)]
