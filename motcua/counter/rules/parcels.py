"""What is written down of a parcel that came by public post."""

from collections.abc import Sequence
from datetime import datetime

from motcua.counter.types import CounterRules, NewParcel, ParcelState
from motcua.kernel.types import Refusal


def objection_to_list(
    parcels: Sequence[NewParcel], *, known: frozenset[str], at: datetime, rules: CounterRules
) -> Refusal | None:
    """Why these parcels are not written down; None where they are. `known` are numbers that were before."""
    if not parcels:
        return Refusal("parcels_none")
    if len(parcels) > rules.most_parcels:
        return Refusal("parcels_too_many", {"most": rules.most_parcels})
    met = set(known)
    for row, parcel in enumerate(parcels, start=1):
        why = _objection(parcel, met, at)
        if why is not None:
            return Refusal("parcel_row_refused", {"row": row, "why": why})
        met.add(parcel.number)
    return None


def objection_to_answering(state: ParcelState) -> Refusal | None:
    """Why a parcel is not answered: it was before. One that awaits what is missing may still become a dossier."""
    if state in {ParcelState.WAITING, ParcelState.COMPLETION}:
        return None
    return Refusal("parcel_answered", {"state": state})


def _objection(parcel: NewParcel, met: set[str], at: datetime) -> Refusal | None:
    if not parcel.number:
        return Refusal("parcel_without_number")
    if not parcel.sender:
        return Refusal("parcel_without_sender")
    if parcel.number in met:
        return Refusal("parcel_known")
    return Refusal("parcel_to_come") if parcel.arrived_at > at else None
