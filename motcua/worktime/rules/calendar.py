"""A compiled calendar: which days and minutes count, answered from index arrays. Pure, immutable, picklable."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final, NoReturn

from motcua.kernel.types import Refusal, Refused
from motcua.worktime.rules.compiled import CompiledDays, compile_days
from motcua.worktime.rules.definition import CalendarDefinition, DayZero, DueHour, Settings, SpecialDay, SpecialKind
from motcua.worktime.rules.hours import MINUTES_OF_A_DAY, MINUTES_OF_AN_HOUR, NO_HOURS, Hours, WeeklyHours, hours_on

_MINUTE: Final = timedelta(minutes=1)
_MIDNIGHT: Final = time()


def instant_on(day: date, minute: int) -> datetime:
    """The instant at that minute of the day."""
    return datetime.combine(day, _MIDNIGHT) + minute * _MINUTE


@dataclass(frozen=True, slots=True)
class Desk:
    """Papers are taken beside the working hours, on Saturday mornings for one. It never makes a day count (rule 4)."""

    key: str
    version: str
    name: str
    name_en: str
    weekly: tuple[WeeklyHours, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """One version of a calendar, for one agency when a closure names it, ready to be asked.

    Intervals of days are half-open on the left: "between p and q" means (p, q]. Whoever asks beyond the calendar's
    reach gets Refused with `beyond_calendar`, from every method. Instants are local and exact to the minute.
    `is_plain` says that day terms are counted by the law's own settings: the short way of `end_of_term`;
    `has_closures` that some decision of this version closes single agencies, so that it matters whose calendar it is.
    """

    definition: CalendarDefinition
    days: CompiledDays
    settings: Settings
    agency: str | None = None
    is_plain: bool = field(init=False, repr=False)
    has_closures: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = Settings(same_day_cutoff=self.settings.same_day_cutoff)
        object.__setattr__(self, "is_plain", self.settings == plain)
        closed = any(special.kind is SpecialKind.CLOSURE for special in self.definition.special_days)
        object.__setattr__(self, "has_closures", closed)

    @classmethod
    def compiled(cls, definition: CalendarDefinition, *, agency: str | None = None) -> "Calendar":
        """Compiles the definition; takes some hundredths of a second, so keep the result."""
        return cls(definition, compile_days(definition, agency), definition.settings, agency)

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.definition, self.agency, self.settings)

    def __hash__(self) -> int:
        return hash((self.definition.key, self.definition.version, self.agency, self.settings))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Calendar) and (self.settings, self.agency, self.definition) == (
            other.settings,
            other.agency,
            other.definition,
        )

    def __repr__(self) -> str:
        return f"<Calendar {self.label}>"

    @property
    def label(self) -> str:
        """The key and version, as written into a basis: `vn-office 2026.1`."""
        return f"{self.definition.key} {self.definition.version}"

    def counting(
        self,
        *,
        day_zero: DayZero | None = None,
        due_hour: DueHour | None = None,
        receipt_cutoff: time | None = None,
        same_day_cutoff: time | None = None,
    ) -> "Calendar":
        """The same calendar under an agency's own settings; what is None stays. Cheap: the days are shared."""
        settings = Settings(
            day_zero=day_zero or self.settings.day_zero,
            due_hour=due_hour or self.settings.due_hour,
            receipt_cutoff=receipt_cutoff or self.settings.receipt_cutoff,
            same_day_cutoff=same_day_cutoff or self.settings.same_day_cutoff,
        )
        return replace(self, settings=settings)

    # Days

    def require_reach(self, day: date) -> None:
        """Raises Refused when the day lies outside the calendar's reach."""
        self._index(day)

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day (rule 3)."""
        index = self._index(day)
        return self.days.on_or_after[index] < self.days.working_through[index]

    def hours(self, day: date) -> Hours:
        """The working windows of the day; empty when it is none."""
        index = self._index(day)
        place = self.days.on_or_after[index]
        return self.days.hours[place] if place < self.days.working_through[index] else NO_HOURS

    def runs(self, day: date) -> bool:
        """Whether terms run on the day: always, save during a closure that stops them."""
        closure = self.days.closures.get(day.toordinal())
        return closure is None or not closure.stops_terms

    def is_closed(self, day: date) -> bool:
        """Whether the agency is closed by decision that day, even where terms run on."""
        return day.toordinal() in self.days.closures

    def special(self, day: date) -> SpecialDay | None:
        """The holiday, compensation, swap or closure of the day, with its decision; a closure comes first."""
        ordinal = day.toordinal()
        return self.days.closures.get(ordinal) or self.days.special.get(ordinal)

    def is_expected(self, first: date, last: date) -> bool:
        """Whether any day from first to last, both included, rests on no decision yet (dự kiến, rule 5)."""
        return self.days.next_uncertain[self._index(first)] <= self.days.first + self._index(last)

    def first_expected(self, day: date) -> date:
        """The first day on or after the day that rests on no decision yet."""
        return date.fromordinal(self.days.next_uncertain[self._index(day)])

    def working_days_between(self, after: date, through: date) -> int:
        """How many working days lie in (after, through]; negative when through lies before."""
        return self.days.working_through[self._index(through)] - self.days.working_through[self._index(after)]

    def working_days(self, after: date, through: date) -> tuple[date, ...]:
        """The working days in (after, through], for showing; to count them ask `working_days_between`."""
        start, end = self.days.working_through[self._index(after)], self.days.working_through[self._index(through)]
        return tuple(map(date.fromordinal, self.days.working[start:end]))

    def days_off(self, first: date, last: date) -> tuple[date, ...]:
        """The days from first to last, both included, that are no working days, for showing."""
        self._index(first), self._index(last)
        days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return tuple(day for day in days if not self.is_working(day))

    def nth_working_day(self, after: date, count: int) -> date:
        """The count-th working day after the day (rule 10); count is at least 1."""
        return date.fromordinal(self.days.working[self.working_index(after, count)])

    def previous_working_day(self, before: date) -> date:
        """The last working day before the day (the practical deadline of an apology, rule 23)."""
        count = self.days.working_through[self._index(before - timedelta(days=1))]
        if count == 0:
            self._beyond(before)
        return date.fromordinal(self.days.working[count - 1])

    def roll(self, day: date) -> date:
        """The day itself when it is a working day, else the next one (BLDS Đ148.5)."""
        return day if self.is_working(day) else self.nth_working_day(day, 1)

    def running_days_between(self, after: date, through: date) -> int:
        """Calendar days in (after, through] on which terms run: all, save those of a closure that stops terms."""
        first, last = self._index(after), self._index(through)
        counted = self.days.running_through
        return last - first if counted is None else counted[last] - counted[first]

    def nth_running_day(self, after: date, count: int) -> date:
        """The day on which so many running calendar days have passed since the day."""
        counted, running = self.days.running_through, self.days.running
        if counted is None or running is None:
            index = self._index(after) + count
            if index >= self.days.size:
                self._beyond(after + timedelta(days=count))
            return date.fromordinal(self.days.first + index)
        if count == 0:
            return after
        index = counted[self._index(after)] + count - 1
        if index >= len(running):
            self._beyond(self.definition.last_day + timedelta(days=1))
        return date.fromordinal(running[index])

    def index_on_or_after(self, day: date) -> int:
        """The index, among all working days, of the day itself or of the next working day."""
        place = self.days.on_or_after[self._index(day)]
        if place == len(self.days.working):
            self._beyond(self.definition.last_day + timedelta(days=1))
        return place

    def opening(self, day: date) -> datetime | None:
        """When the day's work begins; None when it is no working day."""
        hours = self.hours(day)
        return instant_on(day, hours[0].opens) if hours else None

    def closing(self, day: date) -> datetime | None:
        """When the day's work ends; None when it is no working day."""
        hours = self.hours(day)
        return instant_on(day, hours[-1].closes) if hours else None

    # Minutes

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes in [start, end); negative when end lies before."""
        return self._minutes_before(end) - self._minutes_before(start)

    def open_between(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches of working time in [start, end), in order; nothing when end lies before."""
        days = self.working_days(start.date() - timedelta(days=1), end.date()) if start < end else ()
        windows = (
            (instant_on(day, opens), instant_on(day, closes)) for day in days for opens, closes in self.hours(day)
        )
        met = ((max(opens, start), min(closes, end)) for opens, closes in windows)
        return tuple((opens, closes) for opens, closes in met if opens < closes)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The instant at which so many working minutes are used up; the start itself when there are none.

        A term used up at a closing ends there, not at the next opening (rule 14).
        """
        if minutes < 1:
            return start
        target = self._minutes_before(start) + minutes
        index = bisect_left(self.days.minutes_before, target) - 1
        if index >= len(self.days.working):
            self._beyond(self.definition.last_day + timedelta(days=1))
        return self.instant_in(index, target - self.days.minutes_before[index])

    def running_minutes_between(self, start: datetime, end: datetime) -> int:
        """Clock minutes in [start, end) outside closures that stop terms."""
        return self._running_minutes_before(end) - self._running_minutes_before(start)

    def add_running_minutes(self, start: datetime, minutes: int) -> datetime:
        """The instant at which so many clock minutes have passed, outside closures that stop terms."""
        if self.days.running is None or minutes < 1:
            return start + minutes * _MINUTE
        days, minute = divmod(self._running_minutes_before(start) + minutes - 1, MINUTES_OF_A_DAY)
        if days >= len(self.days.running):
            self._beyond(self.definition.last_day + timedelta(days=1))
        return instant_on(date.fromordinal(self.days.running[days]), minute + 1)

    def instant_in(self, working_index: int, minutes: int) -> datetime:
        """The instant at which so many minutes (at least 1) of this working day are used up."""
        left = minutes
        for opens, closes in self.days.hours[working_index]:
            if left <= closes - opens:
                return instant_on(date.fromordinal(self.days.working[working_index]), opens + left)
            left -= closes - opens
        raise ValueError(f"The working day has fewer than {minutes} minutes.")

    def is_open(self, at: datetime, desk: Desk | None = None) -> bool:
        """Whether work is done, or papers are taken at the desk, at that minute."""
        minute = at.hour * MINUTES_OF_AN_HOUR + at.minute
        return any(opens <= minute < closes for hours in self._receiving(at.date(), desk) for opens, closes in hours)

    def next_opening(self, at: datetime, desk: Desk | None = None) -> datetime:
        """The first opening at or after the instant: of the work, or of the desk if one is named."""
        day, minute = at.date(), at.hour * MINUTES_OF_AN_HOUR + at.minute
        while True:
            later = [hours for hours in self._receiving(day, desk) if hours and hours[-1].opens >= minute]
            if later:
                return instant_on(day, min(w.opens for hours in later for w in hours if w.opens >= minute))
            minute = 0
            day = self._next_day_of_reception(day, desk)

    def reception(self, day: date, desk: Desk) -> Hours:
        """The desk's own windows on the day: none on a day off or while the agency is closed."""
        special = self.days.special.get(day.toordinal())
        if self.is_closed(day) or (special is not None and not self.is_working(day)):
            return NO_HOURS
        return hours_on(day, desk.weekly)

    def _receiving(self, day: date, desk: Desk | None) -> tuple[Hours, ...]:
        if self.is_closed(day):
            return ()
        return (self.hours(day),) if desk is None else (self.hours(day), self.reception(day, desk))

    def _next_day_of_reception(self, day: date, desk: Desk | None) -> date:
        return self.nth_working_day(day, 1) if desk is None else day + timedelta(days=1)

    # Places in the arrays

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.days.first
        if 0 <= index < self.days.size:
            return index
        return self._beyond(day)

    def working_index(self, after: date, count: int) -> int:
        """The index, among all working days, of the count-th one after the day; count is at least 1."""
        if count < 1:
            raise ValueError(f"There is no {count}-th working day after a day.")
        index = self.days.working_through[self._index(after)] + count - 1
        if index >= len(self.days.working):
            self._beyond(self.definition.last_day + timedelta(days=1))
        return index

    def _minutes_before(self, at: datetime) -> int:
        index = self._index(at.date())
        place = self.days.on_or_after[index]
        before = self.days.minutes_before[place]
        if place == self.days.working_through[index]:
            return before
        minute = at.hour * MINUTES_OF_AN_HOUR + at.minute
        return before + sum(min(minute, closes) - opens for opens, closes in self.days.hours[place] if minute > opens)

    def _running_minutes_before(self, at: datetime) -> int:
        index = self._index(at.date())
        counted = self.days.running_through
        before = index if counted is None else (counted[index - 1] if index else 0)
        runs = counted is None or counted[index] > before
        return before * MINUTES_OF_A_DAY + (at.hour * MINUTES_OF_AN_HOUR + at.minute if runs else 0)

    def _beyond(self, day: date) -> NoReturn:
        raise Refused(
            Refusal(
                "beyond_calendar",
                {
                    "day": day,
                    "calendar": self.label,
                    "first": self.definition.first_day,
                    "last": self.definition.last_day,
                },
            )
        )


def _restored(definition: CalendarDefinition, agency: str | None, settings: Settings) -> Calendar:
    return replace(Calendar.compiled(definition, agency=agency), settings=settings)
