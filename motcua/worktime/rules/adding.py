"""When a term ends: sections 3 and 4 of the clock's rules, and what pauses do to the end (rule 20)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING
from typing import Final

from motcua.kernel.types import Refusal, Refused
from motcua.worktime.rules.calendar import Calendar, Desk, instant_on
from motcua.worktime.rules.compiled import CompiledDays
from motcua.worktime.rules.definition import DayZero, DueHour
from motcua.worktime.rules.due import CountedBy, Due
from motcua.worktime.rules.hours import Hours, minute_of, minutes_of
from motcua.worktime.rules.running import DayPause, Pause, end_in_minutes, moved_by_pauses, union_of, unrolled_end
from motcua.worktime.rules.terms import MINUTE_UNITS, Phase, Term, TermUnit

_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()

# Looking a member up on its enumeration costs as much as the whole addition.
_WORKING_DAY: Final = TermUnit.WORKING_DAY
_BY_DATE: Final = CountedBy.DATE
_date: Final = date.fromordinal


def effective_at(
    event_at: datetime, *, calendar: Calendar, desk: Desk | None = None, at_counter: bool = True
) -> datetime:
    """The instant from which an event counts; its date is day zero (rules 6 and 9).

    `at_counter` says that the agency's `receipt_cutoff`, if it decided one, concerns this event.
    """
    settings = calendar.settings
    if settings.day_zero is DayZero.EFFECTIVE_DAY and not calendar.is_open(event_at, desk):
        event_at = calendar.next_opening(event_at, desk)
    cutoff = settings.receipt_cutoff
    if cutoff is None or not at_counter or not calendar.is_working(event_at.date()):
        return event_at
    if event_at.hour * 60 + event_at.minute > minute_of(cutoff):
        return calendar.next_opening(datetime.combine(event_at.date() + _DAY, _MIDNIGHT))
    return event_at


def day_zero_of(event_at: datetime, *, calendar: Calendar, desk: Desk | None = None, at_counter: bool = True) -> date:
    """The day that is not counted, for a receipt, a full dossier, the end of a pause, a slip (rule 6)."""
    settings = calendar.settings
    if settings.day_zero is DayZero.RECEIPT_DAY and settings.receipt_cutoff is None:
        return event_at.date()
    return effective_at(event_at, calendar=calendar, desk=desk, at_counter=at_counter).date()


def end_of_term(
    term: Term,
    received_at: datetime,
    *,
    calendar: Calendar,
    desk: Desk | None = None,
    at_counter: bool = True,
    pauses: Sequence[Pause] = (),
) -> Due | Refusal:
    """When the term ends that starts with an event at `received_at` (local; seconds are dropped).

    `desk` is the desk with reception hours of its own where the papers were taken. `pauses` may overlap and come in
    any order; they count once. Refused with `beyond_calendar` when the end lies outside the calendar's reach.
    """
    phase = term.single
    if received_at.tzinfo is not None:
        raise ValueError("Instants inside the house are local and carry no zone.")
    if phase is not None and phase.plain_days and calendar.is_plain and not pauses:
        due = _plain_end(phase, received_at.date(), calendar.days)
        if due is not None:
            return due
    received_at = received_at.replace(second=0, microsecond=0)
    try:
        calendar.require_reach(received_at.date())
        if phase is not None and phase.unit is TermUnit.SAME_DAY:
            return _same_day(received_at, calendar, desk, pauses)
        day_zero = day_zero_of(received_at, calendar=calendar, desk=desk, at_counter=at_counter)
        if phase is None or pauses:
            return _stepwise(term, received_at, day_zero, calendar, pauses)
        if phase.unit in MINUTE_UNITS:
            return _to_the_minute(term, received_at, end_in_minutes(phase, received_at, calendar), calendar)
        return _on_a_date(phase, received_at, day_zero, unrolled_end(phase, day_zero, calendar), calendar)
    except Refused as beyond:
        return beyond.refusal


def _plain_end(phase: Phase, day_zero: date, days: CompiledDays) -> Due | None:
    """The end of whole days under the law's own settings: five look-ups, whatever the length.

    None beyond the calendar's reach: the long way says which day is missing.
    """
    index = day_zero.toordinal() - days.first
    if not 0 <= index < days.last_plain:
        return None
    if phase.unit is _WORKING_DAY:
        place = days.working_through[index] + phase.plain_days - 1
        if place >= len(days.closings):
            return None
        due_at = days.closings[place]
        unrolled = due_at.date()
    else:
        unrolled_index = index + phase.plain_days
        if unrolled_index >= days.last_plain:
            return None
        place = days.on_or_after[unrolled_index]
        due_at = days.closings[place]
        unrolled = _date(days.first + unrolled_index)
    expected = days.working[place] >= days.next_uncertain[index]
    # A tuple made directly: through the constructor of the named one this would be the dearest step of all.
    return tuple.__new__(Due, (due_at, day_zero, unrolled, _BY_DATE, expected))


def days_of(pauses: Sequence[Pause], calendar: Calendar) -> tuple[DayPause, ...]:
    """The pauses, already united, as dates (p, r]: the day on which one ends is again a day zero (rule 20)."""
    days: list[DayPause] = []
    for pause in pauses:
        opens = pause.opens_at.date()
        closes = day_zero_of(pause.closes_at, calendar=calendar, at_counter=False)
        if days:
            opens = max(opens, days[-1].closes)
        if opens < closes:
            days.append(DayPause(opens, closes))
    return tuple(days)


def _stepwise(
    term: Term, received_at: datetime, day_zero: date, calendar: Calendar, pauses: Sequence[Pause]
) -> Due | Refusal:
    """Phase after phase, each from the unrolled end of the one before (rule 17), each moved by the pauses in it."""
    moments = union_of(pauses)
    days = days_of(moments, calendar)
    day, instant = day_zero, received_at
    last = len(term.phases) - 1
    for place, phase in enumerate(term.phases):
        if phase.unit in MINUTE_UNITS:
            instant = end_in_minutes(phase, instant, calendar, moments)
            day = instant.date()
        else:
            day = unrolled_end(phase, day, calendar, days, rolls=place == last)
            instant = datetime.combine(day + _DAY, _MIDNIGHT)
    if term.ends_by_minute:
        return _to_the_minute(term, received_at, instant, calendar)
    return _on_a_date(term.last, received_at, day_zero, day, calendar)


def _on_a_date(phase: Phase, received_at: datetime, day_zero: date, unrolled: date, calendar: Calendar) -> Due:
    """The end of a term of days: rolled to a working day, at its closing unless a fraction or a setting says else."""
    index = calendar.index_on_or_after(unrolled)
    due_at = calendar.days.closings[index]
    if phase.unit is TermUnit.WORKING_DAY and (phase.fraction or calendar.settings.due_hour is not DueHour.CLOSING):
        due_at = _hour_of(phase, received_at, index, calendar)
    return Due(due_at, day_zero, unrolled, CountedBy.DATE, calendar.is_expected(day_zero, due_at.date()))


def _hour_of(phase: Phase, received_at: datetime, index: int, calendar: Calendar) -> datetime:
    hours = calendar.days.hours[index]
    if phase.fraction:
        minutes = (phase.fraction * minutes_of(hours)).to_integral_value(ROUND_CEILING)
        return calendar.instant_in(index, int(minutes))
    return instant_on(calendar.days.closings[index].date(), _within(hours, received_at.hour * 60 + received_at.minute))


def _within(hours: Hours, minute: int) -> int:
    """The minute itself when it is worked, else the next opening, else the closing (rule 10, hour of receipt kept)."""
    for opens, closes in hours:
        if minute < closes:
            return max(minute, opens)
    return hours[-1].closes


def _to_the_minute(term: Term, received_at: datetime, due_at: datetime, calendar: Calendar) -> Due:
    calendar.require_reach(due_at.date())
    # Clock hours do not ask the calendar, so no decision to come can move them.
    asks_calendar = any(phase.unit is not TermUnit.HOUR for phase in term.phases)
    expected = asks_calendar and calendar.is_expected(received_at.date(), due_at.date())
    return Due(due_at, received_at.date(), due_at.date(), CountedBy.MINUTE, expected)


def _same_day(received_at: datetime, calendar: Calendar, desk: Desk | None, pauses: Sequence[Pause]) -> Due:
    """Rule 16: until the cut-off the same day, on a working day or at an open desk; later the next working day."""
    day = received_at.date()
    closes = same_day_closing(received_at, calendar, desk)
    due_at = instant_on(day, closes) if closes is not None else calendar.days.closings[calendar.working_index(day, 1)]
    moved = moved_by_pauses(due_at.date(), days_of(union_of(pauses), calendar), day, calendar)
    if moved != due_at.date():
        due_at = calendar.days.closings[calendar.index_on_or_after(moved)]
    return Due(due_at, day, due_at.date(), CountedBy.DATE, calendar.is_expected(day, due_at.date()))


def same_day_closing(received_at: datetime, calendar: Calendar, desk: Desk | None) -> int | None:
    """The minute at which a same-day term ends on the day of receipt, or None when it ends on the next working day."""
    day, minute = received_at.date(), received_at.hour * 60 + received_at.minute
    if minute > minute_of(calendar.settings.same_day_cutoff):
        return None
    hours = calendar.hours(day)
    if hours:
        return hours[-1].closes if minute < hours[-1].closes else None
    if desk is None or not calendar.is_open(received_at, desk):
        return None
    return calendar.reception(day, desk)[-1].closes
