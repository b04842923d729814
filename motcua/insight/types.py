"""What crosses the door of the ledger: dimensions, movements, and the period table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from motcua.insight.rules.periods import Period, PeriodKind, month_containing, named, year_before

__all__ = [
    "Basis",
    "By",
    "Cell",
    "Dimensions",
    "Figures",
    "Measure",
    "Movement",
    "Period",
    "PeriodKind",
    "PeriodTable",
    "Rates",
    "Row",
    "Stock",
    "StockKind",
    "Submitted",
    "month_containing",
    "named",
    "year_before",
]


class Measure(StrEnum):
    """What a movement counts. A stock is what is open; the others happen once.

    `passed` is an open dossier that went from an agency that ended to its heir: −1 for the one, +1 for the other.
    """

    RECEIVED = "received"
    RESOLVED = "resolved"
    STOCK = "stock"
    PASSED_ON = "passed"


class StockKind(StrEnum):
    """How an open dossier stands. Waiting and paused ones run no date."""

    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"


class Basis(StrEnum):
    """By which day a period is cut: the day the books took it, or the day it happened (rule 34)."""

    BOOKED = "booked"
    HAPPENED = "happened"


class By(StrEnum):
    """What the rows of the period table are."""

    FIELD = "field"
    PROCEDURE = "procedure"
    AGENCY = "agency"
    LINE = "line"
    LEVEL = "level"
    CHANNEL = "channel"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Everything a figure can be cut by. `unit_id`, `officer_id` and `step_key` change in life."""

    resolving_agency_id: int
    receiving_agency_id: int
    line: str
    level: str
    field_code: str
    procedure_code: str
    channel: str
    service_level: str
    commune_code: str = ""
    cross_boundary: bool = False
    unit_id: int | None = None
    officer_id: int | None = None
    step_key: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """An open dossier as it stands in the books.

    `lapses_at` is the first minute at which a running one counts as overdue; a waiting or paused one has none, and is
    overdue only when it was so before.
    """

    kind: StockKind
    lapses_at: datetime | None = None
    overdue_before: bool = False
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the ledger: a measure, +1 or −1, and the days it belongs to."""

    measure: Measure
    sign: int
    dimensions: Dimensions
    happened_on: date
    booked_on: date
    stock: Stock | None = None
    timeliness: str = ""
    timeliness_766: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the period table. Every number is a count of dossiers; the properties are the sums of form 07a."""

    online_full: int = 0
    online_part: int = 0
    post: int = 0
    counter: int = 0
    carried_over: int = 0
    moved_in: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    refused: int = 0
    stopped: int = 0
    closed_unanswered: int = 0
    stopped_late: int = 0
    closed_late: int = 0
    in_term: int = 0
    overdue: int = 0
    waiting: int = 0
    paused: int = 0

    @property
    def received_in_period(self) -> int:
        """Columns (4) to (7)."""
        return self.online_full + self.online_part + self.post + self.counter

    @property
    def received(self) -> int:
        """Column (3): in the period and carried over; also what was handed over by another (net).

        Agencies hand over to their heirs, officers to one another.
        """
        return self.received_in_period + self.carried_over + self.moved_in

    @property
    def resolved(self) -> int:
        """Column (9)."""
        return self.early + self.on_time + self.late

    @property
    def open(self) -> int:
        """Column (13)."""
        return self.in_term + self.overdue

    def plus(self, other: "Figures") -> "Figures":
        """Both rows added, column by column."""
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Figures)))


@dataclass(frozen=True, slots=True)
class Rates:
    """The ratios of a row (rule 36), None without a denominator."""

    on_time: Decimal | None
    late: Decimal | None
    with_open_overdue: Decimal | None
    decisions_only: Decimal | None
    online_share: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its key, its name, its figures and rates, and the same period of the year before."""

    key: str
    label: str
    figures: Figures
    rates: Rates
    before: Figures = field(default_factory=Figures)
    before_rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """The period table with its total, and under which reading it was made."""

    period: Period
    by: By
    basis: Basis
    known_at: datetime | None
    rows: tuple[Row, ...]
    total: Row
    paused_by_reason: Mapping[str, int]
    position: int
    """The last position of the journal that the figures have read."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report as it was sent: it stands beside the live figures and never changes."""

    period: Period
    submitted_at: datetime
    position: int
    total: Figures


class Cell(StrEnum):
    """The cells that open the list they count."""

    ONLINE_FULL = "online_full"
    ONLINE_PART = "online_part"
    POST = "post"
    COUNTER = "counter"
    CARRIED_OVER = "carried_over"
    MOVED_IN = "moved_in"
    RECEIVED = "received"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    RESOLVED = "resolved"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED_UNANSWERED = "closed_unanswered"
    IN_TERM = "in_term"
    OVERDUE = "overdue"
    OPEN = "open"
    WAITING = "waiting"
    PAUSED = "paused"
