"""The enumerations of the heart, each with the named sets that other rooms count by."""

from enum import StrEnum


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
RUNNING = frozenset({State.IN_PROGRESS, State.DECIDED})
"""Open with a date that runs; the other open states have none."""
RESOLVED = frozenset({State.COMPLETED, State.HANDED_OVER, State.STOPPED, State.CLOSED_UNANSWERED})
"""Column (9) of form 07a."""

FINISHED = frozenset({State.HANDED_OVER, State.STOPPED, State.CLOSED_UNANSWERED})
"""Nothing more is to be done: the result is in the person's hands, or there will be none. What the archive lists."""


class Action(StrEnum):
    """Everything that can be asked of a dossier; the columns of the table state × action."""

    ACCEPT = "accept"
    ASK_COMPLETION = "ask_completion"
    COMPLETE_FILING = "complete_filing"
    DECLINE = "decline"
    STOP_FILING = "stop_filing"
    START_CLOCK = "start_clock"
    ASK_SUPPLEMENT = "ask_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    CLOSE_UNANSWERED = "close_unanswered"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_CONSULTATION = "ask_consultation"
    ANSWER_CONSULTATION = "answer_consultation"
    WITHDRAW_CONSULTATION = "withdraw_consultation"
    PROLONG = "prolong"
    APOLOGISE = "apologise"
    REAPPOINT = "reappoint"
    ASSESS_FEE = "assess_fee"
    SETTLE_FEE = "settle_fee"
    DECIDE = "decide"
    WITHDRAW_DECISION = "withdraw_decision"
    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    STOP = "stop"
    ADJUST_CONTENT = "adjust_content"
    VOID = "void"
    OPEN_CORRECTION = "open_correction"
    CLOSE_CORRECTION = "close_correction"
    RECOMPUTE_CLOCK = "recompute_clock"
    ADD_PAPER = "add_paper"
    REMOVE_PAPER = "remove_paper"
    TAKE_FROM_STORE = "take_from_store"


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


class ClassesDiffer(StrEnum):
    """Why the class by law is another than that by QĐ 766 (clock rule 30)."""

    RESTARTED = "restarted"
    """By law the supplement starts the term anew, QĐ 766 only leaves out the waiting."""
    BY_THE_MINUTE = "by_the_minute"
    """The law compares days, QĐ 766 hours and minutes."""
    SECOND_SUPPLEMENT = "second_supplement"
    """QĐ 766 takes a second request to supplement for a delay."""
    ENDED_WAITING = "ended_waiting"
    """It ended while no date ran."""
    OTHER_COUNT = "other_count"
    """Both count, and come to other days."""
    BROUGHT_OVER = "brought_over"
    """It came with its classes from another system."""


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


class DigitalState(StrEnum):
    """How a paper of the checklist is there electronically (TT 01/2023; items 4.2 to 4.4 of QĐ 766)."""

    NOT_DIGITISED = "not_digitised"
    DIGITISED = "digitised"
    """Scanned here, or handed in as a file."""
    REUSED = "reused"
    """A file that the house had already: the result of an earlier procedure, or a paper of an earlier dossier."""
    NATIONAL_STORE = "national_store"
    """Fetched from a national or specialised database, or from the national data store."""


class FileKind(StrEnum):
    """What a file of a component is. The key under which `papers` holds it."""

    SUBMITTED = "submitted"
    """Handed in as a file by the person."""
    SCAN = "scan"
    """A picture of the paper, taken here."""
    REUSED = "reused"
    """A copy of a file that the house had already."""


SIGNED_SLIP = "signed_slip"
"""As what a slip that its maker signed is held; its component is the form."""


COLLECTOR_SIGNATURE = "collector_signature"
"""As what the picture of the signature of whoever took the result is held; it belongs to no paper."""


class Alarm(StrEnum):
    """The instants at which something can change without anybody acting."""

    FILING_ALERT = "filing_alert"
    FILING_ANSWER_DUE = "filing_answer_due"
    DUE_TOMORROW = "due_tomorrow"
    APOLOGY_DUE = "apology_due"
    EXPIRY = "expiry"
    WAITING_OVER = "waiting_over"
    CONSULTATION_DUE = "consultation_due"
    CORRECTION_DUE = "correction_due"


class InvolvementRole(StrEnum):
    """In which role an agency may see a dossier."""

    RECEIVES = "receives"
    RESOLVES = "resolves"
    CONSULTED = "consulted"
    CHAIN = "chain"


class BasisKind(StrEnum):
    """What moved, or did not move, a due date: the kinds of line in its explanation."""

    RECEIVED = "received"
    STARTED = "started"
    RESTARTED = "restarted"
    NOT_COUNTED = "not_counted"
    STAYED_OVERDUE = "stayed_overdue"
    PROLONGED = "prolonged"
    CALENDAR_CHANGED = "calendar_changed"
    CALENDAR_KEPT = "calendar_kept"
    REAPPOINTED = "reappointed"
    IMPORTED = "imported"
