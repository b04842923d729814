"""What crosses the door of the certification desk."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.parties.types import Party


@dataclass(frozen=True, slots=True)
class Certification:
    """A procedure that is done while the person waits, by the agency that certifies. `series` is its register.

    `label` is what people call it for short. `by_page`: its fee depends on the pages of the original. `asks_identity`:
    the person shows who he is.
    """

    code: str
    name: str
    series: str
    by_page: bool
    asks_identity: bool
    agency_id: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRequest:
    """What one person asks for: so many copies of one paper, or signatures on so many papers.

    `paper` is what is certified, in a few words; `pages` those of the original. `signer_id` is who signs. `given` is
    the cash that was handed over, the fee exactly where it is None. `book_id` is the book of the receipt; None where
    nothing is owed. `confirmed` are the codes of findings about the person that the desk compared and confirms.
    """

    code: str
    commune_code: str
    person: Party | None
    paper: str
    pages: int
    copies: int
    signer_id: int
    given: int | None = None
    book_id: int | None = None
    desk_key: str = ""
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Certified:
    """The answer: the dossier, its number in the register, the fee, and the payment (None: nothing was owed)."""

    dossier_id: int
    code: str
    number: str
    amount: int
    change: int
    payment_id: int | None


@dataclass(frozen=True, slots=True)
class CertifiedRow:
    """A line of the register. `person` and `paper` are empty once erased."""

    id: int
    dossier_id: int
    code: str
    procedure_code: str
    number: str
    at: datetime
    person: str
    paper: str
    pages: int
    copies: int
    amount: int
    signer: str
    payment_id: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What one desk certified in a time, of one procedure: requests, copies and money."""

    procedure_code: str
    name: str
    requests: int
    copies: int
    amount: int


@dataclass(frozen=True, slots=True)
class DayOfCertification:
    """What an agency's desks certified on one day, the latest first; `after` is the last row where there are more."""

    totals: tuple[Totals, ...]
    rows: tuple[CertifiedRow, ...]
    after: int | None = None

    @property
    def requests(self) -> int:
        """How many requests."""
        return sum(one.requests for one in self.totals)

    @property
    def copies(self) -> int:
        """How many copies or papers."""
        return sum(one.copies for one in self.totals)

    @property
    def amount(self) -> int:
        """What was taken for them."""
        return sum(one.amount for one in self.totals)


@dataclass(frozen=True, slots=True)
class BookForm:
    """The form of a register book of certifications: dated data. `sign` stands after the number of the book.

    `label` is what its certifications are called for short.
    """

    since: date
    number: str
    title: str
    sign: str
    label: str
    circular: str


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """A register book as PDF, and the dossiers it names: whoever prints it has read them."""

    pdf: bytes
    dossier_ids: tuple[int, ...]
