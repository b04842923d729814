"""Work items, where a step lands, what a person may do next, and what came of a move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.catalogue.types import ReasonKind, StepKind
from motcua.dossier.types import Action, Command, TakenOver, Timeliness
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role
from motcua.parties.types import TextRef


class WorkKind(StrEnum):
    """Work that no process definition names: what the law itself puts on somebody's desk.

    All other kinds are those of `catalogue.types.StepKind`.
    """

    ANSWER_FILING = "answer_filing"
    AWAIT_COMPLETION = "await_completion"
    AWAIT_SUPPLEMENT = "await_supplement"
    CONFIRM_CLOSING = "confirm_closing"
    """The waiting term of a supplement is over: somebody at the desk confirms that the dossier is closed."""
    CORRECT = "correct"
    GIVE_OPINION = "give_opinion"
    """Another agency was asked for its opinion: it lies there, with a term of its own, until it is given."""


BESIDE = frozenset({WorkKind.CORRECT, WorkKind.GIVE_OPINION})
"""Work that lies open beside the course of the dossier: it does not say where the dossier is."""


AWAITING: frozenset[str] = frozenset({WorkKind.AWAIT_COMPLETION, WorkKind.AWAIT_SUPPLEMENT, StepKind.PAY})
"""Work that lies with nobody in truth: the person answers, supplements or pays."""


class WorkEntry(StrEnum):
    """The kinds of entries that tell of work, in the stream of its dossier."""

    OPENED = "process.work_opened"
    CLOSED = "process.work_closed"
    HELD = "process.work_held"
    RESUMED = "process.work_resumed"
    PLACED = "process.work_placed"
    INHERITED = "process.work_inherited"


CLOSING_DECIDED = "process.closing_decided"
"""The kind of entry that tells what an agency decided about closing, in a stream of its own."""


class Because(StrEnum):
    """Why a work item lies where it lies."""

    LEAST_LOADED = "least_loaded"
    ONLY_ONE = "only_one"
    RECEIVED_IT = "received_it"
    HAD_IT_BEFORE = "had_it_before"
    NOBODY = "nobody"
    """Nobody holds the post: it lies in the unit's pool, and `control` warns."""
    POOL = "pool"
    """It lies in the pool on purpose: whoever of the role comes first."""
    TAKEN = "taken"
    REASSIGNED = "reassigned"


@dataclass(frozen=True, slots=True)
class Placement:
    """On whose desk a step lands, and why. `load` is how many open items the officer had."""

    agency_id: int
    unit_id: int | None
    role: Role
    officer_id: int | None
    because: Because
    load: int = 0


