"""What crosses the door of the course: work items, where a step lands, what a person may do next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motcua.dossier.types import Action
from motcua.organisation.types import Role
from motcua.parties.types import TextRef


class WorkKind(StrEnum):
    """Work that no process definition names: what the law itself puts on somebody's desk.

    All other kinds are those of `catalogue.types.StepKind`.
    """

    ANSWER_FILING = "answer_filing"
    AWAIT_COMPLETION = "await_completion"
    AWAIT_SUPPLEMENT = "await_supplement"
    CORRECT = "correct"


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
class WorkItem:
    """One piece of work on one desk. `due_at` is its own: lateness is attributable to a step and a person.

    `number` names it within its dossier: the sequence of the entry that opened it. A held item waits for somebody
    outside (a supplement, a payment): no time runs for it. `late` is known once closed.
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

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.closed_at is None


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
class Choice:
    """Something the person may do now: a way out of an open step, or a legal act beside the steps.

    `needs` names what must be typed or chosen with it (`reason`, `missing`, `collector` …).
    """

    key: str
    label: str
    work_number: int | None = None
    action: Action | None = None
    needs: tuple[str, ...] = ()
    is_main: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
