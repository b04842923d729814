"""Taking a dossier over from another system: its dates frozen as they were promised, its classes decided by our rules.

The promised date becomes the end of a run of our own: a term counted from the day of receipt that ends on that very
date, so that a pause or a supplement still to come moves it as it would move any other.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal

from motcua.dossier.rules import clock, timeliness
from motcua.dossier.rules.counting import Counting, lapse_of, standing
from motcua.dossier.rules.law import Law, at_counter
from motcua.dossier.rules.timeliness import whole_minute
from motcua.dossier.types import (
    BEFORE_RECEIPT,
    BasisKind,
    ClockState,
    Holder,
    Imported,
    Outcome,
    State,
    Supplement,
    TakenOver,
    Timeliness,
)
from motcua.kernel.types import Refusal
from motcua.worktime.types import CALENDAR_UNITS, MINUTE_UNITS, Calendar, Term, TermUnit

_NEVER_TAKEN = BEFORE_RECEIPT | {State.VOIDED}
_WITH_RESULT = frozenset({State.COMPLETED, State.HANDED_OVER})
_OUTCOMES = {State.STOPPED: Outcome.STOPPED, State.CLOSED_UNANSWERED: Outcome.CLOSED_UNANSWERED}


def take_over(taken: TakenOver, *, law: Law, holder: Holder, calendar_key: str) -> Imported | Refusal:
    """The dossier as it stood in the other system. Refused when what it says of itself cannot be.

    Codes and dates are kept; the classes of what has ended are decided anew from the promised date (rules 26 to 30), a
    second supplement making the class of QĐ 766 late (E44).
    """
    objection = _objection(taken)
    if objection is not None:
        return objection
    frozen = _frozen(taken, Counting(law, at_counter(taken.subject)))
    ended_at = taken.completed_at or taken.ended_at
    legal, by_766 = _classes(taken, frozen, ended_at)
    kept = None
    if taken.completed_at is not None and taken.reappointed_at is not None:
        kept = timeliness.kept(taken.reappointed_at, frozen, taken.completed_at)
    return Imported(
        source=taken.source,
        state=taken.state,
        code=taken.code,
        subject=taken.subject,
        declaration=taken.declaration,
        regime=law.regime.key,
        calendar_key=calendar_key,
        holder=holder,
        clock=_standing_clock(taken, frozen),
        received_at=taken.received_at,
        appointment_at=taken.reappointed_at or taken.due_at,
        filed_at=taken.filed_at or taken.received_at,
        components=taken.components,
        fees=taken.fees,
        return_method=taken.return_method,
        supplements=tuple(_supplement(number, one) for number, one in enumerate(taken.supplements, start=1)),
        pauses=taken.pauses,
        reappointments=int(taken.reappointed_at is not None),
        outcome=taken.outcome or _OUTCOMES.get(taken.state),
        decided_at=taken.decided_at or taken.completed_at,
        completed_at=taken.completed_at,
        ended_at=ended_at,
        result_number=taken.result_number,
        timeliness=legal,
        timeliness_766=by_766,
        reappointment_kept=kept,
        handed_over_at=taken.handed_over_at,
        handed_over_by=taken.return_method if taken.handed_over_at is not None else None,
    )


def equivalent_term(*, received_at: datetime, due_at: datetime, unit: TermUnit, calendar: Calendar) -> Term:
    """The term that ends on a promised date when counted from the receipt, in the unit of the procedure's own term.

    A date on the very day of receipt is a same-day term; a promise within no working time counts by the clock.
    """
    received_at, due_at = whole_minute(received_at), whole_minute(due_at)
    if unit in MINUTE_UNITS:
        worked = calendar.working_minutes_between(received_at, due_at) if unit is TermUnit.WORKING_HOUR else 0
        minutes = worked or int((due_at - received_at) / timedelta(minutes=1))
        return Term.of(_hours(max(1, minutes)), TermUnit.WORKING_HOUR if worked else TermUnit.HOUR)
    if unit in CALENDAR_UNITS:
        days, counted_in = (due_at.date() - received_at.date()).days, TermUnit.DAY
    else:
        days = calendar.working_days_between(received_at.date(), due_at.date())
        counted_in = TermUnit.WORKING_DAY
    return Term.of(days, counted_in) if days > 0 else Term.parse(TermUnit.SAME_DAY.value)


def _hours(minutes: int) -> Decimal:
    """The minutes in hours, so rounded that as many minutes come out again."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.0001"), ROUND_FLOOR)


