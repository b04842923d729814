"""The papers that pass between agencies: the slip of a chain, the list of results, what one agency asks another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.papers.parts import Form, Head, Person, Signer


@dataclass(frozen=True, slots=True)
class ChainLine:
    """What one agency of a chain does: its work, in which time, and when it took the dossier and gave it on."""

    agency: str
    work: tuple[str, ...]
    allowed: str
    taken_at: datetime | None = None
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSlip:
    """Phiếu chuyển xử lý: names the work and the time of each agency of a chain (NĐ 118/2025 Đ20.2)."""

    template: ClassVar[str] = "transfer_slip"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    code: str
    tracking_address: str
    procedure: str
    lead: str
    received_at: datetime
    appointment_at: datetime
    lines: tuple[ChainLine, ...]
    signer: Signer


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result that is given: of which dossier, what it is, whose, and whether it is paid for and goes by post."""

    number: int
    code: str
    procedure: str
    result: str
    applicant: str
    address: str
    owes: bool = False
    by_post: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultList:
    """Phiếu bàn giao kết quả: the results that an agency gave to a desk in some days. An empty one says so."""

    template: ClassVar[str] = "result_list"
    form: Form
    head: Head
    giver: str
    taker: str
    since: date
    until: date
    lines: tuple[ResultLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSlip:
    """Phiếu đề nghị xác minh, phiếu lấy ý kiến: what one agency asks another about a dossier, and until when.

    A verification has a `ground` of law and says whom or what it is `about`; an opinion has neither.
    """

    template: ClassVar[str] = "question_slip"
    form: Form
    head: Head
    code: str
    tracking_address: str
    addressee: str
    applicants: tuple[Person, ...]
    procedure: str
    question: str
    asked_at: datetime
    due_at: datetime
    signer: Signer
    ground: str = ""
    about: str = ""
