"""The parcels of the demonstration's carrier."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.postal import models
from motcua.postal.types import Booking

_CARRIER = system("postal.demo")


def keep(key: str, *, amount: int, at: datetime, comes_back: bool) -> Booking:
    """Takes a parcel on, once for each key."""
    with recording(actor=_CARRIER, at=at):
        row, _created = models.DemoParcel.objects.get_or_create(
            key=key,
            defaults={
                "reference": f"DEMO{key.rpartition('/')[2].zfill(9)}VN",
                "amount": amount,
                "booked_at": at,
                "comes_back": comes_back,
            },
        )
    return Booking(row.reference, row.amount)


def parcel(reference: str) -> tuple[datetime, bool] | None:
    """When a parcel was booked, and whether it comes back; None: there is none."""
    return models.DemoParcel.objects.filter(reference=reference).values_list("booked_at", "comes_back").first()
