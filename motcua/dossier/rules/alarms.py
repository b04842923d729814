"""The next instant at which anything can change without anybody acting."""

from collections.abc import Iterator
from datetime import datetime

from motcua.dossier.rules.timeliness import whole_minute
from motcua.dossier.types import RUNNING, Alarm, AlarmFired, ClosingProposed, Event, Facts, FiredAlarm, State


def next_alarm(facts: Facts) -> FiredAlarm | None:
    """The first alarm that has not rung yet, with its instant; None when nothing can happen by itself.

    An alarm that rang for one instant rings again when that instant moves (a restart, a later calendar).
    """
    waiting = (alarm for alarm in _alarms(facts) if alarm not in facts.fired)
    return min(waiting, key=lambda alarm: (alarm.instant, alarm.alarm), default=None)


def fire(facts: Facts, *, at: datetime) -> list[Event]:
    """What ringing the next alarm writes: nothing when none is due at that instant.

    When the waiting term of a supplement is over, closing is proposed; a person confirms it (clock rule 19).
    """
    due = next_alarm(facts)
    if due is None or due.instant > whole_minute(at):
        return []
    rung: list[Event] = [AlarmFired(due.alarm, due.instant)]
    if due.alarm is Alarm.WAITING_OVER and facts.closing_proposed_at is None:
        rung.append(ClosingProposed())
    return rung


def _alarms(facts: Facts) -> Iterator[FiredAlarm]:
    if facts.state is State.FILED:
        yield from _at(Alarm.FILING_ALERT, facts.alert_at)
        yield from _at(Alarm.FILING_ANSWER_DUE, facts.answer_due_at)
    if facts.state in RUNNING and facts.clock is not None:
        yield from _at(Alarm.DUE_TOMORROW, facts.clock.warn_at)
        yield from _at(Alarm.APOLOGY_DUE, facts.clock.apologise_by if facts.apology is None else None)
        yield from _at(Alarm.EXPIRY, facts.clock.lapses_at)
    if facts.open_supplement is not None and facts.state is State.AWAITING_SUPPLEMENT:
        yield from _at(Alarm.WAITING_OVER, facts.open_supplement.closing_at)
    if facts.state in _CONSULTING:
        for consultation in facts.open_consultations:
            yield from _at(Alarm.CONSULTATION_DUE, consultation.lapses_at)
    if facts.open_correction is not None:
        yield from _at(Alarm.CORRECTION_DUE, facts.open_correction.lapses_at)


_CONSULTING = RUNNING | {State.AWAITING_SUPPLEMENT, State.PAUSED}


def _at(alarm: Alarm, instant: datetime | None) -> Iterator[FiredAlarm]:
    if instant is not None:
        yield FiredAlarm(alarm, instant)
