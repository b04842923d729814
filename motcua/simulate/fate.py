"""What will become of a dossier, drawn beforehand, and when within its term: so shares come out as they are given."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import NamedTuple

from motcua.worktime.types import Calendar

_ONE_DAY = timedelta(days=1)
_LATE_BY = (1, 1, 1, 1, 2, 2, 3, 4, 6, 9)
_SOON_AFTER = (5, 55)
_LAST_MINUTES = 3


class Pace(StrEnum):
    """How a dossier stands to its due date in the end."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Supplement(StrEnum):
    """Whether the one supplement is asked for, and what comes of it."""

    NONE = "none"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Parts of a thousand dossiers (of filings for the last three). What is neither on time nor late is early."""

    on_time: int = 330
    late: int = 26
    supplemented: int = 55
    unanswered: int = 12
    refused: int = 14
    stopped: int = 12
    voided: int = 5
    uncollected: int = 40
    sent_back: int = 25
    reassigned: int = 10
    recalled: int = 6
    entered_late: int = 6
    consulted: int = 12
    prolonged: int = 20
    corrected: int = 5
    adjusted: int = 12
    unpaid: int = 120
    filing_completed: int = 90
    filing_declined: int = 30
    filing_taken_back: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One dossier's fate. What its procedure does not know (a prolongation, say) simply does not happen."""

    pace: Pace
    supplement: Supplement
    refused: bool
    stopped: bool
    voided: bool
    uncollected: bool
    sent_back: bool
    reassigned: bool
    recalled: bool
    entered_late: bool
    consulted: bool
    prolonged: bool
    corrected: bool
    adjusted: bool
    unpaid: bool
    completed_at_intake: bool
    declined: bool
    taken_back: bool
    apologises: bool


def draw(rng: Random, shares: Shares) -> Fate:
    """A fate by these shares."""

    def happens(share: int) -> bool:
        return rng.randrange(1_000) < share

    parts = (shares.late, shares.on_time, 1_000 - shares.late - shares.on_time)
    pace = rng.choices((Pace.LATE, Pace.ON_TIME, Pace.EARLY), parts)[0]
    parts = (shares.unanswered, shares.supplemented, 1_000 - shares.unanswered - shares.supplemented)
    supplement = rng.choices((Supplement.UNANSWERED, Supplement.ANSWERED, Supplement.NONE), parts)[0]
    return Fate(
        pace=pace,
        supplement=supplement,
        refused=happens(shares.refused),
        stopped=happens(shares.stopped),
        voided=happens(shares.voided),
        uncollected=happens(shares.uncollected),
        sent_back=happens(shares.sent_back),
        reassigned=happens(shares.reassigned),
        recalled=happens(shares.recalled),
        entered_late=happens(shares.entered_late),
        consulted=happens(shares.consulted),
        prolonged=happens(shares.prolonged),
        corrected=happens(shares.corrected),
        adjusted=happens(shares.adjusted),
        unpaid=happens(shares.unpaid),
        completed_at_intake=happens(shares.filing_completed),
        declined=happens(shares.filing_declined),
        taken_back=happens(shares.filing_taken_back),
        apologises=happens(800),
    )


class Promise(NamedTuple):
    """What the receipt promised; nothing where no term runs yet."""

    due_at: datetime | None = None
    due_date: date | None = None
    by_minute: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """Draws instants at which an office works, by its calendar."""

    rng: Random
    calendar: Calendar

    def soon(self, at: datetime, *, least: int = _SOON_AFTER[0], most: int = _SOON_AFTER[1]) -> datetime:
        """Some working minutes later."""
        return self.calendar.add_working_minutes(at, self.rng.randint(least, most))

    def on(self, day: date) -> datetime:
        """At some time of a working day, from a little after its opening to a little before its close."""
        opening = self.calendar.opening(day)
        if opening is None:
            raise ValueError(f"{day} is no working day.")
        return self.calendar.add_working_minutes(opening, self.rng.randint(12, 465))

    def days_later(self, at: datetime, *, least: int, most: int) -> datetime:
        """At some time of a day so many working days later; 0 is the same day."""
        count = self.rng.randint(least, most)
        if count == 0:
            return self.soon(at, least=10, most=90)
        return self.on(self.calendar.nth_working_day(at.date(), count))

    def finish(self, pace: Pace, promise: Promise, *, after: datetime) -> datetime:
        """When the result is to be at the desk, at that pace. Early becomes on time where no day is left."""
        if promise.due_at is None or promise.due_date is None:
            return self.days_later(after, least=1, most=4)
        if pace is Pace.LATE:
            return self._late(promise.due_at, promise, after)
        if promise.by_minute:
            minutes = self.calendar.working_minutes_between(after, promise.due_at)
            return self.calendar.add_working_minutes(after, max(1, int(minutes * self.rng.uniform(0.2, 0.9))))
        return self._in_time(pace, promise.due_at, promise.due_date, after)

    def _in_time(self, pace: Pace, due_at: datetime, due_date: date, after: datetime) -> datetime:
        if pace is Pace.EARLY:
            days = self.calendar.working_days(after.date() - _ONE_DAY, due_date - _ONE_DAY)
            if days:
                day = days[min(int(len(days) * self.rng.betavariate(2.4, 1.6)), len(days) - 1)]
                return self._on_or_soon(day, after)
        if due_date <= after.date() or not self.calendar.is_working(due_date):
            left = max(int((due_at - after).total_seconds() // 60) - _LAST_MINUTES, _LAST_MINUTES)
            return after + timedelta(minutes=self.rng.randint(min(12, left), min(75, max(left, 12))))
        return self.on(due_date)

    def _on_or_soon(self, day: date, after: datetime) -> datetime:
        if day > after.date():
            return self.on(day)
        soon = self.soon(after, least=15, most=120)
        return soon if soon.date() == day else after + timedelta(minutes=self.rng.randint(5, 25))

    def _late(self, due_at: datetime, promise: Promise, after: datetime) -> datetime:
        late = self.on(self.calendar.nth_working_day(due_at.date(), self.rng.choice(_LATE_BY)))
        if promise.by_minute:
            late = self.calendar.add_working_minutes(due_at, self.rng.randint(20, 300))
        return max(late, self.soon(after))
