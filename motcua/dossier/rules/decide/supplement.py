"""The one supplement after appraisal: asked in time, awaited, answered or closed (NĐ61 Đ11.2c, 19.4; NĐ118 Đ19.5)."""

from datetime import date, datetime, time, timedelta

from motcua.dossier.rules import clock, timeliness
from motcua.dossier.rules.counting import Counting
from motcua.dossier.rules.law import Answer, Law, at_counter
from motcua.dossier.rules.table import Topic
from motcua.dossier.rules.timeliness import whole_minute
from motcua.dossier.types import (
    AnswerSupplement,
    AskSupplement,
    ClockState,
    ClosedUnanswered,
    CloseUnanswered,
    Facts,
    SupplementAnswered,
    SupplementAsked,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import end_of_term


def ask(facts: Facts, command: AskSupplement, at: datetime, law: Law) -> Answer:
    """Asks once; later than the lawful day only with a reason, kept as a breach (clock rule 19; NĐ118 Đ11.2c, 19.5)."""
    allowed = law.supplement.allowed
    if not allowed:
        return Refusal("supplement_never", {}, law.supplement.article)
    if len(facts.supplements) >= allowed:
        values = {"allowed": allowed, "asked_at": facts.supplements[-1].asked_at}
        return Refusal("supplement_used", values, law.article(Topic.SUPPLEMENT_ONCE))
    until = slip_deadline(facts, law)
    if isinstance(until, Refusal):
        return until
    breach = whole_minute(at) > until
    if breach and command.late_reason is None:
        return Refusal("slip_too_late_needs_reason", {"until": until}, law.article(Topic.SUPPLEMENT_SLIP))
    waiting = waiting_term(at, law)
    if isinstance(waiting, Refusal):
        return waiting
    waiting_until, closing_at = waiting
    standing = clock.stand_still(clock_of(facts), at=at)
    return [
        SupplementAsked(
            slip_no=len(facts.supplements) + 1,
            missing=command.missing,
            clock=standing,
            overdue_before=standing.overdue_before,
            breach=breach,
            reason=command.reason,
            late_reason=command.late_reason if breach else None,
            waiting_until=waiting_until,
            closing_at=closing_at,
            reason_key=command.reason_key,
            papers=command.papers,
        )
    ]


def answer(facts: Facts, command: AnswerSupplement, at: datetime, law: Law) -> Answer:
    """The full dossier is in: the clock runs again as the law of this procedure says (clock rule 19).

    It is taken as long as the dossier was not closed, even after the waiting term: only closing ends the waiting.
    """
    asked = facts.supplements[-1]
    counting = Counting(law, at_counter(facts.subject))
    running = clock.answer_supplement(clock_of(facts), asked_at=asked.asked_at, at=at, by=counting)
    if isinstance(running, Refusal):
        return running
    return [SupplementAnswered(command.components, running)]


def close_unanswered(facts: Facts, command: CloseUnanswered, at: datetime, law: Law) -> Answer:
    """Closes when the waiting term is over: never early, late only if overdue before (NĐ118 Đ19.5; rules 19, 28)."""
    asked = facts.supplements[-1]
    if asked.waiting_until is None or asked.closing_at is None:
        return Refusal("closing_not_allowed", {"asked_at": asked.asked_at}, law.article(Topic.CLOSING))
    if at.date() <= asked.waiting_until:
        return Refusal("waiting_not_over", {"until": asked.waiting_until}, law.article(Topic.CLOSING))
    standing = clock_of(facts)
    return [
        ClosedUnanswered(
            timeliness.of_ending(standing, at),
            timeliness.of_ending_766(standing, at, supplements=len(facts.supplements)),
        )
    ]


def slip_deadline(facts: Facts, law: Law) -> datetime | Refusal:
    """The last lawful minute of the slip: the close of the 3rd working day after day zero, and before the due date."""
    running = clock_of(facts)
    lawful = end_of_term(
        law.supplement.slip_deadline,
        running.run.started_at,
        calendar=law.calendar,
        desk=law.desk,
        at_counter=at_counter(facts.subject),
    )
    if isinstance(lawful, Refusal):
        return lawful
    return lawful.due_at if running.due_at is None else min(lawful.due_at, running.due_at)


def waiting_term(asked_at: datetime, law: Law) -> tuple[date | None, datetime | None] | Refusal:
    """Until which day a supplement is waited for, and from when closing is proposed: the next opening (E42).

    Both None where the law sets no waiting term; no closing where the regime knows none (NĐ 61/2018).
    """
    special = law.supplement
    if special.waiting_term is None:
        return None, None
    due = end_of_term(special.waiting_term, asked_at, calendar=law.calendar, at_counter=False)
    if isinstance(due, Refusal):
        return due
    after = datetime.combine(due.due_date + timedelta(days=1), time())
    return due.due_date, law.calendar.next_opening(after) if special.closing_allowed else None


def clock_of(facts: Facts) -> ClockState:
    """The clock of a received dossier. Raises ValueError before the receipt: the table does not lead here then."""
    if facts.clock is None:
        raise ValueError("There is no clock before the receipt.")
    return facts.clock
