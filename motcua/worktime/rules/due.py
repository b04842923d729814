"""The end of a term, and what follows from it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_MIDNIGHT: Final = time()


class CountedBy(StrEnum):
    """Whether early and late are decided by date (rule 26) or by the minute (rule 27)."""

    DATE = "date"
    MINUTE = "minute"


class Due(NamedTuple):
    """The end of a term.

    `due_at` is what the receipt says. `day_zero` is the day that was not counted. `unrolled_on` is the last day before
    it was moved off a day of rest. `expected` says that days without a decision yet lie in between (dự kiến).
    """

    due_at: datetime
    day_zero: date
    unrolled_on: date
    counted_by: CountedBy
    expected: bool

    @property
    def due_date(self) -> date:
        """The date of the end; a day term ends at 24:00 of it, whatever hour the receipt prints."""
        return self.due_at.date()

    @property
    def lapses_at(self) -> datetime:
        """The first minute that is too late: 24:00 of the due date, or the minute after `due_at` for hour terms."""
        if self.counted_by is CountedBy.MINUTE:
            return self.due_at + _MINUTE
        return datetime.combine(self.due_at.date() + _DAY, _MIDNIGHT)

    def has_lapsed(self, at: datetime) -> bool:
        """Whether something still open at that instant is overdue (rule 29)."""
        return at >= self.lapses_at

    def to_json(self) -> dict[str, str | bool]:
        """Plain data for storing."""
        return {
            "due_at": self.due_at.isoformat(timespec="minutes"),
            "day_zero": self.day_zero.isoformat(),
            "unrolled_on": self.unrolled_on.isoformat(),
            "counted_by": self.counted_by.value,
            "expected": self.expected,
        }

    @classmethod
    def from_json(cls, stored: dict[str, str | bool]) -> Self:
        """The inverse of `to_json`."""
        return cls(
            due_at=datetime.fromisoformat(str(stored["due_at"])),
            day_zero=date.fromisoformat(str(stored["day_zero"])),
            unrolled_on=date.fromisoformat(str(stored["unrolled_on"])),
            counted_by=CountedBy(str(stored["counted_by"])),
            expected=bool(stored["expected"]),
        )
