"""Where a node of the tree may hang."""

from collections.abc import Mapping

from motcua.kernel.types import Refusal
from motcua.organisation.types import AgencyKind

_ABOVE: Mapping[AgencyKind, frozenset[AgencyKind | None]] = {
    AgencyKind.AGENCY: frozenset({None, AgencyKind.AGENCY}),
    AgencyKind.CENTRE: frozenset({AgencyKind.AGENCY}),
    AgencyKind.BRANCH: frozenset({AgencyKind.CENTRE}),
    AgencyKind.RECEPTION_POINT: frozenset({AgencyKind.CENTRE, AgencyKind.BRANCH}),
}


def may_hang(kind: AgencyKind, parent_kind: AgencyKind | None) -> Refusal | None:
    """A centre belongs to an agency, a branch to a centre, a reception point to either (NĐ 118/2025 Đ7.2-7.4).

    An agency hangs under an agency or under nothing.
    """
    if parent_kind not in _ABOVE[kind]:
        above = parent_kind.value if parent_kind else "-"
        return Refusal("wrong_place_in_tree", {"kind": kind.value, "parent_kind": above}, "NĐ 118/2025 Đ7")
    return None


def no_ring(agency_id: int, parent_id: int | None, parents: Mapping[int, int | None]) -> Refusal | None:
    """Nobody is above himself. `parents` is the tree of the day before the change."""
    above, seen = parent_id, {agency_id}
    while above is not None:
        if above in seen:
            return Refusal("ring_in_tree", {"agency_id": agency_id})
        seen.add(above)
        above = parents.get(above)
    return None
