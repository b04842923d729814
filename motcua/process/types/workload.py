"""How much work lies with whom, and how fast it goes."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Workload:
    """What lies with one officer in one agency, or in its pool (without an officer).

    `open` counts what can be worked on, `waiting` what he waits for: his box of that name. `weekly_in` and `weekly_out`
    are those of the last weeks. `median_minutes` are working minutes from getting a piece of work to being done with
    it, None where none was done. `share` is the part of the agency's open work, in percent.
    """

    agency_id: int
    officer_id: int | None
    open: int = 0
    due_today: int = 0
    late: int = 0
    waiting: int = 0
    weekly_in: Decimal = Decimal(0)
    weekly_out: Decimal = Decimal(0)
    median_minutes: int | None = None
    share: Decimal | None = None

    @property
    def weeks_at_hand(self) -> Decimal | None:
        """For how many weeks there is work at the pace of the last ones; None where nothing was done in them."""
        return self.open / self.weekly_out if self.weekly_out else None
