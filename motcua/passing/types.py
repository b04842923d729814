"""What crosses the door: what is to be handed over, and the lists."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PapersOf:
    """The papers of one dossier. `applicant` is empty once erased."""

    dossier_id: int
    code: str
    applicant: str
    procedure: str


@dataclass(frozen=True, slots=True)
class ToGive:
    """What one agency has to hand over to another now: the dossier lies there already, its papers still here."""

    giver_id: int
    taker_id: int
    taker: str
    papers: tuple[PapersOf, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list. `is_missing`: whoever took the list did not find these papers."""

    papers: PapersOf
    is_missing: bool


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list as both sides signed it. `number` counts the lists of the giver in the year. Nobody took it yet: None."""

    id: int
    sequence: int
    number: int
    giver_id: int
    taker_id: int
    giver: str
    taker: str
    given_at: datetime
    given_by: str
    given_by_id: int
    taken_at: datetime | None
    taken_by: str
    remark: str
    count: int
    missing: int
    lines: tuple[ListLine, ...] = ()

    @property
    def written(self) -> str:
        """As people call it: `7/2026`."""
        return f"{self.number}/{self.given_at.year}"
