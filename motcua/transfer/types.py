"""What crosses the door of this room: the rows of a file, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from motcua.catalogue.types import ApplicantKind, Channel
from motcua.dossier.types import Outcome, State, Timeliness
from motcua.kernel.types import Refusal

Moment = datetime | date
"""When something happened, as the file says it: to the minute, or only the day."""


class Fate(StrEnum):
    """What becomes of a row."""

    TAKEN_OVER = "taken_over"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know or to correct in one column of a row; on a refused row its reason."""

    column: str
    said: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dossier as the file has it, every cell read, nothing looked up yet. Empty cells are empty or None."""

    line: int
    code: str
    procedure: str
    agency: str
    state: State
    received: Moment
    due: Moment
    receiving: str = ""
    channel: Channel = Channel.COUNTER
    case: str = ""
    commune: str = ""
    quantity: int = 1
    moments: Mapping[str, Moment] = field(default_factory=dict)
    pause_reason: str = ""
    outcome: Outcome | None = None
    result_number: str = ""
    timeliness: Timeliness | None = None
    step: str = ""
    officer: str = ""
    name: str = ""
    applicant_kind: ApplicantKind = ApplicantKind.CITIZEN
    personal_number: str = ""
    tax_code: str = ""
    born: date | None = None
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that says nothing that could be taken over, and every reason."""

    line: int
    code: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row of the file."""

    number: int
    code: str
    fate: Fate
    remarks: tuple[Remark, ...] = ()
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the whole file; after a dry run what would become of it."""

    lines: tuple[Line, ...]
    is_dry_run: bool

    def count(self, fate: Fate) -> int:
        """How many rows had that fate."""
        return sum(1 for line in self.lines if line.fate is fate)
