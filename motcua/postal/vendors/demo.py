"""The demonstration: parcels travel by the clock alone and reach nobody.

So that trouble can be seen too, some addressees behave badly: where the telephone ends in 99 nobody delivers, and where
it ends in 98 nobody is at home and the parcel comes back.
"""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from motcua.parties.types import Party
from motcua.postal import demo_commands
from motcua.postal.types import Booking, Parcel, PostalTrouble, Quote, Seen, ShipmentState, Trouble

_NOWHERE, _NOT_AT_HOME = "99", "98"


class DemoOptions(BaseModel):
    """`demo:?amount=26000&days=2&away=yes`. `away`: the carrier does not answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    amount: int = Field(default=26_000, ge=0)
    days: int = Field(default=2, ge=1, le=30)
    away: bool = False


class Demo:
    """A carrier whose parcels are on the way the day after they were booked, and there on the last day."""

    def __init__(self, options: DemoOptions) -> None:
        self._options = options

    def quote(self, to: Party) -> Quote:
        """One price for every place that it knows."""
        self._answers()
        if to.phone.endswith(_NOWHERE) or not to.address:
            raise PostalTrouble(Trouble.REFUSED, "demo:nowhere")
        return Quote(self._options.amount, self._options.days)

    def book(self, parcel: Parcel, *, at: datetime) -> Booking:
        """Keeps the parcel under its key."""
        amount = self.quote(parcel.to).amount
        return demo_commands.keep(parcel.key, amount=amount, at=at, comes_back=parcel.to.phone.endswith(_NOT_AT_HOME))

    def track(self, reference: str, *, at: datetime) -> Seen | None:
        """Where the clock says it is."""
        self._answers()
        found = demo_commands.parcel(reference)
        if found is None:
            raise PostalTrouble(Trouble.REFUSED, "demo:unknown")
        booked_at, comes_back = found
        there, left = booked_at + timedelta(days=self._options.days), booked_at + timedelta(days=1)
        if at >= there:
            return Seen(ShipmentState.RETURNED if comes_back else ShipmentState.DELIVERED, there)
        return Seen(ShipmentState.ON_THE_WAY, left) if at >= left else None

    def _answers(self) -> None:
        if self._options.away:
            raise PostalTrouble(Trouble.NO_ANSWER, "demo:away")
