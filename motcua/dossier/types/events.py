"""What happened: one frozen event per kind of entry in a dossier's stream.

An event carries everything that was computed when it was decided (dates, classes, the clock after it), so that folding
needs no calendar and no law. `reason_key` is that of the listed reason, beside its words of the day. Its kind is
`dossier.` and its name; its instant is the entry's `at`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.dossier.types.endings import (
    Completed,
    Corrected,
    CorrectionOpened,
    Decided,
    DecisionWithdrawn,
    HandedOver,
    Stopped,
    Voided,
)
from motcua.dossier.types.papers import PaperAdded, PaperRemoved, PapersDestroyed, PaperStateSaid
from motcua.dossier.types.parts import (
    Apology,
    ClockState,
    Consultation,
    HeldComponent,
    Holder,
    OwedFee,
    PauseTaken,
    Subject,
    Supplement,
    WhyAsked,
)
from motcua.dossier.types.states import (
    Alarm,
    DeclineReason,
    Outcome,
    ReturnMethod,
    State,
    Timeliness,
)
from motcua.parties.types import DeclarationRef, TextRef

# --- before the receipt -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filed:
    """An online filing arrived: to be alerted of at `alert_at`, answered by `answer_due_at` (NĐ118 Đ17.2)."""

    kind: ClassVar[str] = "dossier.filed"
    subject: Subject
    declaration: DeclarationRef
    regime: str
    calendar_key: str
    holder: Holder
    filing_number: str
    filed_at: datetime
    arrived_at: datetime
    alert_at: datetime
    answer_due_at: datetime
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    desk_key: str = ""
    request: TextRef | None = None


@dataclass(frozen=True, slots=True)
class CompletionAsked:
    """Sent back at intake to be completed."""

    kind: ClassVar[str] = "dossier.completion_asked"
    missing: tuple[str, ...]
    note: TextRef | None = None
    reason_key: str = ""
    papers: tuple[WhyAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingCompleted:
    """Completed by the person: the desk owes an answer anew."""

    kind: ClassVar[str] = "dossier.filing_completed"
    components: tuple[HeldComponent, ...]
    arrived_at: datetime
    alert_at: datetime
    answer_due_at: datetime


@dataclass(frozen=True, slots=True)
class Declined:
    """Declined at intake."""

    kind: ClassVar[str] = "dossier.declined"
    reason: DeclineReason
    note: TextRef | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class FilingStopped:
    """Taken back by the filer before acceptance."""

    kind: ClassVar[str] = "dossier.filing_stopped"


# --- receipt ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Received:
    """Received complete and valid: it has a code and a clock. Carries every dimension the figures are cut by."""

    kind: ClassVar[str] = "dossier.received"
    code: str
    subject: Subject
    declaration: DeclarationRef
    regime: str
    calendar_key: str
    holder: Holder
    clock: ClockState
    filed_at: datetime
    appointment_at: datetime | None = None
    arrived_at: datetime | None = None
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    desk_key: str = ""
    request: TextRef | None = None
    receipt_book: str = ""
    receipt_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Taken over from another system, its dates frozen as they were promised."""

    kind: ClassVar[str] = "dossier.imported"
    source: str
    state: State
    code: str
    subject: Subject
    declaration: DeclarationRef
    regime: str
    calendar_key: str
    holder: Holder
    clock: ClockState
    received_at: datetime
    appointment_at: datetime | None = None
    filed_at: datetime | None = None
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    supplements: tuple[Supplement, ...] = ()
    pauses: tuple[PauseTaken, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    apology: Apology | None = None
    reappointments: int = 0
    outcome: Outcome | None = None
    decided_at: datetime | None = None
    completed_at: datetime | None = None
    ended_at: datetime | None = None
    result_number: str = ""
    timeliness: Timeliness | None = None
    timeliness_766: Timeliness | None = None
    reappointment_kept: bool | None = None
    handed_over_at: datetime | None = None
    handed_over_by: ReturnMethod | None = None


# --- on the way -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClockStarted:
    """The start event of special law happened: counting begins."""

    kind: ClassVar[str] = "dossier.clock_started"
    clock: ClockState


@dataclass(frozen=True, slots=True)
class SupplementAsked:
    """A supplement after appraisal was asked for; no date runs while it is awaited."""

    kind: ClassVar[str] = "dossier.supplement_asked"
    slip_no: int
    missing: tuple[str, ...]
    clock: ClockState
    overdue_before: bool
    breach: bool = False
    reason: TextRef | None = None
    late_reason: TextRef | None = None
    waiting_until: date | None = None
    closing_at: datetime | None = None
    reason_key: str = ""
    papers: tuple[WhyAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementAnswered:
    """The full dossier is in."""

    kind: ClassVar[str] = "dossier.supplement_answered"
    components: tuple[HeldComponent, ...]
    clock: ClockState


@dataclass(frozen=True, slots=True)
class ClosingProposed:
    """The waiting term is over: the desk's officer may close."""

    kind: ClassVar[str] = "dossier.closing_proposed"


@dataclass(frozen=True, slots=True)
class ClosedUnanswered:
    """Closed because the supplement did not come. Carries the dossier's classes (rule 28)."""

    kind: ClassVar[str] = "dossier.closed_unanswered"
    timeliness: Timeliness
    timeliness_766: Timeliness


@dataclass(frozen=True, slots=True)
class Paused:
    """Time stopped being counted for a listed reason."""

    kind: ClassVar[str] = "dossier.paused"
    reason_key: str
    clock: ClockState
    note: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The reason ended. The clock runs again unless another reason still holds."""

    kind: ClassVar[str] = "dossier.resumed"
    reason_key: str
    clock: ClockState


@dataclass(frozen=True, slots=True)
class ConsultationAsked:
    """Another agency was asked for its opinion."""

    kind: ClassVar[str] = "dossier.consultation_asked"
    key: str
    agency_id: int
    due_at: datetime
    lapses_at: datetime
    question: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ConsultationAnswered:
    """It answered, late or not."""

    kind: ClassVar[str] = "dossier.consultation_answered"
    key: str
    agency_id: int
    late: bool
    answer: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ConsultationWithdrawn:
    """Its answer is needed no more: neither late nor in time."""

    kind: ClassVar[str] = "dossier.consultation_withdrawn"
    key: str
    agency_id: int
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Prolonged:
    """The term was lengthened by a rule of special law."""

    kind: ClassVar[str] = "dossier.prolonged"
    rule_key: str
    reason: TextRef
    clock: ClockState


@dataclass(frozen=True, slots=True)
class Apologised:
    """The resolving agency apologised; `in_time` says whether at least the lawful days before the due date."""

    kind: ClassVar[str] = "dossier.apologised"
    reason: TextRef
    in_time: bool
    proposed_at: datetime | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class Reappointed:
    """The person was given a new appointment. `clock` is there only where re-appointing moves the due date."""

    kind: ClassVar[str] = "dossier.reappointed"
    appointment_at: datetime
    in_time: bool
    clock: ClockState | None = None


@dataclass(frozen=True, slots=True)
class FeeAssessed:
    """A financial obligation was fixed after intake."""

    kind: ClassVar[str] = "dossier.fee_assessed"
    fee: OwedFee


@dataclass(frozen=True, slots=True)
class FeeSettled:
    """A fee was paid or waived."""

    kind: ClassVar[str] = "dossier.fee_settled"
    key: str
    by: str


@dataclass(frozen=True, slots=True)
class ContentAdjusted:
    """The online filer adjusted the content."""

    kind: ClassVar[str] = "dossier.content_adjusted"
    note: TextRef
    declaration: DeclarationRef | None = None
    components: tuple[HeldComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockRecomputed:
    """The calendar changed: dates moved later, or were kept where they would have moved earlier."""

    kind: ClassVar[str] = "dossier.clock_recomputed"
    decision: str
    calendar: str
    clock: ClockState | None = None
    waiting_until: date | None = None
    closing_at: datetime | None = None
    answer_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlarmFired:
    """The sweep rang for this instant."""

    kind: ClassVar[str] = "dossier.alarm_fired"
    alarm: Alarm
    instant: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """The dossier lies on another desk."""

    kind: ClassVar[str] = "dossier.moved"
    holder: Holder


@dataclass(frozen=True, slots=True)
class Inherited:
    """An agency ended, and its heir answers for the dossier in its place; `holder` is the desk it lies on then."""

    kind: ClassVar[str] = "dossier.inherited"
    predecessor_id: int
    heir_id: int
    holder: Holder


Event = (
    Filed
    | CompletionAsked
    | FilingCompleted
    | Declined
    | FilingStopped
    | Received
    | Imported
    | ClockStarted
    | SupplementAsked
    | SupplementAnswered
    | ClosingProposed
    | ClosedUnanswered
    | Paused
    | Resumed
    | ConsultationAsked
    | ConsultationAnswered
    | ConsultationWithdrawn
    | Prolonged
    | Apologised
    | Reappointed
    | FeeAssessed
    | FeeSettled
    | ContentAdjusted
    | PaperAdded
    | PaperRemoved
    | PaperStateSaid
    | PapersDestroyed
    | ClockRecomputed
    | AlarmFired
    | Moved
    | Inherited
    | Decided
    | DecisionWithdrawn
    | Completed
    | HandedOver
    | Stopped
    | Voided
    | CorrectionOpened
    | Corrected
)
