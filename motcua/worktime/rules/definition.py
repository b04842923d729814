"""What a calendar is made of, as plain frozen data: a version is never changed, only followed by another."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from motcua.kernel.types import Refusal
from motcua.worktime.rules.hours import Hours, WeeklyHours


class DayZero(StrEnum):
    """Which day is not counted (rule 6, BLDS Đ147)."""

    RECEIPT_DAY = "receipt_day"
    EFFECTIVE_DAY = "effective_day"


class DueHour(StrEnum):
    """At which hour of its last day a term of whole working days ends (rule 10)."""

    CLOSING = "closing"
    RECEIPT = "receipt"


class SpecialKind(StrEnum):
    """Why a day differs from the week's pattern (rules 3 and 5)."""

    HOLIDAY = "holiday"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    CLOSURE = "closure"


DAYS_OFF: Final = frozenset({SpecialKind.HOLIDAY, SpecialKind.COMPENSATION, SpecialKind.SWAP_OFF})


@dataclass(frozen=True, slots=True)
class Settings:
    """How a calendar version counts. Every one of them is a decision that somebody may take otherwise.

    `receipt_cutoff`: an agency's own decision that a counter dossier received later than this counts from the next
    working day (rule 9). `same_day_cutoff`: until when a same-day procedure is due the same day (rule 16).
    """

    day_zero: DayZero = DayZero.RECEIPT_DAY
    due_hour: DueHour = DueHour.CLOSING
    receipt_cutoff: time | None = None
    same_day_cutoff: time = time(15, 0)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the week's pattern, with the decision that says so.

    `official` is False while the decision is only expected (dự kiến). `instead_of` is the other day of a swap or the
    holiday that is compensated; a worked Saturday takes the hours of the weekday it replaces unless it has `hours` of
    its own. `agencies` and `stops_terms` belong to closures: the codes of the agencies that the decision names, and
    whether it says that terms stand still.
    """

    day: date
    kind: SpecialKind
    name: str
    decision: str
    name_en: str = ""
    official: bool = True
    instead_of: date | None = None
    hours: Hours | None = None
    agencies: frozenset[str] = frozenset()
    stops_terms: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a day off is called, in both languages, and the text of law it rests on."""

    name: str
    name_en: str
    decision: str


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A holiday on the same day of every year, or of every lunar year; from the year `since` to before `until`."""

    named: Named
    month: int
    day: int
    lunar: bool = False
    since: int | None = None
    until: int | None = None

    def holds_in(self, year: int) -> bool:
        """Whether the law knew it that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year < self.until)


@dataclass(frozen=True, slots=True)
class NewYearRule:
    """Where the days of Tết lie: (days before, days from the first on) by weekday of the first, Monday first."""

    named: Named
    splits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NeighbourRule:
    """On which side of a holiday its second day off lies, by weekday of the holiday: -1 the day before, 1 after."""

    named: Named
    month: int
    day: int
    sides: tuple[int, ...]
    since: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed for years without a decision (rule 5): the law's holidays and the habit of the yearly notices."""

    fixed: tuple[FixedHoliday, ...]
    new_year: NewYearRule
    neighbours: tuple[NeighbourRule, ...]
    compensation: Named


@dataclass(frozen=True, slots=True)
class CalendarDefinition:
    """One version of a calendar, whole.

    `first_day` and `last_day` are its reach. From `listed_from` to `listed_through` the special days are those given;
    outside, they are assumed. Up to `decreed_through` the days rest on decisions; whatever lies outside
    `listed_from`–`decreed_through` is expected (dự kiến).
    """

    key: str
    version: str
    published_at: datetime
    weekly: tuple[WeeklyHours, ...]
    special_days: tuple[SpecialDay, ...]
    first_day: date
    last_day: date
    listed_from: date
    listed_through: date
    decreed_through: date
    assumptions: Assumptions | None = None
    settings: Settings = field(default_factory=Settings)

    def followed_by(
        self,
        added: Iterable[SpecialDay] = (),
        *,
        version: str,
        published_at: datetime,
        withdrawn: Iterable[SpecialDay] = (),
        listed_through: date | None = None,
        decreed_through: date | None = None,
    ) -> "CalendarDefinition":
        """The next version: these days entered, those withdrawn, and what is listed and decreed reaching further."""
        gone = frozenset(withdrawn)
        days = sorted((*(each for each in self.special_days if each not in gone), *added), key=_by_day)
        return replace(
            self,
            special_days=tuple(days),
            version=version,
            published_at=published_at,
            listed_through=listed_through or self.listed_through,
            decreed_through=decreed_through or self.decreed_through,
        )


def _by_day(special: SpecialDay) -> tuple[date, str]:
    return special.day, special.kind


def objection_to(days: Iterable[SpecialDay]) -> Refusal | None:
    """Why these special days cannot stand together, or nothing."""
    seen: set[date] = set()
    for special in days:
        if not special.decision.strip():
            return Refusal("special_day_without_decision", {"day": special.day})
        if special.kind is SpecialKind.CLOSURE:
            if not special.agencies:
                return Refusal("closure_without_agencies", {"day": special.day})
            continue
        if special.day in seen:
            return Refusal("special_day_twice", {"day": special.day})
        seen.add(special.day)
    return None
