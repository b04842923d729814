"""What is owed, how it is paid, books, receipts, refunds and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.catalogue.types import FeeKind


class Method(StrEnum):
    """How money comes or goes."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    ONLINE = "online"
    """Through a gateway of the house: nobody at the desk takes or gives it."""


BY_HAND = (Method.CASH, Method.CARD, Method.TRANSFER)
"""What somebody at the desk takes and gives."""


class Ground(StrEnum):
    """Why money goes back."""

    REFUSED = "refused"
    """The dossier was declined, or refused after appraisal."""
    STOPPED = "stopped"
    """The person took the application back, or it was voided."""
    WRONG_CHARGE = "wrong_charge"
    """More was taken than was owed."""


@dataclass(frozen=True, slots=True)
class Tender:
    """What the person hands over. `given` is the cash; `reference` what the card terminal or the bank calls it."""

    method: Method
    given: int | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where money is taken: an agency, and there a desk if it has several."""

    agency_id: int
    desk_id: int | None = None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One fee or charge that a dossier owes, in whole đồng. `kind` None: fixed by an agency after intake."""

    key: str
    label: str
    amount: int
    kind: FeeKind | None = None


@dataclass(frozen=True, slots=True)
class Owing:
    """A dossier that owes something. `applicant` is the first applicant's name, empty once erased."""

    dossier_id: int
    code: str
    procedure: str
    applicant: str
    received_at: datetime | None
    receiving_agency_id: int
    lines: tuple[OwedLine, ...]

    @property
    def total(self) -> int:
        """What it owes altogether."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Book:
    """A receipt book: numbers `first` to `last` of a series, of an agency or of one of its desks.

    `number` counts the books of the agency; `used` is the last number that was drawn, 0 before the first.
    """

    id: int
    agency_id: int
    desk_id: int | None
    number: int
    series: str
    first: int
    last: int
    used: int
    opened_at: datetime
    closed_at: datetime | None

    @property
    def left(self) -> int:
        """How many numbers are left."""
        return self.last - max(self.used, self.first - 1)


@dataclass(frozen=True, slots=True)
class Account:
    """The account to which people transfer what they owe an agency. `bank_code` is the bank's six digits (BIN)."""

    id: int
    agency_id: int
    bank_code: str
    bank_name: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: its number in its series, and when and why it became void, if it did. `book` counts the books."""

    book: int
    series: str
    number: int
    issued_at: datetime
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def written(self) -> str:
        """As papers and dossiers name it: the series, and the number with at least seven digits."""
        return written_number(self.series, self.number)


def written_number(series: str, number: int) -> str:
    """A number as receipts bear it: `AA-26P 0000012`."""
    return f"{series} {number:07d}"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back for one line."""

    amount: int
    ground: Ground
    method: Method
    reference: str
    reason: str
    refunded_at: datetime
    refunded_by: str
    """The officer's name."""


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One fee that was paid: of which dossier, how much, and what of it went back."""

    id: int
    dossier_id: int
    code: str
    label: str
    amount: int
    refunded: int
    refunds: tuple[Refund, ...] = ()

    @property
    def left(self) -> int:
        """What has not gone back."""
        return self.amount - self.refunded


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment with its lines and receipts, the valid one first.

    `payer` is the first applicant, empty once erased; `grounds` are those on which money may go back now.
    """

    id: int
    sequence: int
    agency_id: int
    till_id: int
    method: Method
    amount: int
    given: int | None
    reference: str
    paid_at: datetime
    cashier: str
    payer: str
    lines: tuple[PaidLine, ...]
    receipts: tuple[Receipt, ...]
    is_closed: bool
    grounds: tuple[Ground, ...] = ()

    @property
    def change(self) -> int:
        """What was given back at once."""
        return self.given - self.amount if self.given is not None else 0

    @property
    def refunded(self) -> int:
        """What went back later."""
        return sum(line.refunded for line in self.lines)

    @property
    def refunded_times(self) -> tuple[datetime, ...]:
        """When money went back, each time once, the first first."""
        return tuple(sorted({refund.refunded_at for line in self.lines for refund in line.refunds}))

    @property
    def receipt(self) -> Receipt:
        """The valid receipt."""
        return self.receipts[0]


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment as lists show it. `receipt` is the written number of its valid receipt, `voided` those of void ones."""

    id: int
    method: Method
    amount: int
    refunded: int
    paid_at: datetime
    receipt: str
    codes: tuple[str, ...]
    voided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """What came in and went out of a day's till, by method."""

    paid: Mapping[Method, int]
    refunded: Mapping[Method, int]

    @property
    def cash(self) -> int:
        """The cash that must have come together: what was taken less what was given back."""
        return self.paid.get(Method.CASH, 0) - self.refunded.get(Method.CASH, 0)

    @property
    def whole(self) -> int:
        """Everything taken less everything given back."""
        return sum(self.paid.values()) - sum(self.refunded.values())


@dataclass(frozen=True, slots=True)
class Count:
    """The cash of a day as it was counted: how many of each denomination, and the change money it began with."""

    pieces: Mapping[int, int]
    opening: int = 0

    @property
    def amount(self) -> int:
        """What lies in the drawer."""
        return sum(value * number for value, number in self.pieces.items())

    def difference(self, cash: int) -> int:
        """How much more (or, below zero, less) lies there than must have come together."""
        return self.amount - self.opening - cash


@dataclass(frozen=True, slots=True)
class Till:
    """What one cashier takes at one desk on one day. `count` and `difference` once it is closed.

    `officer_id` None: what the gateways take for the agency; it is closed by being compared with their files.
    """

    id: int
    sequence: int
    agency_id: int
    desk_id: int | None
    officer_id: int | None
    cashier: str
    day: date
    closed_at: datetime | None = None
    closed_by: str = ""
    count: Count | None = None
    difference: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefundRow:
    """Money that went back, on the sheet of a day."""

    refunded_at: datetime
    receipt: str
    code: str
    amount: int
    method: Method
    ground: Ground


@dataclass(frozen=True, slots=True)
class Day:
    """A till with everything that went through it."""

    till: Till
    totals: Totals
    payments: tuple[PaymentRow, ...]
    refunds: tuple[RefundRow, ...]
