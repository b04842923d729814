"""What crosses the door of the parcels, and what a vendor has to do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from motcua.parties.types import Party


class ShipmentState(StrEnum):
    """Where a shipment is."""

    ORDERED = "ordered"
    """The desk has ordered it; the carrier does not know of it yet."""
    BOOKED = "booked"
    """The carrier gave it a number; the label can be printed."""
    POSTED = "posted"
    """The desk gave it to the carrier."""
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    RETURNED = "returned"
    """Nobody took it; it is back at the desk."""
    FAILED = "failed"
    """The carrier does not take it."""
    CANCELLED = "cancelled"


OPEN = frozenset({ShipmentState.ORDERED, ShipmentState.BOOKED, ShipmentState.POSTED, ShipmentState.ON_THE_WAY})
"""What is not over."""
GONE = frozenset({ShipmentState.POSTED, ShipmentState.ON_THE_WAY})
"""What is not at the desk any more."""


class Trouble(StrEnum):
    """Why a vendor did not do what he was asked."""

    NO_ANSWER = "no_answer"
    """He did not answer, or not now: it may pass."""
    REFUSED = "refused"
    """He never will: the address is none, or he does not go there."""


class PostalTrouble(Exception):  # noqa: N818 - it is an answer, not an error
    """What a vendor says instead. `about` is his own code, never a name or an address."""

    def __init__(self, why: Trouble, about: str = "") -> None:
        super().__init__(f"{why}: {about}" if about else str(why))
        self.why, self.about = why, about

    @property
    def is_permanent(self) -> bool:
        """Whether asking again is of no use."""
        return self.why is Trouble.REFUSED


class BadCarrierError(Exception):
    """`MOTCUA_POST` names no vendor, or with options he does not know."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be carried. `key` is the same at every try: a vendor books a key once."""

    key: str
    sender: str
    to: Party


@dataclass(frozen=True, slots=True)
class Quote:
    """What carrying costs, in whole đồng, and in how many days it should be there."""

    amount: int
    days: int


@dataclass(frozen=True, slots=True)
class Booking:
    """The carrier's number, and what it costs."""

    reference: str
    amount: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the carrier says a parcel is, and since when. The state is one after `booked`."""

    state: ShipmentState
    at: datetime


class Carrier(Protocol):
    """A vendor who carries parcels. Each may raise PostalTrouble."""

    def quote(self, to: Party) -> Quote:
        """What it would cost."""

    def book(self, parcel: Parcel, *, at: datetime) -> Booking:
        """Takes a parcel on; the same key again gives the same number and no second parcel."""

    def track(self, reference: str, *, at: datetime) -> Seen | None:
        """Where it is; None while the carrier has not got it."""


@dataclass(frozen=True, slots=True)
class PostalRules:
    """How often carriers are asked: dated data."""

    since: date
    track_every_hours: int
    first_delay_minutes: int
    most_tries: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """One shipment. `to` is None once erased; `trouble` is why the carrier has not taken it, in `about` his code."""

    id: int
    sequence: int
    dossier_id: int
    code: str
    agency_id: int
    to: Party | None
    state: ShipmentState
    amount: int
    reference: str
    ordered_at: datetime
    moved_at: datetime
    trouble: Trouble | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class ToSend:
    """A result at the desk that its person wants by post and that nobody has sent."""

    dossier_id: int
    code: str
    applicant: str
    procedure: str
    completed_at: datetime | None
    fees_due: int
