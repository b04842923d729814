"""What each official paper says, as plain values. A paper knows nothing of dossiers: whoever holds one fills it in.

A field without a default must be filled, a tuple without a default must not be empty: a paper that lacks one is not
drawn. Instants are local; texts are printed as they are, in Vietnamese.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.organisation.types import PageSize
from motcua.papers.certifying import CertificationBook, CertificationLine
from motcua.papers.code_pads import CodePad, PadStub
from motcua.papers.declared import DeclaredForm, DeclaredPage
from motcua.papers.examinations.types import (
    Believed,
    CopyStanding,
    Examination,
    Found,
    Hindrance,
    SignatureReport,
)
from motcua.papers.handing_over import HandOverSlip, PaperListLine, PaperListSheet, ParcelLabel
from motcua.papers.letters.types import FieldKind, FieldValue, Letter, LetterField, Letterhead, LetterTemplate
from motcua.papers.money import CountedLine, DaySheet, PaymentReceipt, PaymentRequest, RefundSlip, TakenLine
from motcua.papers.own_templates import TemplateTrouble
from motcua.papers.parts import Charge, Copy, Enclosure, Form, Head, Person, Sheet, Signer
from motcua.papers.passing import ChainLine, QuestionSlip, ResultLine, ResultList, TransferSlip
from motcua.papers.registers.types import (
    NewResult,
    RegisterEntry,
    RegisterNumber,
    Result,
    ResultState,
    VerifiedResult,
)
from motcua.papers.rules.retention import FOR_EVER, RetentionRule
from motcua.papers.scanning.folder import Scan
from motcua.papers.scanning.tray import Tray
from motcua.papers.scanning.types import (
    BoundPaper,
    ConfirmedFacts,
    DescribedPaper,
    Fact,
    PaperFacts,
    TrayPage,
    TrayState,
)
from motcua.papers.signing.types import (
    Anchor,
    Beside,
    Box,
    KeyPicture,
    Level,
    OpenSigner,
    Outcome,
    Pin,
    PlannedSignature,
    Proof,
    Shows,
    SignaturePlan,
    Signed,
    SignerPlugin,
    SigningError,
    Stamp,
    Subject,
    ToSign,
    TrustAnchors,
    Verdict,
)
from motcua.papers.slips.types import SlipField, SlipTemplate
from motcua.papers.store.allowance import Allowance
from motcua.papers.store.photos import Content, Photo, Photos, is_photo
from motcua.papers.store.stores.port import StoreTroubleError
from motcua.papers.store.types import (
    Accepted,
    Attached,
    Fault,
    FileFinding,
    FileRef,
    FilesVerified,
    Grant,
    MediaType,
    OpenedFile,
    StoredFile,
)
from motcua.papers.zipping import ZipSink, zip_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPaper:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (NĐ 118/2025 Đ17.1c, Đ17.3).

    `forwarded_at` is when the papers reach the resolving agency, where that is on a later day, by `forwarding_article`.
    `resolver` is who resolves it, where it was received for another place.
    """

    template: ClassVar[str] = "receipt"
    form: Form
    head: Head
    code: str
    tracking_address: str
    desk: str
    applicants: tuple[Person, ...]
    procedure: str
    enclosures: tuple[Enclosure, ...]
    sets: int
    term: str
    received_at: datetime
    appointment_at: datetime
    collected_at: str
    receiver: Signer
    submitter: str = ""
    charges: tuple[Charge, ...] = ()
    book: str = ""
    book_number: str = ""
    expected: bool = False
    hotline: str = ""
    forwarded_at: datetime | None = None
    forwarding_article: str = ""
    resolver: str = ""
    copies: tuple[Copy, ...] = (Copy.KEPT, Copy.GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSlip:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (NĐ 118/2025 Đ17.1c at intake, Đ19.5 after appraisal).

    `code` is empty at intake, where no dossier exists yet; `until` is the last day on which the papers are awaited.
    """

    template: ClassVar[str] = "supplement_request"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    procedure: str
    wanted: tuple[str, ...]
    reason: str
    guide: Signer
    code: str = ""
    tracking_address: str = ""
    until: date | None = None
    contact: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ: at intake (Đ17.1c), or, with a code, after appraisal (Đ19.3)."""

    template: ClassVar[str] = "refusal"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    procedure: str
    reason: str
    receiver: Signer
    submitter: str = ""
    code: str = ""
    tracking_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyLetter:
    """The apology for lateness with a new date (NĐ 118/2025 Đ19.6, Đ12.5), signed by the resolving agency.

    Without `new_appointment_at` the agency apologises and no new date can be given.
    """

    template: ClassVar[str] = "apology"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    code: str
    tracking_address: str
    procedure: str
    received_at: datetime
    due_at: datetime
    reason: str
    signer: Signer
    new_appointment_at: datetime | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice:
    """Thông báo dừng giải quyết hồ sơ, at the request of the applicant (NĐ 118/2025 Đ21)."""

    template: ClassVar[str] = "stop_notice"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    code: str
    tracking_address: str
    procedure: str
    received_at: datetime
    stage: str
    requested_at: datetime
    stopped_at: datetime
    reason: str
    signer: Signer
    returned: tuple[str, ...] = ()
    money: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """One giving and taking of the dossier on its way. `outcome` is *Trước hạn*, *Đúng hạn*, *Quá hạn* or open.

    `giver_signed_at` and `taker_signed_at` say when each of the two signed it digitally.
    """

    giver: str
    taker: str
    at: datetime
    outcome: str = ""
    note: str = ""
    giver_person: str = ""
    taker_person: str = ""
    giver_signed_at: datetime | None = None
    taker_signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ: it travels with the dossier, one line per handover."""

    template: ClassVar[str] = "control_slip"
    form: Form
    head: Head
    applicants: tuple[Person, ...]
    code: str
    tracking_address: str
    procedure: str
    resolver: str
    received_at: datetime
    appointment_at: datetime
    handovers: tuple[Handover, ...]
    co_resolvers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One dossier in the book. Days still to come are left empty."""

    number: int
    code: str
    procedure: str
    sets: int
    applicant: str
    address: str
    phone: str
    resolver: str
    received_at: datetime
    appointment_at: datetime | None
    forwarded_at: datetime | None = None
    result_received_at: datetime | None = None
    handed_over_at: datetime | None = None
    manner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Sổ theo dõi hồ sơ: one line per dossier, in the order of receipt. A book without lines says so."""

    template: ClassVar[str] = "register_book"
    form: Form
    head: Head
    since: date
    until: date
    book: str = ""
    field: str = ""
    lines: tuple[RegisterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DestroyedLine:
    """One dossier on the record of a destruction: its place in the list of its year, and what became of its files."""

    number: str
    code: str
    title: str
    finished_on: date
    kept_until: date
    files_destroyed: int
    files_left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionMinutes:
    """Biên bản tiêu hủy tài liệu hết thời hạn lưu trữ: what was destroyed, by whose decision.

    `decision` is its number, `law` what the periods rest on. `files_left` is how many files stay: others need them.
    """

    template: ClassVar[str] = "destruction_minutes"
    form: Form
    head: Head
    law: str
    decision: str
    decided_on: date
    decided_by: str
    begun_at: datetime
    finished_at: datetime
    lines: tuple[DestroyedLine, ...]
    files_destroyed: int
    files_left: int = 0


Paper = (
    ReceiptPaper
    | SupplementSlip
    | RefusalSlip
    | ApologyLetter
    | StopNotice
    | ControlSlip
    | Register
    | TransferSlip
    | ResultList
    | DestructionMinutes
    | PaymentReceipt
    | PaymentRequest
    | RefundSlip
    | DaySheet
    | CertificationBook
    | HandOverSlip
    | QuestionSlip
    | ParcelLabel
    | PaperListSheet
)
"""Every paper the press can print."""

__all__ = [
    "FOR_EVER",
    "Accepted",
    "Allowance",
    "Anchor",
    "ApologyLetter",
    "Attached",
    "Believed",
    "Beside",
    "BoundPaper",
    "Box",
    "CertificationBook",
    "CertificationLine",
    "ChainLine",
    "Charge",
    "CodePad",
    "ConfirmedFacts",
    "Content",
    "ControlSlip",
    "Copy",
    "CopyStanding",
    "CountedLine",
    "DaySheet",
    "DeclaredForm",
    "DeclaredPage",
    "DescribedPaper",
    "DestroyedLine",
    "DestructionMinutes",
    "Enclosure",
    "Examination",
    "Fact",
    "Fault",
    "FieldKind",
    "FieldValue",
    "FileFinding",
    "FileRef",
    "FilesVerified",
    "Form",
    "Found",
    "Grant",
    "HandOverSlip",
    "Handover",
    "Head",
    "Hindrance",
    "KeyPicture",
    "Letter",
    "LetterField",
    "LetterTemplate",
    "Letterhead",
    "Level",
    "MediaType",
    "NewResult",
    "OpenSigner",
    "OpenedFile",
    "Outcome",
    "PadStub",
    "PageSize",
    "Paper",
    "PaperFacts",
    "PaperListLine",
    "PaperListSheet",
    "ParcelLabel",
    "PaymentReceipt",
    "PaymentRequest",
    "Person",
    "Photo",
    "Photos",
    "Pin",
    "PlannedSignature",
    "Proof",
    "QuestionSlip",
    "ReceiptPaper",
    "RefundSlip",
    "RefusalSlip",
    "Register",
    "RegisterEntry",
    "RegisterLine",
    "RegisterNumber",
    "Result",
    "ResultLine",
    "ResultList",
    "ResultState",
    "RetentionRule",
    "Scan",
    "Sheet",
    "Shows",
    "SignaturePlan",
    "SignatureReport",
    "Signed",
    "Signer",
    "SignerPlugin",
    "SigningError",
    "SlipField",
    "SlipTemplate",
    "Stamp",
    "StopNotice",
    "StoreTroubleError",
    "StoredFile",
    "Subject",
    "SupplementSlip",
    "TakenLine",
    "TemplateTrouble",
    "ToSign",
    "TransferSlip",
    "Tray",
    "TrayPage",
    "TrayState",
    "TrustAnchors",
    "Verdict",
    "VerifiedResult",
    "ZipSink",
    "is_photo",
    "zip_entry",
]
