"""Days by decision, and the counting anew of running dates that follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.types import Refusal
from motcua.process.types.work import Recomputed

MOST_DECIDED_DAYS = 60
"""Days that one decision may enter here; the longest closures of the floods were shorter."""


@dataclass(frozen=True, slots=True)
class Recount:
    """A stretch of counting anew: up to which dossier it came, what it did, and whether none is left."""

    last_id: int
    told: Recomputed
    is_done: bool


class DaysKind(StrEnum):
    """What a decision about days says."""

    DAY_OFF = "day_off"
    SWAP = "swap"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class DecidedDays:
    """Days by decision: off for everybody, one day off for another that is worked, or agencies that are closed.

    `worked_instead` belongs to a swap, `agency_ids` and `stops_terms` to a closure (rule 5).
    """

    kind: DaysKind
    first_day: date
    last_day: date
    name: str
    decision: str
    worked_instead: date | None = None
    agency_ids: frozenset[int] = frozenset()
    stops_terms: bool = False

    def objection(self) -> Refusal | None:
        """Why it is no decision about days, or nothing."""
        if self.last_day < self.first_day:
            return Refusal("days_not_in_order", {"first": self.first_day, "last": self.last_day})
        if (self.last_day - self.first_day).days >= MOST_DECIDED_DAYS:
            return Refusal("days_too_many", {"most": MOST_DECIDED_DAYS})
        if self.kind is DaysKind.SWAP and self.worked_instead in (None, self.first_day):
            return Refusal("swap_without_worked_day")
        if self.kind is DaysKind.CLOSURE and not self.agency_ids:
            return Refusal("closure_without_agencies", {"day": self.first_day})
        return None


@dataclass(frozen=True, slots=True)
class Closure:
    """Agencies that a decision keeps closed, from its first to its last day; their identifiers."""

    decision: str
    name: str
    first_day: date
    last_day: date
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lifting:
    """That the closure of the decision `closed_by` holds no more from a day on, by the decision `lifted_by`."""

    closed_by: str
    lifted_by: str
    from_day: date
