"""The registers of results as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.papers.types import CopyStanding, Result, ResultState, SignatureReport
from motcua.process.types.signing import MadeSignature
from motcua.ui.types import TimelineItem


@dataclass(frozen=True, slots=True)
class Register:
    """A register of an agency for a year, under its `name`; `last` is the last number drawn from it."""

    agency_id: int
    agency: str
    series: str
    name: str
    year: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One line of a register as a page shows it. Without a `key` the number stands on no result; `letter` is the name
    of the letter on which it stands, if any. `signed_as` is in which capacity and post an electronic one was approved.

    `place` is empty where the number was given elsewhere; `owner` is empty where its reader may not know it, and once
    erased. `may_open`: he sees the dossier itself, not only what an ended agency left in its registers. `is_early`: the
    result was there before the day it was due.
    """

    number: str
    place: str
    key: str = ""
    kind_name: str = ""
    kind_code: str = ""
    signed_as: str = ""
    owner: str = ""
    dossier_id: int | None = None
    dossier_code: str = ""
    may_open: bool = False
    issued_on: date | None = None
    valid_to: date | None = None
    state: ResultState | None = None
    on_paper: bool = False
    has_file: bool = False
    is_early: bool = False
    voided_at: datetime | None = None
    void_reason: str = ""
    may_void: bool = False
    letter: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of a register, and the number behind which the next one begins (None: this was the last)."""

    rows: tuple[RegisterRow, ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class FoundInRegister:
    """What a search found, and the key behind which more is found (empty: this was all)."""

    rows: tuple[RegisterRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCopy:
    """A file that is, or was, the electronic copy of a result; `signatures` is None where it has none."""

    attachment: int
    size: int
    pages: int
    added_at: datetime
    standing: CopyStanding
    is_signed: bool
    signatures: SignatureReport | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """One result whole. `owners` are names with their identifiers, none where the reader may not know them.

    `copies` are its electronic copies, the one that holds now first; none where the reader may not open them.
    `may_open`: he sees the dossier itself, not only what an ended agency left in its registers. `kept_by` is the agency
    that inherited the register, empty while the one that issued the result is there. `before` is the result whose place
    it took, `after` the one that took its place; `reason` why it was taken back. `signed` are the signatures made here.
    """

    result: Result
    state: ResultState
    agency: str
    kept_by: str
    series: str
    register: str
    owners: tuple[tuple[str, str], ...]
    paper_codes: tuple[str, ...]
    dossier_id: int | None
    dossier_code: str
    may_open: bool
    copies: tuple[ResultCopy, ...]
    is_early: bool
    reason: str
    before: Result | None
    after: Result | None
    history: tuple[TimelineItem, ...]
    may_change: bool
    signed: tuple[MadeSignature, ...] = ()