def _frozen(taken: TakenOver, by: Counting) -> ClockState:
    """A clock whose date is the promised one, whatever our own counting would have said."""
    rule = by.law.term_of(taken.subject)
    unit = TermUnit.WORKING_DAY if isinstance(rule, Refusal) else rule.term.last.unit
    term = equivalent_term(received_at=taken.received_at, due_at=taken.due_at, unit=unit, calendar=by.calendar)
    line = by.line(BasisKind.IMPORTED, taken.received_at, due_at=taken.due_at)
    blank = standing(by.run(term, taken.received_at), calendar=by.calendar.label)
    return replace(
        blank,
        due_at=taken.due_at,
        due_date=taken.due_at.date(),
        lapses_at=lapse_of(taken.due_at, by_minute=term.ends_by_minute),
        due_766_at=taken.due_at,
        promised_at=taken.due_at,
        promised_766_at=taken.due_at,
        basis=(line,),
    )


def _standing_clock(taken: TakenOver, frozen: ClockState) -> ClockState:
    """Without a running date while it waits or is paused, as everywhere."""
    since = _standing_since(taken)
    return frozen if since is None else clock.stand_still(frozen, at=since)


def _standing_since(taken: TakenOver) -> datetime | None:
    if taken.state is State.AWAITING_SUPPLEMENT:
        return taken.supplements[-1].asked_at
    if taken.state is State.PAUSED:
        return min(pause.begins_at for pause in taken.pauses if pause.ends_at is None)
    return None


def _classes(
    taken: TakenOver, frozen: ClockState, ended_at: datetime | None
) -> tuple[Timeliness | None, Timeliness | None]:
    if ended_at is None:
        return None, None
    asked = len(taken.supplements)
    if taken.state in _WITH_RESULT:
        return timeliness.of_result(frozen, ended_at), timeliness.of_result_766(frozen, ended_at, supplements=asked)
    last = taken.supplements[-1] if taken.supplements else None
    waiting = last is not None and last.answered_at is None
    measured = clock.stand_still(frozen, at=last.asked_at) if waiting and last is not None else frozen
    return timeliness.of_ending(measured, ended_at), timeliness.of_ending_766(measured, ended_at, supplements=asked)


def _supplement(number: int, one: Supplement) -> Supplement:
    return replace(one, slip_no=number)


def _objection(taken: TakenOver) -> Refusal | None:
    if taken.state in _NEVER_TAKEN:
        return Refusal("imported_state_unknown", {"code": taken.code, "state": taken.state})
    if taken.due_at.date() < taken.received_at.date():
        return Refusal("imported_due_before_receipt", {"code": taken.code, "due_at": taken.due_at})
    if not _fits(taken):
        return Refusal("imported_state_unfit", {"code": taken.code, "state": taken.state})
    instants = [
        taken.received_at,
        *(one.asked_at for one in taken.supplements),
        taken.decided_at,
        taken.completed_at or taken.ended_at,
        taken.handed_over_at,
    ]
    known = [instant for instant in instants if instant is not None]
    if known != sorted(known):
        return Refusal("imported_times_out_of_order", {"code": taken.code})
    return None


def _fits(taken: TakenOver) -> bool:
    """Whether the state and what happened belong together."""
    waits = bool(taken.supplements) and taken.supplements[-1].answered_at is None
    paused = any(pause.ends_at is None for pause in taken.pauses)
    decided = taken.outcome in {Outcome.GRANTED, Outcome.REFUSED}
    wanted = {
        State.IN_PROGRESS: not waits and not paused and taken.completed_at is None,
        State.AWAITING_SUPPLEMENT: waits,
        State.PAUSED: paused,
        State.DECIDED: decided and taken.completed_at is None,
        State.COMPLETED: decided and taken.completed_at is not None and taken.handed_over_at is None,
        State.HANDED_OVER: decided and taken.completed_at is not None and taken.handed_over_at is not None,
        State.STOPPED: taken.ended_at is not None,
        State.CLOSED_UNANSWERED: taken.ended_at is not None and waits,
    }
    return wanted[taken.state]
