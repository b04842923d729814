"""What queries answer with: plain data for pages, lists, screens and programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.catalogue.types import Channel, Component, ProcedureVersion, Regime
from motcua.dossier.types.facts import Facts
from motcua.dossier.types.parts import HeldComponent, Holder
from motcua.dossier.types.states import DigitalState, InvolvementRole, ReturnMethod, State, Timeliness
from motcua.kernel.types import Actor, Refusal
from motcua.papers.types import ConfirmedFacts, CopyStanding, FileRef, SignatureReport
from motcua.parties.types import Declaration, MaskedParty, Text


class Listing(StrEnum):
    """The lists of dossiers, each in the order in which it is worked off."""

    OPEN = "open"
    """What is due first on top; without a date last."""
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    FILINGS = "filings"
    """Online filings awaiting an answer, the most urgent first."""
    CLOSING = "closing"
    """Waiting terms that are over: closing is proposed."""
    UNCOLLECTED = "uncollected"
    """Results at the desk, the longest waiting first."""
    RECEIVED = "received"
    """Everything received, the latest first."""
    ENDED = "ended"
    """Everything that ended, the latest first."""
    CLASSES_DIFFER = "classes_differ"
    """Ended with one class by law and another by QĐ 766 (clock rule 30)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list. `role` says which part the agencies play; `agency_id` narrows to one of those in sight.

    `since` and `until` are days, both included: of receipt or of ending, as the list is ordered. `beyond` and `upto`
    are instants of the same: behind the one, and not behind the other. `alerted_by`: filings of which the desk had to
    be told by then. `code` is the beginning of a code or of the part after its agency. `owing` asks for those that owe
    a fee, `return_method` for those whose result is wanted so, `apology_by` for those whose letter of apology should be
    out by that instant and is not.
    """

    listing: Listing = Listing.OPEN
    role: InvolvementRole = InvolvementRole.RESOLVES
    agency_id: int | None = None
    officer_id: int | None = None
    states: frozenset[State] = frozenset()
    field_code: str = ""
    procedure_code: str = ""
    channel: Channel | None = None
    since: date | None = None
    until: date | None = None
    beyond: datetime | None = None
    upto: datetime | None = None
    alerted_by: datetime | None = None
    apology_by: datetime | None = None
    code: str = ""
    owing: bool = False
    return_method: ReturnMethod | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Where the last page of a list ended: the instant it is ordered by, and the row."""

    instant: datetime | None
    id: int


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of a list. `applicant` is the first applicant's name, empty once erased; `standing` a few words."""

    id: int
    code: str
    filing_number: str
    state: State
    procedure_code: str
    procedure: str
    applicant: str
    channel: Channel
    receiving_agency_id: int
    resolving_agency_id: int
    holder: Holder
    received_at: datetime | None
    due_at: datetime | None
    lapses_at: datetime | None
    appointment_at: datetime | None
    answer_due_at: datetime | None
    waiting_until: date | None
    completed_at: datetime | None
    ended_at: datetime | None
    timeliness: Timeliness | None
    timeliness_766: Timeliness | None
    overdue: bool
    standing: str
    fees_due: int


@dataclass(frozen=True, slots=True)
class DossierList:
    """A page of a list, and where the next one begins (None: this was the last)."""

    rows: tuple[DossierRow, ...]
    after: After | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One move as the dossier's page tells it.

    `title` says what happened, in the active language; empty for a kind of another room, which that room names. `texts`
    are the typed texts it refers to, by the name of their field. `late` says it was entered later than it happened.
    """

    sequence: int
    at: datetime
    recorded_at: datetime
    kind: str
    title: str
    actor: Actor
    actor_name: str
    body: Mapping[str, Any]
    texts: Mapping[str, Text] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything a page shows of one dossier. `sequence` is what its forms send back as `seen`.

    `names` are those of the agencies and officers that appear, by id; `explanation` the due date and its reasons.
    """

    id: int
    sequence: int
    facts: Facts
    version: ProcedureVersion
    regime: Regime
    declaration: Declaration | None
    standing: str
    overdue: bool
    explanation: tuple[str, ...]
    timeline: tuple[TimelineEntry, ...]
    agency_names: Mapping[int, str]
    officer_names: Mapping[int, str]


