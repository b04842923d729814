"""Which signatures a result needs, in which order, by whom and where they stand: what makes it an electronic paper."""

from dataclasses import dataclass, field
from enum import StrEnum

from motcua.catalogue.parts.words import Label
from motcua.organisation.types import SigningCapacity
from motcua.papers.types import Beside


class SignedBy(StrEnum):
    """Whose key makes a signature."""

    OFFICER = "officer"
    """The personal key of whoever does the step."""

    AGENCY = "agency"
    """The key of the agency that does the step: its seal."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where a signature shows: beside words on the paper, shifted and sized in points (1/72 inch).

    The words may hold `{signer}` and `{title}` (of whoever signed first), `{number}` and `{issuer}`.
    """

    words: str
    width: int
    height: int
    beside: Beside = Beside.BELOW
    right: int = 0
    up: int = 0


@dataclass(frozen=True, slots=True)
class ResultSignature:
    """One signature that a result needs. `key` names it in the paper, `step` is the step of the process that makes it.

    Lower turns sign first; the first of all is made by the step that approves. `capacities` are those in which an
    officer may sign, his own when none is named. `stamp` is the template of what shows; without a place nothing does.
    """

    key: str
    label: Label
    turn: int
    step: str
    stamp: str
    by: SignedBy = SignedBy.OFFICER
    capacities: frozenset[SigningCapacity] = field(default_factory=frozenset)
    place: SignaturePlace | None = None
