"""Which one-stop shop takes in what is filed online (NĐ 118/2025 Đ17.2)."""

from motcua.kernel.types import Refusal
from motcua.organisation.types import AgencyKind, Ground


def receiving_agency(resolving_agency_id: int, ground: Ground) -> int | Refusal:
    """The centre of the house that resolves, else that of the nearest agency above it. Refused: there is none."""
    here: int | None = ground.head_of_house(resolving_agency_id)
    while here is not None and here in ground.spots:
        for agency_id, spot in ground.spots.items():
            if spot.parent_id == here and spot.kind is AgencyKind.CENTRE:
                return agency_id
        here = ground.spots[here].parent_id
    return Refusal("nowhere_to_file")
