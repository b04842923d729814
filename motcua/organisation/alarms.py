"""What the sweep wakes in this room: on the day of a merger its heirs take over what is open."""

from datetime import datetime

from motcua.kernel.sweep import Sweep, register
from motcua.kernel.types import system
from motcua.organisation.commands.mergers import hand_over_estate
from motcua.organisation.queries.mergers import estates_due


def _hand_over(succession_id: int, at: datetime) -> None:
    hand_over_estate(actor=system("estates"), at=at, succession_id=succession_id)


register(Sweep(name="estates", due=estates_due, act=_hand_over))
