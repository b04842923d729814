"""What is signed when papers change hands at the desk, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.papers.parts import Form, Head, Signer


@dataclass(frozen=True, slots=True)
class PaperListLine:
    """The papers of one dossier in a list."""

    code: str
    applicant: str
    procedure: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperListSheet:
    """Danh sách bàn giao hồ sơ: papers that go from one agency to another, signed on both sides."""

    template: ClassVar[str] = "paper_list"
    form: Form
    head: Head
    number: str
    giver: str
    taker: str
    given_at: datetime
    given_by: Signer
    lines: tuple[PaperListLine, ...]
    taken_at: datetime | None = None
    taken_by: Signer | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelLabel:
    """The label of a parcel: from whom, to whom, and the carrier's number (`code`). `content` is the dossier's code."""

    template: ClassVar[str] = "parcel_label"
    form: Form
    head: Head
    code: str
    to: str
    address: str
    phone: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSlip:
    """Phiếu trả kết quả: what the person gets and signs for. Who takes it writes himself in."""

    template: ClassVar[str] = "hand_over_slip"
    form: Form
    head: Head
    code: str
    procedure: str
    applicants: str
    giver: Signer
    result: str = ""
