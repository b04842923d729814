"""What a shipment may become, and when it is looked after again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from motcua.kernel.types import Refusal
from motcua.postal.types import OPEN, PostalRules, ShipmentState

_NEXT: Mapping[ShipmentState, frozenset[ShipmentState]] = {
    ShipmentState.ORDERED: frozenset({ShipmentState.BOOKED, ShipmentState.FAILED, ShipmentState.CANCELLED}),
    ShipmentState.BOOKED: frozenset(
        {ShipmentState.POSTED, ShipmentState.ON_THE_WAY, ShipmentState.DELIVERED, ShipmentState.CANCELLED}
    ),
    ShipmentState.POSTED: frozenset({ShipmentState.ON_THE_WAY, ShipmentState.DELIVERED, ShipmentState.RETURNED}),
    ShipmentState.ON_THE_WAY: frozenset({ShipmentState.DELIVERED, ShipmentState.RETURNED}),
}


def objection_to_becoming(state: ShipmentState, new: ShipmentState) -> Refusal | None:
    """Why a shipment does not become that; None: it does. Refused: `shipment_moved_on`."""
    return None if new in _NEXT.get(state, frozenset()) else Refusal("shipment_moved_on", {"state": state})


def next_look(state: ShipmentState, *, at: datetime, rules: PostalRules) -> datetime | None:
    """When a shipment that has just become so is looked after again; None: never, it has ended."""
    if state is ShipmentState.ORDERED:
        return at
    return at + timedelta(hours=rules.track_every_hours) if state in OPEN else None


def next_try(*, at: datetime, tries: int, rules: PostalRules) -> datetime | None:
    """When a vendor who did not answer is asked again, later each time; None: it is given up."""
    if tries >= rules.most_tries:
        return None
    return at + timedelta(minutes=rules.first_delay_minutes * 2 ** (tries - 1))