class ClockTurn(StrEnum):
    """What an act does to the time that runs, whatever it does to the date."""

    BEGINS = "begins"
    RUNS_ON = "runs_on"
    STOPS = "stops"
    STANDS = "stands"
    """It stood still before, and does so afterwards."""
    GOES_ON = "goes_on"
    ENDS = "ends"
    NONE = "none"
    """No time ran before, and none does afterwards."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What commands would do to the dates, or why one would be refused. Nothing was written.

    `lines` are the new lines of the explanation; `moves` says that the due date would be another one.
    """

    refusal: Refusal | None
    state: State
    turn: ClockTurn
    due_before: datetime | None
    due_after: datetime | None
    appointment_before: datetime | None
    appointment_after: datetime | None
    waiting_until: date | None
    timeliness: Timeliness | None
    lines: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the due date changes."""
        return self.due_before != self.due_after


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the way as the public page shows it: no names, no texts."""

    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A dossier as anybody sees it who has its code and a second fact: no full name, number or address.

    `id` is for whoever reads on for him, and is shown to nobody; `kinds` are the kinds of its entries, of other rooms
    too, so that nobody asks the database for what never happened.
    """

    id: int
    code: str
    procedure: str
    agency: str
    receiver: str
    state: State
    timeliness: Timeliness | None
    applicant: MaskedParty | None
    received_at: datetime | None
    due_at: datetime | None
    appointment_at: datetime | None
    completed_at: datetime | None
    handed_over_at: datetime | None
    waiting_until: date | None
    missing: tuple[str, ...]
    answer_due_at: datetime | None
    expected: bool
    fees_due: int
    standing: str
    explanation: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerWait:
    """Until when the answer is promised (NĐ 118/2025 Đ17.2: 8 working hours from its arrival), and the stretches of
    working time until then."""

    due_at: datetime
    stretches: tuple[tuple[datetime, datetime], ...]

    @property
    def minutes(self) -> int:
        """Working minutes that are left; what is begun counts."""
        seconds = sum((closes - opens).total_seconds() for opens, closes in self.stretches)
        return -int(-seconds // 60)


@dataclass(frozen=True, slots=True)
class SignedHere:
    """Who of the house made the last signature of a file, by his name and the title of his post, and when.

    `capacity` is KT., TL., TUQ. in which a scan was signed; a result bears on its face in which it was.
    """

    name: str
    title: str
    capacity: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One file as the dossier's page shows it. `added_by` is an officer's name, empty for any other hand.

    `kind` is a `FileKind`, or a key of whoever else holds files under the dossier (`result`). `in_force` is false for a
    scan in whose place a signed copy stands; that one names it by `signs`. `signatures` says what its signatures are
    worth, where it has any. `signed_here` says who made them, where the house did. `known` is what was confirmed about
    it, by an officer's name. `standing`: whether it is the copy of a paper that holds now, or an earlier one, where its
    time stamp was renewed; `paper` is the attachment by which the dossier's entries know it, that of the first copy.
    """

    attachment: int
    component: str
    kind: str
    file: FileRef
    pages: int
    is_signed: bool
    added_at: datetime
    added_by: str
    in_force: bool = True
    signatures: SignatureReport | None = None
    standing: CopyStanding = CopyStanding.ONLY
    signed_here: SignedHere | None = None
    known: ConfirmedFacts | None = None
    signs: int | None = None
    paper: int = 0


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper of the checklist: how it was handed in (None: not), how it is there electronically, and its files.

    `store` is what the national store was called from which it was taken, if that was said last.
    """

    component: Component
    held: HeldComponent | None
    state: DigitalState
    files: tuple[HeldFile, ...]
    store: str = ""


@dataclass(frozen=True, slots=True)
class DossierPapers:
    """The papers of one dossier. `others` are its files that belong to no paper of the checklist."""

    dossier_id: int
    sequence: int
    rows: tuple[PaperRow, ...]
    others: tuple[HeldFile, ...]


@dataclass(frozen=True, slots=True)
class RowFault:
    """A dossier whose row does not say what its entries fold to: which columns differ, or why folding failed."""

    dossier_id: int
    code: str
    columns: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class NextCodes:
    """What would be written next: on a receipt, and as the number of an online filing."""

    code: str
    filing_number: str
