"""What a dossier is made of: the small frozen parts that commands bring, events carry and facts keep."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.catalogue.types import ApplicantKind, Channel, ServiceLevel
from motcua.dossier.types.states import Alarm, BasisKind, DigitalState, FileKind, InvolvementRole
from motcua.papers.types import Accepted
from motcua.parties.types import TextRef
from motcua.worktime.types import Term


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
class PaperFile:
    """A file that the dossier has for one paper of the checklist, and how the paper got into it.

    `attachment` is the row in `papers` by which the dossier holds it, `file` the SHA-256 of its content in hex. `signs`
    is the attachment of which this is the copy that an officer signed; it stands in that one's place.
    """

    component: str
    attachment: int
    file: str
    file_kind: FileKind
    state: DigitalState
    signs: int | None = None


@dataclass(frozen=True, slots=True)
class StoreNamed:
    """Somebody said that a paper of the checklist was taken from a national store; `store` is what he called it."""

    component: str
    store: TextRef


@dataclass(frozen=True, slots=True)
class NewPaper:
    """An accepted file that is to be held for a paper of the checklist. `signs` is the attachment it is signed from."""

    component: str
    file: Accepted
    kind: FileKind = FileKind.SCAN
    state: DigitalState = DigitalState.DIGITISED
    signs: int | None = None


@dataclass(frozen=True, slots=True)
class OwedFee:
    """One fee or charge, in whole đồng, that this dossier owes; `settled_at` when it was paid or waived.

    `exemption` is the key of the exemption, in the version, whose proof was seen when it was received.
    """

    key: str
    amount: int
    reason: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""
    exemption: str = ""


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
class WhyAsked:
    """Why one paper of the checklist is asked for: the listed reason's key, if one was chosen, and its words."""

    component: str
    reason: TextRef
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class ReservedCode:
    """A code that was set aside for a dossier of that resolving agency and day, which is received on paper."""

    agency_id: int
    day: date
    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Holder:
    """On whose desk the dossier lies: dimensions that change in life."""

    agency_id: int
    unit_id: int | None = None
    officer_id: int | None = None
    step_key: str = ""


@dataclass(frozen=True, slots=True)
class Involved:
    """An agency that may see the dossier, in which role, from when until when (None: still)."""

    agency_id: int
    role: InvolvementRole
    begins_at: datetime
    ends_at: datetime | None = None


# --- the clock --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A closed stretch of time that is not counted: from the opening event to the closing one (clock rule 20)."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """All that a due date is computed from, besides the calendar.

    `started_at` is the event that starts or restarts counting, `day_zero` its day that is not counted (rule 6), `term`
    the whole term with its prolongation, `spans` what is not counted, in the order in which it ended; they may overlap.
    """

    started_at: datetime
    day_zero: date
    term: Term
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One line of the explanation of a due date: what happened, on which article, and the due date after it.

    `days` are the working days that were not counted, where the line speaks of days; `minutes` likewise for terms in
    hours. `article` is the article or the decision it rests on, `calendar` the version of the calendar it was counted
    with.
    """

    kind: BasisKind
    at: datetime
    until: datetime | None = None
    term: Term | None = None
    reason_key: str = ""
    article: str = ""
    due_at: datetime | None = None
    days: tuple[date, ...] = ()
    minutes: int = 0
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ClockState:
    """The clock as it stands after a move. No date runs while `due_at` is None.

    `run` is the legal count, `run_766` the one of QĐ 766 (rule 30): always as if the supplement had the effect
    `continue`. `lapses_at` is the first minute at which an open dossier counts as overdue: 24:00 of the due date for
    terms counted by date, the minute after `due_at` for terms counted `by_minute`. `overdue_before` says that the
    dossier was already overdue when its waiting or pause began, `overdue_766_before` the same by the other measure.
    `promised_at` is the date that an earlier calendar gave and that may not be taken back (rule 25). `warn_at` and
    `apologise_by` are the opening and the close of the last working day before the due date (rule 23).
    """

    run: Run
    run_766: Run
    calendar: str
    due_at: datetime | None
    due_date: date | None
    lapses_at: datetime | None
    due_766_at: datetime | None
    warn_at: datetime | None = None
    apologise_by: datetime | None = None
    promised_at: datetime | None = None
    promised_766_at: datetime | None = None
    started: bool = True
    by_minute: bool = False
    expected: bool = False
    overdue_before: bool = False
    overdue_766_before: bool = False
    basis: tuple[BasisLine, ...] = ()

    @property
    def term(self) -> Term:
        """The whole term that is running, with its prolongation."""
        return self.run.term

    @property
    def day_zero(self) -> date:
        """The day that is not counted."""
        return self.run.day_zero


# --- what happened on the way -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Supplement:
    """A request to supplement after appraisal: asked, waited for until `waiting_until`, answered or not.

    `closing_at` is the next opening after the waiting term, when closing is proposed; both are None where the law sets
    no waiting term. `breach` says the slip came later than the law allows, with a reason.
    """

    slip_no: int
    asked_at: datetime
    missing: tuple[str, ...]
    reason: TextRef | None = None
    breach: bool = False
    waiting_until: date | None = None
    closing_at: datetime | None = None
    answered_at: datetime | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class PauseTaken:
    """Time not counted for one listed reason; open while `ends_at` is None."""

    reason_key: str
    begins_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """Another agency's opinion: its own term, no effect on the clock (NĐ118 Đ19.4)."""

    key: str
    agency_id: int
    asked_at: datetime
    due_at: datetime
    lapses_at: datetime
    question: TextRef | None = None
    answered_at: datetime | None = None
    answer: TextRef | None = None
    late: bool = False
    withdrawn_at: datetime | None = None

    @property
    def is_awaited(self) -> bool:
        """Neither answered, nor taken back by whoever asked."""
        return self.answered_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Apology:
    """The apology of the resolving agency: whether in time, and the new time it proposed, if one was possible."""

    made_at: datetime
    reason: TextRef
    proposed_at: datetime | None = None
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """The agency's own error, repaired at its cost within its own small clock (NĐ118 Đ23.1)."""

    opened_at: datetime
    due_at: datetime
    lapses_at: datetime
    reason: TextRef
    closed_at: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class FiredAlarm:
    """An alarm that has rung for this instant; when the instant moves, it may ring again."""

    alarm: Alarm
    instant: datetime
