"""What crosses the door of the counter: visits, what was handed in during one, and the dated rules of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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
    parcel_hours: int
    parcel_kept_days: int
    most_parcels: int
    pad_codes: int
    most_pad_codes: int
    pad_days_ahead: int
    pad_hours: int
    decision: str


class ParcelState(StrEnum):
    """What became of a parcel that came by public post."""

    WAITING = "waiting"
    """It arrived; nobody has opened and answered it yet."""
    RECEIVED = "received"
    """Its papers were complete: it became a dossier."""
    COMPLETION = "completion"
    """The sender was asked for what is missing; nothing is received until it comes."""
    RETURNED = "returned"


ANSWERS = frozenset({ParcelState.COMPLETION, ParcelState.RETURNED})
"""What the desk says of a parcel that becomes no dossier now."""


@dataclass(frozen=True, slots=True)
class NewParcel:
    """A parcel as the desk writes it down. `words` say which procedure, as a code or in words."""

    number: str
    sender: str
    arrived_at: datetime
    phone: str = ""
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel of a desk. What was typed of it is None once nobody needs to know it any more.

    `arrived_at` is when it came, and so when what is in it was handed in (`filed_at`); `due_at` by when the desk opens
    and answers it.
    """

    id: int
    number: str
    arrived_at: datetime
    due_at: datetime
    state: ParcelState
    typed: NewParcel | None
    answered_at: datetime | None = None
    dossier_id: int | None = None

    def is_late(self, at: datetime) -> bool:
        """Whether it should have been opened by then."""
        return self.state is ParcelState.WAITING and at > self.due_at


_OF_A_GROUP = ("group-", "row-")
"""How the fields begin that only the sheet of many dossiers has."""


class StubState(StrEnum):
    """What became of a code that was reserved on a pad."""

    OPEN = "open"
    """Nobody has said yet whether it was used."""
    ENTERED = "entered"
    """It was used on paper, and its dossier was entered late."""
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Stub:
    """One code of a pad. `settled_at` is when it was entered or made void, by `officer_id`; `reason` why it is void."""

    id: int
    pad_id: int
    code: str
    state: StubState
    day: date
    dossier_id: int | None = None
    settled_at: datetime | None = None
    officer_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pad:
    """Codes of one resolving agency and day that a place has on paper, for when the power is cut.

    `settle_by` is when all of them should be entered or void; `open_codes` is how many are neither.
    """

    id: int
    agency_id: int
    resolving_agency_id: int
    day: date
    officer_id: int
    reserved_at: datetime
    settle_by: datetime
    codes: int
    open_codes: int

    def is_late(self, at: datetime) -> bool:
        """Whether all of it should have been entered or void by then."""
        return self.open_codes > 0 and at > self.settle_by


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

    @property
    def is_of_a_group(self) -> bool:
        """Whether it is the sheet of many dossiers, with what differs among them."""
        return any(name.startswith(_OF_A_GROUP) for name in self.typed)
