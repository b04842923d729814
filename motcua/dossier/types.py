"""What crosses the door of the heart: states, commands, events, facts.

The life of a dossier is a decider: `rules.decide(facts, command, ...)` answers with events or a refusal, and
`rules.evolve(facts, event)` folds them. An event carries everything that was computed (dates, classes), so that folding
needs no calendar and no law. Names of people and typed texts never appear here: only references into `parties`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from motcua.parties.types import DeclarationRef, TextRef
from motcua.worktime.types import Term


class State(StrEnum):
    """Where a dossier stands in law. It begins before receipt, with a filing."""

    FILED = "filed"
    INTAKE_COMPLETION = "intake_completion"
    DECLINED_AT_INTAKE = "declined_at_intake"
    FILING_STOPPED = "filing_stopped"
    IN_PROGRESS = "in_progress"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    PAUSED = "paused"
    DECIDED = "decided"
    COMPLETED = "completed"
    HANDED_OVER = "handed_over"
    STOPPED = "stopped"
    CLOSED_UNANSWERED = "closed_unanswered"
    VOIDED = "voided"


BEFORE_RECEIPT = frozenset({State.FILED, State.INTAKE_COMPLETION, State.DECLINED_AT_INTAKE, State.FILING_STOPPED})
"""Not a dossier in the figures: no code, no clock."""
OPEN = frozenset({State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.PAUSED, State.DECIDED})
"""Received and not yet ended: columns (13) to (15) of form 07a."""
RESOLVED = frozenset({State.COMPLETED, State.HANDED_OVER, State.STOPPED, State.CLOSED_UNANSWERED})
"""Column (9) of form 07a."""


class Action(StrEnum):
    """Everything that can be asked of a dossier; the rows of the table state × action."""

    ACCEPT = "accept"
    ASK_COMPLETION = "ask_completion"
    COMPLETE_FILING = "complete_filing"
    DECLINE = "decline"
    STOP_FILING = "stop_filing"
    ASK_SUPPLEMENT = "ask_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    CLOSE_UNANSWERED = "close_unanswered"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_CONSULTATION = "ask_consultation"
    ANSWER_CONSULTATION = "answer_consultation"
    PROLONG = "prolong"
    APOLOGISE = "apologise"
    REAPPOINT = "reappoint"
    ASSESS_FEE = "assess_fee"
    SETTLE_FEE = "settle_fee"
    DECIDE = "decide"
    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    STOP = "stop"
    ADJUST_CONTENT = "adjust_content"
    VOID = "void"
    OPEN_CORRECTION = "open_correction"
    CLOSE_CORRECTION = "close_correction"
    RECOMPUTE_CLOCK = "recompute_clock"


class Channel(StrEnum):
    """By which way the dossier came in."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class ServiceLevel(StrEnum):
    """Dated level of online service of the procedure on the day of receipt; 3 and 4 until 2022."""

    FULL = "full"
    PART = "part"
    LEVEL_4 = "4"
    LEVEL_3 = "3"
    NONE = "none"


class ApplicantKind(StrEnum):
    """Who the applicant is, as far as terms and fees depend on it."""

    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"
    FOREIGNER = "foreigner"


class ReturnMethod(StrEnum):
    """How the result is to reach the person."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


class Timeliness(StrEnum):
    """Early, on time, late (TT 01/2018 Đ13.1; clock rules 26 to 28)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Outcome(StrEnum):
    """How a dossier was resolved."""

    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED_UNANSWERED = "closed_unanswered"


class DeclineReason(StrEnum):
    """Why a filing is not received."""

    INCOMPLETE = "incomplete"
    WRONG_COMPETENCE = "wrong_competence"
    NOT_ELIGIBLE = "not_eligible"
    OTHER = "other"


class Alarm(StrEnum):
    """The instants at which something can change without anybody acting."""

    FILING_ALERT = "filing_alert"
    FILING_ANSWER_DUE = "filing_answer_due"
    APOLOGY_DUE = "apology_due"
    DUE_TOMORROW = "due_tomorrow"
    EXPIRY = "expiry"
    WAITING_OVER = "waiting_over"
    CORRECTION_DUE = "correction_due"


class InvolvementRole(StrEnum):
    """In which role an agency may see a dossier."""

    RECEIVES = "receives"
    RESOLVES = "resolves"
    CONSULTED = "consulted"
    CHAIN = "chain"


# --- what a dossier is made of ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeldComponent:
    """One paper of the checklist as it lies in the dossier."""

    key: str
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0
    electronic: bool = False
    presented: bool = False


