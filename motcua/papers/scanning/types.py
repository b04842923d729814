"""What crosses the door of scanning: pages on their way, and what a paper says of itself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.types import Refusal
from motcua.papers.registers.types import ResultState, validity_on
from motcua.parties.types import DeclarationRef, TextRef


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """The least that is known of an electronic paper (NĐ 118/2025 Đ19.1–2). What is not known is empty.

    `kind_code` is the code of the kind of paper; `owner_number` the identifier of the person or organisation it is
    about; `number` is what stands behind *Số*; `summary` is the trích yếu; without `valid_to` it holds without end.
    """

    kind_code: str = ""
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    summary: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: str = ""
    owner_number: str = ""
    owner_name: str = ""
    owner_birth_year: int | None = None


class Fact(StrEnum):
    """One of the things that must be known of a paper."""

    KIND_CODE = "kind_code"
    OWNER = "owner"
    TITLE = "title"
    SUMMARY = "summary"
    VALIDITY = "validity"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class DescribedPaper:
    """What an officer confirmed about a file. Whose paper it is, and its summary, stand in `parties`."""

    file: str
    kind_code: str
    title: str
    number: str
    issuer: str
    issued_on: date | None
    valid_from: date | None
    valid_to: date | None
    scope: str
    owner: DeclarationRef
    summary: TextRef | None
    confirmed_at: datetime
    confirmed_by: str

    def state_on(self, day: date) -> ResultState:
        """Whether the paper holds on that day, as it says itself; without a first day it has begun."""
        return validity_on(day, valid_from=self.valid_from, valid_to=self.valid_to)


@dataclass(frozen=True, slots=True)
class ConfirmedFacts:
    """The same with its personal parts as they are known now; what was erased since is empty.

    `lacking` is what is still not known of the least that must be (Đ19.2). `confirmed_by` is an actor as it is written.
    """

    facts: PaperFacts
    lacking: tuple[Fact, ...]
    confirmed_at: datetime
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class TrayPage:
    """A page in a tray. `paper` counts the papers of the tray from 1, `place` the pages of its paper from 1.

    `edition` changes whenever the picture does. `is_read`: its text is known.
    """

    key: str
    paper: int
    place: int
    edition: int
    is_blank: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class TrayState:
    """What lies in a tray: the pages in order, and how many are still to be cleaned, and to be read.

    `is_reading`: the reading was asked for. `trouble` is why the last step failed, if it did, and
    `trouble_about` the name of the file it was about.
    """

    pages: tuple[TrayPage, ...]
    to_clean: int
    to_read: int
    is_reading: bool
    trouble: Refusal | None = None
    trouble_about: str = ""

    @property
    def papers(self) -> int:
        """How many papers the pages make."""
        return max((page.paper for page in self.pages), default=0)

    @property
    def is_at_work(self) -> bool:
        """Whether there is a next step to be done."""
        return bool(self.to_clean or (self.is_reading and self.to_read))


@dataclass(frozen=True, slots=True)
class BoundPaper:
    """One paper of a tray, bound. `is_searchable`: every page that bears text was read. `is_archival`: a PDF/A."""

    pdf: bytes
    pages: int
    is_searchable: bool
    is_archival: bool
