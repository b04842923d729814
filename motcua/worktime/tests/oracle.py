"""The rules of the clock told once more, as slowly and plainly as possible: day by day and minute by minute.

It shares no arithmetic with the rules it judges: it reads the patterns and special days of a definition, and it walks.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from motcua.worktime.types import (
    CalendarDefinition,
    DayZero,
    Desk,
    Pause,
    Phase,
    SpecialKind,
    Term,
    TermUnit,
    WeeklyHours,
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Oracle:
    """Answers for one definition and agency."""

    def __init__(self, definition: CalendarDefinition, agency: str | None = None) -> None:
        self.definition = definition
        self.agency = agency
        self._windows: dict[date, list[tuple[int, int]]] = {}

    def closure(self, day: date) -> bool | None:
        """None without a closure, else whether it stops terms."""
        found = [
            special.stops_terms
            for special in self.definition.special_days
            if special.day == day and special.kind is SpecialKind.CLOSURE and self.agency in special.agencies
        ]
        return any(found) if found else None

    def windows(self, day: date) -> list[tuple[int, int]]:
        """The working windows of the day in minutes since midnight; looked up once a day, asked once a minute."""
        if day not in self._windows:
            self._windows[day] = self._read_windows(day)
        return self._windows[day]

    def _read_windows(self, day: date) -> list[tuple[int, int]]:
        if self.closure(day):
            return []
        for special in self.definition.special_days:
            if special.day == day and special.kind is not SpecialKind.CLOSURE:
                if special.kind is not SpecialKind.SWAP_WORK:
                    return []
                if special.hours is not None:
                    return [(opens, closes) for opens, closes in special.hours]
                return _weekly(special.instead_of or day, self.definition.weekly)
        return _weekly(day, self.definition.weekly)

    def works(self, day: date) -> bool:
        return bool(self.windows(day))

    def working_minute(self, at: datetime) -> bool:
        """Whether the minute that begins at the instant is worked."""
        return _within(at, self.windows(at.date()))

    def desk_windows(self, day: date, desk: Desk | None) -> list[tuple[int, int]]:
        off = any(
            special.day == day and special.kind is not SpecialKind.CLOSURE for special in self.definition.special_days
        )
        if desk is None or self.closure(day) is not None or (off and not self.works(day)):
            return []
        return _weekly(day, desk.weekly)

    def takes_papers(self, at: datetime, desk: Desk | None) -> bool:
        open_for_work = self.working_minute(at) and self.closure(at.date()) is None
        return open_for_work or _within(at, self.desk_windows(at.date(), desk))

    def day_zero(self, at: datetime, desk: Desk | None) -> date:
        if self.definition.settings.day_zero is DayZero.EFFECTIVE_DAY:
            while not self.takes_papers(at, desk):
                at += MINUTE
        return at.date()

    def roll(self, day: date) -> date:
        while not self.works(day):
            day += DAY
        return day

    def close(self, day: date) -> datetime:
        return _at(day, max(closes for _, closes in self.windows(day)))

    # Ends

    def end(self, term: Term, received_at: datetime, *, desk: Desk | None, pauses: Sequence[Pause]) -> datetime:
        """The instant on the receipt."""
        if term.phases[0].unit is TermUnit.SAME_DAY:
            return self.same_day(received_at, desk)
        zero, instant = self.day_zero(received_at, desk), received_at
        spans = [(pause.opens_at.date(), self.day_zero(pause.closes_at, None)) for pause in pauses]
        for phase in term.phases:
            if phase.unit in (TermUnit.HOUR, TermUnit.WORKING_HOUR):
                instant = self.end_of_hours(phase, instant, pauses)
                zero = instant.date()
            else:
                last = self.end_of_days(phase, zero, spans, is_last=phase is term.phases[-1])
                zero, instant = last, _at(last + DAY, 0)
        if term.phases[-1].unit in (TermUnit.HOUR, TermUnit.WORKING_HOUR):
            return instant
        rolled = self.roll(zero)
        return self.fraction_of(rolled, term.phases[-1]) or self.close(rolled)

    def same_day(self, received_at: datetime, desk: Desk | None) -> datetime:
        day = received_at.date()
        in_time = received_at.time() <= self.definition.settings.same_day_cutoff
        if in_time and self.works(day) and received_at < self.close(day):
            return self.close(day)
        windows = self.desk_windows(day, desk)
        if in_time and not self.works(day) and _within(received_at, windows):
            return _at(day, max(closes for _, closes in windows))
        return self.close(self.roll(day + DAY))

    def end_of_days(self, phase: Phase, zero: date, spans: Sequence[tuple[date, date]], *, is_last: bool) -> date:
        """Walks on until enough days are counted; then on through every span that opens before it is over.

        The end of one span may lie within another, which then opened earlier: it goes on to the end of that too.
        """
        if phase.unit is TermUnit.WORKING_DAY:
            needed, counts = _ceiling(phase), self.works
        else:
            needed, counts = (_calendar_end(phase, zero) - zero).days, self.runs
        day, counted = zero, 0
        while True:
            while counted < needed:
                day += DAY
                if counts(day) and not any(opens < day <= closes for opens, closes in spans):
                    counted += 1
            over = self.roll(day) if is_last and phase.unit is not TermUnit.WORKING_DAY else day
            later = [closes for opens, closes in spans if opens <= over and closes > day]
            if not later:
                return day
            day = max(later)

    def runs(self, day: date) -> bool:
        return not self.closure(day)

    def fraction_of(self, day: date, phase: Phase) -> datetime | None:
        if phase.unit is not TermUnit.WORKING_DAY or phase.amount == int(phase.amount):
            return None
        total = sum(closes - opens for opens, closes in self.windows(day))
        needed = Fraction(phase.amount - int(phase.amount)) * total
        at, used = _at(day, 0), 0
        while used < needed:
            used += self.working_minute(at)
            at += MINUTE
        return at

    def end_of_hours(self, phase: Phase, start: datetime, pauses: Sequence[Pause]) -> datetime:
        needed = Fraction(phase.amount) * 60
        at, used = start, 0
        while True:
            while used < needed:
                if not any(pause.opens_at <= at < pause.closes_at for pause in pauses):
                    used += self.counts_minute(at, phase)
                at += MINUTE
            later = [pause.closes_at for pause in pauses if start <= pause.opens_at <= at < pause.closes_at]
            if not later:
                return at
            at = max(later)

    def counts_minute(self, at: datetime, phase: Phase) -> bool:
        return self.working_minute(at) if phase.unit is TermUnit.WORKING_HOUR else self.runs(at.date())


def _ceiling(phase: Phase) -> int:
    return int(phase.amount) + (phase.amount != int(phase.amount))


def _calendar_end(phase: Phase, zero: date) -> date:
    if phase.unit in (TermUnit.DAY, TermUnit.WEEK):
        return zero + int(phase.amount) * (7 if phase.unit is TermUnit.WEEK else 1) * DAY
    year, month = zero.year, zero.month
    for _ in range(int(phase.amount) * (12 if phase.unit is TermUnit.YEAR else 1)):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(zero.day, monthrange(year, month)[1]))


def _weekly(day: date, weekly: Sequence[WeeklyHours]) -> list[tuple[int, int]]:
    holding = [
        pattern
        for pattern in weekly
        if (pattern.since is None or pattern.since <= day) and (pattern.until is None or day < pattern.until)
    ]
    return [(opens, closes) for opens, closes in holding[-1].days[day.weekday()]] if holding else []


def _within(at: datetime, windows: Sequence[tuple[int, int]]) -> bool:
    minute = at.hour * 60 + at.minute
    return any(opens <= minute < closes for opens, closes in windows)


def _at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day) + minute * MINUTE


def days(first: date, last: date) -> Iterator[date]:
    """From first to last."""
    while first <= last:
        yield first
        first += DAY
