"""What crosses the door of sharing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SharingRules:
    """The rules of the house from `since` on: for how many days a paper may be shared, and how many may be at once."""

    since: date
    days: tuple[int, ...]
    most_at_once: int
    decision: str


@dataclass(frozen=True, slots=True)
class SharedRead:
    """That an officer of the agency has read what is shared."""

    at: datetime
    reader: str


@dataclass(frozen=True, slots=True)
class OwnShare:
    """A share as whoever gave it sees it; `until` is its last day, `ended_at` when he took it back before."""

    id: int
    paper: str
    name: str
    agency: str
    shared_at: datetime
    until: date
    ended_at: datetime | None
    reads: Sequence[SharedRead] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the agency may read it on that day."""
        return self.ended_at is None and day <= self.until


@dataclass(frozen=True, slots=True)
class SharedWithUs:
    """A share as the agency sees it: who shared which paper, and until when."""

    id: int
    name: str
    person: str
    agency: str
    shared_at: datetime
    until: date
