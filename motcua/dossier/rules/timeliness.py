"""Early, on time, late: one rule for the law, another for the measure of QĐ 766 (clock rules 26 to 30)."""

from datetime import datetime

from motcua.dossier.types import ClockState, Timeliness

MOST_SUPPLEMENTS_OF_766 = 1
"""QĐ 766: more requests to supplement than this make a dossier late, whatever its dates say."""


def whole_minute(instant: datetime) -> datetime:
    """The instant without its seconds: everything is compared on whole minutes (clock rule 1)."""
    return instant.replace(second=0, microsecond=0)


def is_overdue(clock: ClockState, at: datetime) -> bool:
    """Whether a dossier open at that instant is overdue (clock rule 29).

    With a date running: from 24:00 of the due date on, or from the minute after `due_at` for terms in hours. Without
    one (waiting, paused): only when it was overdue before.
    """
    if clock.lapses_at is None:
        return clock.overdue_before
    return whole_minute(at) >= clock.lapses_at


def is_overdue_766(clock: ClockState, at: datetime) -> bool:
    """Whether it is overdue by the measure of QĐ 766: by timestamp, against the date under `continue` (rule 30)."""
    if clock.due_766_at is None:
        return clock.overdue_766_before
    return whole_minute(at) > clock.due_766_at


def of_result(clock: ClockState, completed_at: datetime) -> Timeliness:
    """The legal class of a result or a refusal after appraisal (rules 26 to 28; TT 01/2018 Đ13.1, BLDS Đ148.6).

    Day terms compare dates: before the due date early, on it at any hour on time. Hour terms: after `due_at` by the
    minute late, otherwise an earlier date early. Raises ValueError without a running date: nothing is early or on time
    for lack of one (rule 18).
    """
    if clock.due_at is None:
        raise ValueError("A dossier without a running date has no class yet.")
    if is_overdue(clock, completed_at):
        return Timeliness.LATE
    return Timeliness.EARLY if completed_at.date() < clock.due_at.date() else Timeliness.ON_TIME


def of_ending(clock: ClockState, ended_at: datetime) -> Timeliness:
    """The legal class of a dossier stopped or closed unanswered: never early (rule 28; NĐ118 Đ19.3, Đ21).

    On time if it was not overdue when it ended or, where no date was running, when its waiting began.
    """
    return Timeliness.LATE if is_overdue(clock, ended_at) else Timeliness.ON_TIME


def of_result_766(clock: ClockState, completed_at: datetime, *, supplements: int) -> Timeliness:
    """The class of a result by QĐ 766: timestamps, the date under `continue`, a second request is late (rule 30)."""
    if supplements > MOST_SUPPLEMENTS_OF_766 or is_overdue_766(clock, completed_at):
        return Timeliness.LATE
    early = clock.due_766_at is not None and completed_at.date() < clock.due_766_at.date()
    return Timeliness.EARLY if early else Timeliness.ON_TIME


def of_ending_766(clock: ClockState, ended_at: datetime, *, supplements: int) -> Timeliness:
    """The same for a dossier stopped or closed unanswered: what was waiting ended with its request; never early."""
    late = supplements > MOST_SUPPLEMENTS_OF_766 or is_overdue_766(clock, ended_at)
    return Timeliness.LATE if late else Timeliness.ON_TIME


def kept(appointment_at: datetime, clock: ClockState, completed_at: datetime) -> bool:
    """Whether a re-appointment was kept: on its date for day terms, to the minute for hour terms."""
    if clock.by_minute:
        return whole_minute(completed_at) <= appointment_at
    return completed_at.date() <= appointment_at.date()