@dataclass(frozen=True, slots=True)
class Sender:
    """An officer who sent a dossier on out of an agency, and waits for it there."""

    officer_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One piece of work on one desk. `due_at` is its own: lateness is attributable to a step and a person.

    `number` names it within its dossier: the sequence of the entry that opened it. A held item waits for somebody
    outside (a supplement, a payment): no time runs for it. `late` is known once closed. `papers_at` is when its papers
    reach the desk, where that is on a later day than the receipt (NĐ118 Đ18; clock rule 9): its time runs from then.
    `sender` waits for it while it is open, where somebody sent it out of his agency.
    """

    number: int
    dossier_id: int
    step_key: str
    kind: str
    placement: Placement
    opened_at: datetime
    due_at: datetime | None
    held_since: datetime | None = None
    closed_at: datetime | None = None
    action_key: str = ""
    late: bool | None = None
    previous_number: int | None = None
    papers_at: datetime | None = None
    sender: Sender | None = None

    @property
    def begins_at(self) -> datetime:
        """From when its time runs."""
        return self.papers_at or self.opened_at

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class WorkKey:
    """Names a piece of work in the whole house."""

    dossier_id: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "WorkKey | None":
        """Reads the written form, such as `12-7`; None where it is none."""
        dossier_id, _dash, number = text.partition("-")
        is_key = all(part.isascii() and part.isdigit() for part in (dossier_id, number))
        return cls(int(dossier_id), int(number)) if is_key else None

    def __str__(self) -> str:
        return f"{self.dossier_id}-{self.number}"


@dataclass(frozen=True, slots=True)
class DoneInBulk:
    """What became of one piece of work among many: nothing stands in the way (done), or what does."""

    key: WorkKey
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A move written down after it happened (nhập bù, clock rule 2): why, and whether this person may do so."""

    reason: TextRef
    may_enter: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer of a reception: the dossier, and the code printed on its receipt (empty for a filing)."""

    dossier_id: int
    code: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The answer of a move: where the dossier's stream stands now, for the next `seen`."""

    dossier_id: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A dossier that comes over from another system: how it stood there, in which step, on whose desk.

    Without a step it is the one that follows from its state; without an officer it is placed like any new work.
    """

    taken: TakenOver
    step_key: str = ""
    officer_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakenOverAs:
    """What became of it here; the classes, by our own rules, only where it has ended."""

    dossier_id: int
    code: str
    timeliness: Timeliness | None
    timeliness_766: Timeliness | None


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """A date counted anew after its calendar changed: what it was and what it is. Equal: it would have come earlier."""

    dossier_id: int
    name: str
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a changed calendar did: how many dossiers it could concern, how many dates stayed a promise, which moved."""

    concerned: int
    kept: int
    moves: tuple[ClockMoved, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the person may do now: a way out of an open step, or a legal act beside the steps.

    `needs` names what must be typed or chosen with it (`reason`, `missing`, `collector` …), `values` what is offered
    there already. `on_the_date` is what a way out asks of the heart, in order: pauses that end and begin, a decision,
    the completion; a page foretells from it what becomes of the date. `leads_to` is the step it opens. `signs` is the
    key of the signature by which a way out is taken; `needs` is then what making it on paper needs. `reason_kind` is
    the list from which its reason is chosen.
    """

    key: str
    label: str
    work_number: int | None = None
    action: Action | None = None
    needs: tuple[str, ...] = ()
    is_main: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    on_the_date: tuple[Command, ...] = ()
    leads_to: str = ""
    signs: str = ""
    reason_kind: ReasonKind | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """Work that lies open, and what this person may do with it besides the ways out of its step."""

    work: WorkItem
    step: str
    officer: str
    may_take: bool
    may_give: bool
    may_send_back: bool
    may_recall: bool


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A role that processes in force need in an agency and that nobody holds there; `procedures` are their codes.

    `waiting` is how much open work of that role lies with nobody there.
    """

    agency_id: int
    role: Role
    procedures: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """The agencies for which somebody may decide how codes are written, and whether also for all at once."""

    agency_ids: frozenset[int]
    for_all: bool

    def covers(self, agency_id: int | None) -> bool:
        """Whether he may decide it for that agency (None: for all)."""
        return self.for_all if agency_id is None else agency_id in self.agency_ids


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """That from a day on an agency's dossiers close by themselves when nobody answers, or that a person confirms it.

    Without any, a person confirms (clock rule 19).
    """

    agency_id: int
    valid_from: date
    by_itself: bool
    decided_by: str

    def objection(self, *, today: date) -> Refusal | None:
        """Why this cannot be decided today: nothing is decided for a day that has begun, or by nobody."""
        if self.valid_from <= today:
            return Refusal("closing_rule_too_soon", {"day": self.valid_from, "today": today})
        return None if self.decided_by.strip() else Refusal("closing_rule_without_decision")


@dataclass(frozen=True, slots=True)
class Settlement:
    """With what fees are settled: the receipt as dossiers name it, and the statements that write it down."""

    by: str
    statements: tuple[tuple[str, Sequence[Any]], ...] = ()


RESOLVED_AT_ONCE = "process.resolved_at_once"
"""The kind of entry that tells who signed what was given on the spot, in the stream of its dossier."""


@dataclass(frozen=True, slots=True)
class DoneAtOnce:
    """A dossier that began and ended with one press, and the number of its result in the register."""

    dossier_id: int
    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs for an agency, and the title of the post in which he does."""

    officer_id: int
    name: str
    title: str
