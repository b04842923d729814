"""What is paid through a gateway, and what a vendor of one has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from motcua.payments.types.money import Account, Ground


class OrderState(StrEnum):
    """How an order stands."""

    OPEN = "open"
    PAID = "paid"
    ENDED = "ended"
    """Its time is over, or another took its place. Money may come for it yet."""


class Fate(StrEnum):
    """What became of money that came through a gateway."""

    SETTLED = "settled"
    """It paid what its order asked for."""
    WAITING = "waiting"
    """It pays that, as soon as the agency has an electronic receipt to give."""
    EXCESS = "excess"
    """It pays nothing and goes back."""


class Excess(StrEnum):
    """Why money that came pays nothing."""

    OTHER_AMOUNT = "other_amount"
    """It is not the amount that was asked for."""
    LATE = "late"
    """It was paid when the time of its order was over."""
    TWICE = "twice"
    """Its order had been paid before."""
    NOT_OWED = "not_owed"
    """What the order asked for is owed no more: paid at the desk, or changed."""


class Source(StrEnum):
    """How the house learned of money."""

    NOTICE = "notice"
    ASKED = "asked"
    FILE = "file"


class GatewayFault(StrEnum):
    """Why a gateway did not do what it was asked."""

    NO_ANSWER = "no_answer"
    """It did not answer, or not now: it may pass."""
    REFUSED = "refused"
    """It never will."""


class GatewayTrouble(Exception):  # noqa: N818 - it is an answer, not an error
    """What a gateway says instead. `about` is its own code, never a name or an account."""

    def __init__(self, why: GatewayFault, about: str = "") -> None:
        super().__init__(f"{why}: {about}" if about else str(why))
        self.why, self.about = why, about

    @property
    def is_permanent(self) -> bool:
        """Whether asking again is of no use."""
        return self.why is GatewayFault.REFUSED


class BadGatewayError(Exception):
    """`MOTCUA_PAY` names no vendor, or with options he does not know."""


class ForgedNoticeError(Exception):
    """A notice that the gateway did not send as it came: its signature is wrong, or it cannot be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a gateway is to ask somebody for. `reference` is the same at every try: one is paid once.

    `back` is where the person is led afterwards; `account` the agency's own, where it has one.
    """

    reference: str
    amount: int
    purpose: str
    expires_at: datetime
    back: str
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody pays now: a page of the gateway, or a code that his bank's program reads as a transfer."""

    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Money of which a gateway says that it came, and what it calls the transaction: one name, one sum of money."""

    reference: str
    transaction: str
    amount: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Back:
    """Money that is to go back. `key` is the same at every try: a gateway gives a key back once."""

    key: str
    transaction: str
    amount: int


class Play(StrEnum):
    """What can be pressed on the page of the demonstration's gateway."""

    SUCCESS = "success"
    FAILURE = "failure"
    SILENCE = "silence"
    """It is paid, and the notice gets lost."""
    TWICE = "twice"
    """The notice is sent twice."""
    LATE = "late"
    """It is paid when the time of the order is over."""
    OTHER_AMOUNT = "other_amount"
    FORGED = "forged"
    """The notice is not as it was signed."""


class FileKind(StrEnum):
    """What a line of a gateway's file says."""

    PAID = "paid"
    GIVEN_BACK = "given_back"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line of a gateway's file of a day. `reference` is empty where it names no order of this house."""

    kind: FileKind
    transaction: str
    reference: str
    amount: int
    at: datetime


class Gateway(Protocol):
    """A vendor through whom people pay. `begin`, `ask` and `give_back` may raise GatewayTrouble."""

    needs_account: bool
    """Whether it pays into the agency's own account, so that there must be one."""
    acknowledgement: str
    """What it wants to hear when a notice has been understood."""

    def begin(self, asked: Asked) -> Way:
        """How the person pays; the same reference again begins no second payment."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Told | None:
        """The money a notice tells of; None for one that tells of none. `headers` have lower-case names.

        Raises ForgedNoticeError.
        """

    def ask(self, reference: str) -> Told | None:
        """The money that came for an order; None while there is none, and from whoever cannot say."""

    def give_back(self, back: Back, *, at: datetime) -> str:
        """Gives money back and answers by what it is known; the same key again gives nothing more."""

    def read_file(self, content: bytes) -> tuple[FileLine, ...]:
        """The lines of its file. Raises ValueError with what cannot be read."""


@dataclass(frozen=True, slots=True)
class OnlineRules:
    """How long an order lasts, and how often gateways are asked: dated data."""

    since: date
    order_minutes: int
    ask_every_minutes: int
    last_look_hours: int
    first_delay_minutes: int
    most_tries: int


@dataclass(frozen=True, slots=True)
class DueLine:
    """One fee that is owed, with why. `reduced_by` is the exemption that was granted, in words."""

    key: str
    label: str
    amount: int
    decided_by: str = ""
    reduced_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """What a dossier owes, for whoever pays online. `gateways` are those through which that is possible now."""

    dossier_id: int
    code: str
    procedure: str
    agency_id: int
    agency: str
    lines: tuple[DueLine, ...]
    gateways: tuple[str, ...]
    receipts: tuple[tuple[int, str, int], ...] = ()
    """What was paid before: the id of each payment, the number of its receipt and its amount."""

    @property
    def total(self) -> int:
        """What it owes altogether."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody was asked to pay through a gateway. `excess` says why what came for it goes back, if any does."""

    id: int
    reference: str
    dossier_id: int
    code: str
    agency_id: int
    agency: str
    gateway: str
    amount: int
    state: OrderState
    created_at: datetime
    expires_at: datetime
    payment_id: int | None = None
    is_waiting: bool = False
    excess: Excess | None = None

    def is_payable(self, at: datetime) -> bool:
        """Whether it can still be paid."""
        return self.state is OrderState.OPEN and at < self.expires_at


class RepaymentState(StrEnum):
    """Where money stands that goes back through a gateway."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    """A second person has approved it; the gateway is asked by the sweep."""
    DONE = "done"
    FAILED = "failed"
    """The gateway does not do it: it goes back by bank transfer, whose reference is typed."""
    WITHDRAWN = "withdrawn"


OPEN_REPAYMENTS = frozenset({RepaymentState.PROPOSED, RepaymentState.APPROVED, RepaymentState.FAILED})
"""What is not over."""


@dataclass(frozen=True, slots=True)
class Repayment:
    """Money that goes back through a gateway. `ground` for what had settled a fee, `excess` for what had not."""

    id: int
    sequence: int
    agency_id: int
    gateway: str
    transaction: str
    code: str
    amount: int
    state: RepaymentState
    ground: Ground | None
    excess: Excess | None
    reason: str
    proposed_at: datetime
    proposed_by_id: int | None
    proposed_by: str
    approved_by: str = ""
    reference: str = ""
    about: str = ""
