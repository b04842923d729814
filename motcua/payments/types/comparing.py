"""A gateway's file of a day, compared with what the house has noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.payments.types.online import FileKind


class Likeness(StrEnum):
    """How a transaction stands on both sides."""

    SAME = "same"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"
    DIFFERS = "differs"
    """Both know it, with other amounts."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One transaction on both sides; amounts in whole đồng. `reference` names its order, where it names one."""

    kind: FileKind
    transaction: str
    reference: str
    at: datetime
    theirs: int | None
    ours: int | None
    likeness: Likeness
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say why."""
        return self.likeness is not Likeness.SAME and not self.reason

    @property
    def may_be_taken_in(self) -> bool:
        """Whether it is money for an order of this house of which nobody has told the house yet."""
        return self.likeness is Likeness.ONLY_THEIRS and self.kind is FileKind.PAID and bool(self.reference)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A gateway's file of a day, as lists show it."""

    id: int
    sequence: int
    agency_id: int
    agency: str
    gateway: str
    day: date
    closed_at: datetime | None
    closed_by: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The same with its lines. `settled`, `going_back` and `waiting`: what became of the money that came that day."""

    row: StatementRow
    lines: Sequence[Compared]
    settled: int
    going_back: int
    waiting: int

    @property
    def came(self) -> int:
        """What came in by the gateway's file."""
        return sum(line.theirs or 0 for line in self.lines if line.kind is FileKind.PAID)

    @property
    def went_back(self) -> int:
        """What it gave back by its file."""
        return sum(line.theirs or 0 for line in self.lines if line.kind is FileKind.GIVEN_BACK)

    @property
    def open_lines(self) -> int:
        """How many lines wait for a reason."""
        return sum(1 for line in self.lines if line.is_open)

    @property
    def may_be_taken_in(self) -> int:
        """How many lines are money of which the house has not been told."""
        return sum(1 for line in self.lines if line.may_be_taken_in)
