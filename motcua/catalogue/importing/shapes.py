"""What was read of a procedure, word for word and undecided, and what a run of the importer says about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from motcua.catalogue.parts.words import LegalText, Mark


class Shape(StrEnum):
    """How a source writes a procedure down: a row of the national list, the details, an answer of `LayThuTuc`."""

    LIST = "list"
    DETAILS = "details"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class ReadFee:
    """An amount as published; None where only the text says something."""

    amount: Decimal | None
    currency: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of filing with its time and fees. `unit` is the source's word, `text` the time in words."""

    channel: str
    amount: Decimal | None = None
    unit: str = ""
    text: str = ""
    note: str = ""
    fees: tuple[ReadFee, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case with its own time."""

    code: str
    name: str
    amount: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A line of the list of papers. `group` is the heading it stands under; `form` says that a form is attached."""

    name: str
    group: str = ""
    originals: int = 0
    copies: int = 0
    form: bool = False
    form_name: str = ""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A result by its national code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One procedure as a source has it. Texts are NFC and trimmed, nothing else was changed.

    `code` is without the blanks `code_as_found` may have. `state` is the source's own word for its state.
    """

    shape: Shape
    code: str
    name: str
    code_as_found: str = ""
    field_code: str = ""
    fields: tuple[str, ...] = ()
    decision: str = ""
    promulgated_by: str = ""
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    resolved_by: str = ""
    ways: tuple[Way, ...] = ()
    cases: tuple[ReadCase, ...] = ()
    papers: tuple[Paper, ...] = ()
    results: tuple[ReadResult, ...] = ()
    legal_basis: tuple[LegalText, ...] = ()
    conditions: str = ""
    steps: str = ""
    kind: str = ""
    state: str = ""
    address: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as the house keeps it, with what awaits a person."""

    draft: Draft
    marks: tuple[Mark, ...]
    source: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that could be read."""

    line: int
    draft: Draft
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not, and why: a stable reason, the place in the row, what was found there."""

    line: int
    reason: str
    code: str = ""
    where: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its name, what was read and what was not."""

    source: str
    rows: tuple[ReadRow, ...]
    refused: tuple[RefusedRow, ...]


class Status(StrEnum):
    """What a run means for one procedure. `gone`: kept here, but no longer in the file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the report. `changed` names the parts that differ, `marks` the kinds that await a person."""

    status: Status
    code: str
    line: int = 0
    name: str = ""
    changed: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    reason: str = ""
    where: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a run did, or would do."""

    source: str
    lines: tuple[ImportLine, ...]
    marks: Mapping[str, int] = field(default_factory=dict)

    def count(self, status: Status) -> int:
        """How many lines have that status."""
        return sum(line.status is status for line in self.lines)

    @property
    def marked(self) -> int:
        """How many procedures of the file await a person."""
        return sum(bool(line.marks) for line in self.lines)

    @property
    def refused_by_reason(self) -> Mapping[str, int]:
        """How many rows each reason turned away."""
        return Counter(line.reason for line in self.lines if line.status is Status.REFUSED)
