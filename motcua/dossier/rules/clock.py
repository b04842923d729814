"""The clock of a dossier: how it starts, stands still, runs again, is lengthened and recomputed (clock sections 3, 5).

Every function takes the clock as it stands and answers with the clock after the move, or a refusal when the calendar
does not reach that far. The arithmetic of terms is `worktime`'s; what is kept here is why a date is what it is.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from motcua.catalogue.types import ProlongationEffect, ProlongationRule, StartEvent, SupplementEffect
from motcua.dossier.rules.counting import Counting, lapse_of, standing
from motcua.dossier.rules.table import Topic
from motcua.dossier.rules.timeliness import is_overdue, is_overdue_766, whole_minute
from motcua.dossier.types import BasisKind, BasisLine, ClockState, Span
from motcua.kernel.types import Refusal
from motcua.worktime.types import Term

SUPPLEMENT = "supplement"
"""The reason key of time not counted because a supplement was awaited and special law says `continue`."""

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def begin(term: Term, *, received_at: datetime, started_at: datetime | None, by: Counting) -> ClockState | Refusal:
    """The clock at the receipt: the term from the event that starts it (NĐ118 Đ17.3; clock rules 6 and 7).

    Where special law counts from another event and it has not happened yet, no date runs; only arrival at the deciding
    office is expected at the next forwarding (rule 9), so that the person can be given a date.
    """
    start_rule = by.law.version.start
    happened = start_rule.event is StartEvent.RECEIVED or started_at is not None
    likely = start_rule.event is StartEvent.ARRIVED_AT_RESOLVING_AGENCY
    event_at = started_at or (forwarded_at(received_at, by) if likely and not happened else received_at)
    run = by.run(term, event_at)
    clock = standing(run, calendar=by.calendar.label)
    if happened or likely:
        counted = by.running(clock, run=run, run_766=run)
        if isinstance(counted, Refusal):
            return counted
        clock = counted
    line = by.line(BasisKind.RECEIVED, received_at, term=term, article=by.law.version.decision, due_at=clock.due_at)
    return replace(_with(clock, line), started=happened, expected=clock.expected or not happened)


def start(clock: ClockState, *, at: datetime, by: Counting) -> ClockState | Refusal:
    """The start event of special law happened: the term is counted from it (clock rule 7)."""
    run = by.run(clock.term, at)
    counted = by.running(clock, run=run, run_766=run)
    if isinstance(counted, Refusal):
        return counted
    article = by.law.version.start.article
    line = by.line(BasisKind.STARTED, at, term=run.term, article=article, due_at=counted.due_at)
    return replace(_with(counted, line), started=True)


def forwarded_at(received_at: datetime, by: Counting) -> datetime:
    """When a dossier reaches the agency: at once; at the next opening when received outside working time or, over the
    counter, later than the forwarding cut-off (NĐ118 Đ18, NĐ61 Đ18.2; clock rule 9). Moves no due date.
    """
    too_late = by.at_counter and whole_minute(received_at).time() > by.law.regime.forwarding_cut_off
    if too_late:
        return by.calendar.next_opening(datetime.combine(received_at.date() + _DAY, _MIDNIGHT))
    return received_at if by.calendar.is_open(received_at) else by.calendar.next_opening(received_at)


def stand_still(clock: ClockState, *, at: datetime) -> ClockState:
    """No date runs while a supplement is awaited or a pause holds; what was overdue stays so (clock rules 19, 20)."""
    if clock.due_at is None:
        return clock
    return replace(
        clock,
        due_at=None,
        due_date=None,
        lapses_at=None,
        due_766_at=None,
        warn_at=None,
        apologise_by=None,
        overdue_before=is_overdue(clock, at),
        overdue_766_before=is_overdue_766(clock, at),
    )


def answer_supplement(clock: ClockState, *, asked_at: datetime, at: datetime, by: Counting) -> ClockState | Refusal:
    """The full dossier is in: counted again from zero, or on, or anew with another term (clock rule 19).

    `restart`: the full term from the full dossier, whose date is the new day zero (NĐ61 Đ19.4, NĐ118 Đ19.5).
    `continue`: as a pause. `restart_with`: the term special law gives. A dossier that was overdue before it was asked
    stays overdue: a slip does not undo lateness. The measure of QĐ 766 always counts as `continue` (rule 30).
    """
    law = by.law.supplement
    waited = Span(asked_at, at)
    if clock.overdue_before or law.effect is SupplementEffect.CONTINUE:
        return _go_on(clock, waited, reason_key=SUPPLEMENT, article=law.article, by=by)
    special = law.term if law.effect is SupplementEffect.RESTART_WITH else None
    run = by.run(special or clock.term, at)
    run_766 = replace(clock.run_766, spans=(*clock.run_766.spans, waited))
    counted = by.running(replace(clock, promised_at=None), run=run, run_766=run_766)
    if isinstance(counted, Refusal):
        return counted
    line = by.line(BasisKind.RESTARTED, asked_at, until=at, term=run.term, article=law.article, due_at=counted.due_at)
    return _with(counted, line)


def resume(
    clock: ClockState, span: Span, *, reason_key: str, article: str, still_paused: bool, by: Counting
) -> ClockState | Refusal:
    """One reason of a pause ended: its time is not counted; overlapping reasons count once (clock rule 20).

    While another reason holds, no date runs; the time of this one is kept for when it does.
    """
    if not still_paused:
        return _go_on(clock, span, reason_key=reason_key, article=article, by=by)
    line = by.not_counted(span, clock.run, reason_key=reason_key, article=article, due_at=None)
    return _with(_without(clock, span), line)


def prolong(clock: ClockState, rule: ProlongationRule, *, at: datetime, by: Counting) -> ClockState | Refusal:
    """A prolongation of special law: counted from the original day zero as one longer term (clock rule 21)."""
    run = replace(clock.run, term=_longer(clock.run.term, rule))
    run_766 = replace(clock.run_766, term=_longer(clock.run_766.term, rule))
    counted = by.running(clock, run=run, run_766=run_766)
    if isinstance(counted, Refusal):
        return counted
    line = by.line(
        BasisKind.PROLONGED, at, term=run.term, reason_key=rule.key, article=rule.article, due_at=counted.due_at
    )
    return _with(counted, line)


def recompute(clock: ClockState, *, decision: str, at: datetime, by: Counting) -> ClockState | Refusal:
    """The calendar changed after the receipt: a later date moves the due date, an earlier one does not (clock rule 25).

    The date once printed is a promise and stays one, whatever moves it later. Without a running date only the calendar
    is taken over: the next date will be counted by it.
    """
    if clock.due_at is None:
        return replace(clock, calendar=by.calendar.label)
    bare = by.running(replace(clock, promised_at=None, promised_766_at=None), run=clock.run, run_766=clock.run_766)
    if isinstance(bare, Refusal) or bare.due_at is None or bare.due_766_at is None:
        return bare
    promised = replace(clock, promised_at=clock.due_at, promised_766_at=clock.due_766_at)
    counted = by.running(promised, run=clock.run, run_766=clock.run_766)
    if isinstance(counted, Refusal):
        return counted
    if counted.due_at == clock.due_at and bare.due_at == clock.due_at:
        return counted
    kind = BasisKind.CALENDAR_CHANGED if counted.due_at != clock.due_at else BasisKind.CALENDAR_KEPT
    return _with(counted, by.line(kind, at, article=decision, due_at=counted.due_at))


def move_due(clock: ClockState, *, to: datetime, at: datetime, by: Counting) -> ClockState:
    """The due date itself moves with a re-appointment, where the regime's switch says so (rule 23; default no)."""
    moved = replace(
        clock,
        due_at=to,
        due_date=to.date(),
        lapses_at=lapse_of(to, by_minute=clock.by_minute),
        promised_at=to,
        warn_at=None,
        apologise_by=None,
    )
    return _with(moved, by.line(BasisKind.REAPPOINTED, at, article=by.law.article(Topic.REAPPOINTMENT), due_at=to))


def _go_on(clock: ClockState, span: Span, *, reason_key: str, article: str, by: Counting) -> ClockState | Refusal:
    """The date runs again, the span not counted."""
    without = _without(clock, span)
    counted = by.running(clock, run=without.run, run_766=without.run_766)
    if isinstance(counted, Refusal):
        return counted
    line = by.not_counted(span, clock.run, reason_key=reason_key, article=article, due_at=counted.due_at)
    if clock.overdue_before:
        line = replace(line, kind=BasisKind.STAYED_OVERDUE, days=(), minutes=0)
    return _with(counted, line)


def _without(clock: ClockState, span: Span) -> ClockState:
    return replace(
        clock,
        run=replace(clock.run, spans=(*clock.run.spans, span)),
        run_766=replace(clock.run_766, spans=(*clock.run_766.spans, span)),
    )


def _with(clock: ClockState, line: BasisLine) -> ClockState:
    return replace(clock, basis=(*clock.basis, line))


def _longer(term: Term, rule: ProlongationRule) -> Term:
    return term.lengthened_by(rule.term) if rule.effect is ProlongationEffect.ADDS else rule.term
