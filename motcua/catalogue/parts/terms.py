"""Terms: how long a procedure may take, and what special law says about starting, stopping and lengthening it."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.parts.words import ApplicantKind, Area, Channel, Label
from motcua.worktime.types import Term


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term and the situations it is for. An empty set says "any"; the most specific rule that matches wins.

    Law: NĐ 63/2010 Đ8.2; clock rule 17 (terms differ by case, channel, place and applicant).
    """

    term: Term
    cases: frozenset[str] = frozenset()
    channels: frozenset[Channel] = frozenset()
    areas: frozenset[Area] = frozenset()
    applicants: frozenset[ApplicantKind] = frozenset()
    article: str = ""


class StartEvent(StrEnum):
    """The event from which the term runs (clock rule 7). Receipt, unless special law names another."""

    RECEIVED = "received"
    ARRIVED_AT_RESOLVING_AGENCY = "arrived_at_resolving_agency"
    INSPECTION_BEGUN = "inspection_begun"
    FEE_PAID = "fee_paid"
    ANSWERED_BY_AGENCY = "answered_by_agency"


@dataclass(frozen=True, slots=True)
class StartRule:
    """The start event of a procedure and the article that names it."""

    event: StartEvent = StartEvent.RECEIVED
    article: str = ""


class SupplementEffect(StrEnum):
    """What an answered supplement does to the term (clock rule 19)."""

    RESTART = "restart"
    CONTINUE = "continue"
    RESTART_WITH = "restart_with"


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """What special law says about the supplement of one procedure. None means: as the regime says.

    `term` is the new full term after the answer and exists exactly for `restart_with`.
    """

    effect: SupplementEffect | None = None
    term: Term | None = None
    slip_deadline: Term | None = None
    waiting_term: Term | None = None
    allowed: int | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class SupplementLaw:
    """What holds for the supplement of one dossier: the regime with the procedure's special law laid over it.

    `slip_deadline` and `waiting_term` count as any term does; without a `waiting_term` it may wait for ever.
    """

    effect: SupplementEffect
    term: Term | None
    slip_deadline: Term
    waiting_term: Term | None
    allowed: int
    closing_allowed: bool
    article: str


@dataclass(frozen=True, slots=True)
class PauseReason:
    """A reason for which time is not counted, with the events that open and close it (clock rule 20).

    `opens` and `closes` are the labels of those events, as the dossier's page and `explain` say them. `expected` is how
    long it usually or at most takes, where law says so; it changes no date.
    """

    key: str
    label: Label
    opens: Label
    closes: Label
    article: str
    expected: Term | None = None


class ProlongationEffect(StrEnum):
    """Whether a prolongation's term is added to the original one or replaces it (clock rule 21)."""

    ADDS = "adds"
    BECOMES = "becomes"


@dataclass(frozen=True, slots=True)
class ProlongationRule:
    """A prolongation special law allows, once, with a reason and a notice before the due date (clock rule 21)."""

    key: str
    label: Label
    effect: ProlongationEffect
    term: Term
    article: str
    cases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CollectionLimit:
    """How long a person has to collect the result, and what happens to it afterwards."""

    term: Term
    consequence: Label
    article: str
