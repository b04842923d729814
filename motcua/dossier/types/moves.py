"""What can be asked of a dossier: one frozen command per action of the table.

A command carries what the person brings to the act and nothing that can be computed. Names of people and typed texts
never appear: only references into `parties`. `reason_key` is the key of the listed reason that was chosen
(`catalogue.Reason`); empty where somebody wrote it himself, or another system did not say.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.dossier.types.parts import HeldComponent, OwedFee, PauseTaken, Subject, Supplement, WhyAsked
from motcua.dossier.types.states import (
    Action,
    DeclineReason,
    DigitalState,
    FileKind,
    Outcome,
    ReturnMethod,
    State,
)
from motcua.parties.types import DeclarationRef, TextRef
from motcua.worktime.types import Term


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything needed to receive a dossier by counter or post, or to let an online filing arrive.

    `filed_at` is when the person sent it or handed it in; `started_at` the start event where special law counts from
    another one than the receipt (clock rule 7). `conditions` are the keys of the conditional components that apply.
    `receipt_book` names the register in which the receipt is numbered, if one is kept.
    """

    subject: Subject
    declaration: DeclarationRef
    components: tuple[HeldComponent, ...] = ()
    conditions: tuple[str, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    desk_key: str = ""
    request: TextRef | None = None
    filed_at: datetime | None = None
    started_at: datetime | None = None
    receipt_book: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A dossier of another system, as it stood there: its code and promised date are kept.

    `ended_at` is for stopped and closed dossiers, `reappointed_at` the new appointment if one was given. Supplements
    and pauses are those that are known; what is open among them says that it waits.
    """

    source: str
    code: str
    state: State
    subject: Subject
    declaration: DeclarationRef
    received_at: datetime
    due_at: datetime
    filed_at: datetime | None = None
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    supplements: tuple[Supplement, ...] = ()
    pauses: tuple[PauseTaken, ...] = ()
    reappointed_at: datetime | None = None
    outcome: Outcome | None = None
    decided_at: datetime | None = None
    completed_at: datetime | None = None
    handed_over_at: datetime | None = None
    ended_at: datetime | None = None
    result_number: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """The online filing is complete and valid: it becomes a dossier.

    What is None stays as it was filed.
    """

    action: ClassVar[Action] = Action.ACCEPT
    components: tuple[HeldComponent, ...] | None = None
    conditions: tuple[str, ...] = ()
    fees: tuple[OwedFee, ...] | None = None
    started_at: datetime | None = None
    receipt_book: str = ""


@dataclass(frozen=True, slots=True)
class AskCompletion:
    """Phiếu yêu cầu bổ sung at intake: no receipt, no clock."""

    action: ClassVar[Action] = Action.ASK_COMPLETION
    missing: tuple[str, ...]
    note: TextRef | None = None
    reason_key: str = ""
    papers: tuple[WhyAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteFiling:
    """The person completed an online filing that was sent back at intake."""

    action: ClassVar[Action] = Action.COMPLETE_FILING
    components: tuple[HeldComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class Decline:
    """Phiếu từ chối tiếp nhận: no receipt, no code, no clock."""

    action: ClassVar[Action] = Action.DECLINE
    reason: DeclineReason
    note: TextRef | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class StopFiling:
    """The online filer takes the filing back before it is accepted: not counted at all."""

    action: ClassVar[Action] = Action.STOP_FILING


@dataclass(frozen=True, slots=True)
class StartClock:
    """The start event that special law names has happened: arrival at the deciding office, inspection … (rule 7)."""

    action: ClassVar[Action] = Action.START_CLOCK


@dataclass(frozen=True, slots=True)
class AskSupplement:
    """Yêu cầu bổ sung sau thẩm định. `late_reason` is required after the third working day."""

    action: ClassVar[Action] = Action.ASK_SUPPLEMENT
    missing: tuple[str, ...]
    reason: TextRef | None = None
    late_reason: TextRef | None = None
    reason_key: str = ""
    papers: tuple[WhyAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSupplement:
    """The full dossier is in."""

    action: ClassVar[Action] = Action.ANSWER_SUPPLEMENT
    components: tuple[HeldComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseUnanswered:
    """Đóng hồ sơ: the desk's officer confirms, or an agency's decision lets the sweep do it."""

    action: ClassVar[Action] = Action.CLOSE_UNANSWERED


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted, for a reason listed in the procedure version."""

    action: ClassVar[Action] = Action.PAUSE
    reason_key: str
    note: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """The closing event of a pause."""

    action: ClassVar[Action] = Action.RESUME
    reason_key: str


@dataclass(frozen=True, slots=True)
class AskConsultation:
    """Lấy ý kiến: own term, no effect on the clock (NĐ118 Đ19.4)."""

    action: ClassVar[Action] = Action.ASK_CONSULTATION
    key: str
    agency_id: int
    term: Term
    question: TextRef | None = None


@dataclass(frozen=True, slots=True)
class AnswerConsultation:
    """The consulted agency answered."""

    action: ClassVar[Action] = Action.ANSWER_CONSULTATION
    key: str
    answer: TextRef | None = None


@dataclass(frozen=True, slots=True)
class WithdrawConsultation:
    """Whoever asked needs the answer no more, and says why."""

    action: ClassVar[Action] = Action.WITHDRAW_CONSULTATION
    key: str
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Prolong:
    """Kéo dài theo luật: by a prolongation rule of the procedure version, once, noticed before the due date."""

    action: ClassVar[Action] = Action.PROLONG
    rule_key: str
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Apologise:
    """The resolving agency's apology, with the new time it proposes if there is one (NĐ118 Đ19.6)."""

    action: ClassVar[Action] = Action.APOLOGISE
    reason: TextRef
    proposed_at: datetime | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class Reappoint:
    """The desk tells the person the new appointment. `due_at` stays."""

    action: ClassVar[Action] = Action.REAPPOINT
    appointment_at: datetime


@dataclass(frozen=True, slots=True)
class AssessFee:
    """A financial obligation fixed after intake."""

    action: ClassVar[Action] = Action.ASSESS_FEE
    fee: OwedFee


@dataclass(frozen=True, slots=True)
class SettleFee:
    """A fee was paid or waived; `by` names the receipt or the decision."""

    action: ClassVar[Action] = Action.SETTLE_FEE
    key: str
    by: str


@dataclass(frozen=True, slots=True)
class Decide:
    """The competent person approves the result, or refuses after appraisal."""

    action: ClassVar[Action] = Action.DECIDE
    outcome: Outcome
    reason: TextRef | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawDecision:
    """The decision is taken back before its result reached the desk: a typing error found at the seal, say."""

    action: ClassVar[Action] = Action.WITHDRAW_DECISION
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Complete:
    """The result (or refusal) is signed, recorded and at the return desk or in the person's account."""

    action: ClassVar[Action] = Action.COMPLETE
    result_number: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """The person has it."""

    action: ClassVar[Action] = Action.HAND_OVER
    method: ReturnMethod
    collector: DeclarationRef | None = None
    by_proxy: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Thông báo dừng giải quyết at the applicant's request, until the decision."""

    action: ClassVar[Action] = Action.STOP
    reason: TextRef
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class AdjustContent:
    """An online filer adjusts the content before the decision: no effect on the clock."""

    action: ClassVar[Action] = Action.ADJUST_CONTENT
    note: TextRef
    declaration: DeclarationRef | None = None
    components: tuple[HeldComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class Void:
    """Huỷ do nhập nhầm: the receipt was a mistake; the code is kept and stays visible."""

    action: ClassVar[Action] = Action.VOID
    reason: TextRef
    replaced_by: str = ""
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """The agency's own error after hand-over (NĐ118 Đ23.1)."""

    action: ClassVar[Action] = Action.OPEN_CORRECTION
    reason: TextRef
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class CloseCorrection:
    """The corrected result is at the desk."""

    action: ClassVar[Action] = Action.CLOSE_CORRECTION


@dataclass(frozen=True, slots=True)
class RecomputeClock:
    """The calendar changed by this decision: the date moves later or stays (rule 25)."""

    action: ClassVar[Action] = Action.RECOMPUTE_CLOCK
    decision: str


@dataclass(frozen=True, slots=True)
class AddPaper:
    """A file, already kept and attached, is there for a paper of the checklist. No effect on the clock."""

    action: ClassVar[Action] = Action.ADD_PAPER
    component: str
    attachment: int
    file: str
    file_kind: FileKind
    state: DigitalState
    signs: int | None = None


@dataclass(frozen=True, slots=True)
class RemovePaper:
    """A file is taken out of the dossier again: it was the wrong one, or cannot be read."""

    action: ClassVar[Action] = Action.REMOVE_PAPER
    attachment: int
    reason: TextRef


@dataclass(frozen=True, slots=True)
class TakeFromStore:
    """A paper of the checklist is known from a national store, which is named; without a name this is taken back."""

    action: ClassVar[Action] = Action.TAKE_FROM_STORE
    component: str
    store: TextRef | None = None


Command = (
    Accept
    | AskCompletion
    | CompleteFiling
    | Decline
    | StopFiling
    | StartClock
    | AskSupplement
    | AnswerSupplement
    | CloseUnanswered
    | Pause
    | Resume
    | AskConsultation
    | AnswerConsultation
    | WithdrawConsultation
    | Prolong
    | Apologise
    | Reappoint
    | AssessFee
    | SettleFee
    | Decide
    | WithdrawDecision
    | Complete
    | HandOver
    | Stop
    | AdjustContent
    | Void
    | OpenCorrection
    | CloseCorrection
    | RecomputeClock
    | AddPaper
    | RemovePaper
    | TakeFromStore
)
