"""What crosses the door of the counter: visits, what was handed in during one, and the dated rules of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.process.types import Receipt


@dataclass(frozen=True, slots=True)
class Taken:
    """A dossier that was taken in during a visit.

    `shown` are the keys of the originals that were only shown; `handed_back_at` is when the person had them again.
    """

    dossier_id: int
    taken_at: datetime
    shown: tuple[str, ...] = ()
    handed_back_at: datetime | None = None

    @property
    def owes_originals(self) -> bool:
        """Whether originals of the person still lie on the desk."""
        return bool(self.shown) and self.handed_back_at is None


@dataclass(frozen=True, slots=True)
class Visit:
    """One person served at a counter: the number of the ticket, by place and day, and what he handed in, in order."""

    id: int
    number: int
    agency_id: int
    officer_id: int
    begun_at: datetime
    dossiers: tuple[Taken, ...]

    @property
    def dossier_ids(self) -> tuple[int, ...]:
        """The dossiers, in the order in which they were taken in."""
        return tuple(one.dossier_id for one in self.dossiers)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What receiving at the counter answers: the receipt, and the visit; None for what nobody brought himself today."""

    receipt: Receipt
    visit_id: int | None


@dataclass(frozen=True, slots=True)
class GroupTakenIn:
    """What receiving a group answers: the receipts in the order of its rows, and the visit as for one dossier."""

    receipts: tuple[Receipt, ...]
    visit_id: int | None


@dataclass(frozen=True, slots=True)
class CounterRules:
    """What the desk may do while the person still stands there: dated data. `decision` says who decided so."""

    since: date
    void_minutes: int
    most_dossiers: int
    kept_days: int
    most_typed: int
    often_days: int
    decision: str


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A receiving sheet that waits for somebody who ran home: what was typed and ticked, by the names of its fields.

    `name` is that of the first applicant as typed, empty where nobody was named yet.
    """

    id: int
    procedure_code: str
    kept_at: datetime
    expires_at: datetime
    typed: Mapping[str, str]

    @property
    def name(self) -> str:
        """Whom it is of."""
        return self.typed.get("applicant-name", "")