@dataclass(frozen=True, slots=True)
class OwedFee:
    """One fee or charge, in whole đồng, that this dossier owes; `settled_at` when it was paid or waived."""

    key: str
    amount: int
    reason: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being asked of whom: the dimensions every figure is cut by. Written whole into `received`."""

    procedure_version_id: int
    procedure_code: str
    field_code: str
    level: str
    case_key: str
    channel: Channel
    service_level: ServiceLevel
    applicant_kind: ApplicantKind
    receiving_agency_id: int
    resolving_agency_id: int
    line: str
    commune_code: str = ""
    area_key: str = ""
    quantity: int = 1
    cross_boundary: bool = False


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One line of the explanation of a due date: what happened, on which article, and the due date after it.

    `kind` is one of received, restarted, resumed, paused, prolonged, calendar_changed, corrected, reappointed, imported.
    `days` are the counted (or not counted) working days as ISO dates, where the line speaks of days.
    """

    kind: str
    at: datetime
    until: datetime | None = None
    term: Term | None = None
    reason_key: str = ""
    article: str = ""
    due_at: datetime | None = None
    days: tuple[date, ...] = ()
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ClockState:
    """The clock as it stands after a move. No date runs while `due_at` is None.

    `due_766_at` is the date under the measure of QĐ 766 (rule 30). `overdue_before` says that the dossier was already
    overdue when its waiting or pause began. `lapses_at` is the first minute at which an open dossier counts as overdue.
    """

    term: Term
    calendar: str
    day_zero: date
    due_at: datetime | None
    due_date: date | None
    lapses_at: datetime | None
    due_766_at: datetime | None
    by_minute: bool = False
    expected: bool = False
    overdue_before: bool = False
    basis: tuple[BasisLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """On whose desk the dossier lies: dimensions that change in life."""

    agency_id: int
    unit_id: int | None = None
    officer_id: int | None = None
    step_key: str = ""


# --- commands ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything needed to receive a dossier by counter or post, or to let an online filing arrive."""

    subject: Subject
    declaration: DeclarationRef
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    desk_key: str = ""
    request: TextRef | None = None
    filed_at: datetime | None = None
    receipt_book: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """The online filing is complete and valid: it becomes a dossier."""

    action: ClassVar[Action] = Action.ACCEPT
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    desk_key: str = ""


@dataclass(frozen=True, slots=True)
class AskCompletion:
    """Phiếu yêu cầu bổ sung at intake: no receipt, no clock."""

    action: ClassVar[Action] = Action.ASK_COMPLETION
    missing: tuple[str, ...]
    note: TextRef | None = None


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


@dataclass(frozen=True, slots=True)
class StopFiling:
    """The online filer takes the filing back before it is accepted: not counted at all."""

    action: ClassVar[Action] = Action.STOP_FILING


@dataclass(frozen=True, slots=True)
class AskSupplement:
    """Yêu cầu bổ sung sau thẩm định. `late_reason` is required after the third working day."""

    action: ClassVar[Action] = Action.ASK_SUPPLEMENT
    missing: tuple[str, ...]
    reason: TextRef | None = None
    late_reason: TextRef | None = None


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


@dataclass(frozen=True, slots=True)
class AdjustContent:
    """An online filer adjusts the content before the decision: no effect on the clock."""

    action: ClassVar[Action] = Action.ADJUST_CONTENT
    note: TextRef


@dataclass(frozen=True, slots=True)
class Void:
    """Huỷ do nhập nhầm: the receipt was a mistake; the code is kept and stays visible."""

    action: ClassVar[Action] = Action.VOID
    reason: TextRef
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """The agency's own error after hand-over (NĐ118 Đ23.1)."""

    action: ClassVar[Action] = Action.OPEN_CORRECTION
    reason: TextRef


@dataclass(frozen=True, slots=True)
class CloseCorrection:
    """The corrected result is at the desk."""

    action: ClassVar[Action] = Action.CLOSE_CORRECTION


@dataclass(frozen=True, slots=True)
class RecomputeClock:
    """The calendar changed: the date moves later or stays (rule 25)."""

    action: ClassVar[Action] = Action.RECOMPUTE_CLOCK
    calendar: str
    decision: str


Command = (
    Accept
    | AskCompletion
    | CompleteFiling
    | Decline
    | StopFiling
    | AskSupplement
    | AnswerSupplement
    | CloseUnanswered
    | Pause
    | Resume
    | AskConsultation
    | AnswerConsultation
    | Prolong
    | Apologise
    | Reappoint
    | AssessFee
    | SettleFee
    | Decide
    | Complete
    | HandOver
    | Stop
    | AdjustContent
    | Void
    | OpenCorrection
    | CloseCorrection
    | RecomputeClock
)
