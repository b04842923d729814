"""What is signed when papers change hands at the desk, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.papers.parts import Form, Head, Signer


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
