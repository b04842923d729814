"""What is signed when papers change hands at the desk, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.papers.parts import Form, Head, Signer


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
