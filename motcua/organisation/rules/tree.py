"""Where a node of the tree may hang."""

from collections.abc import Mapping

from motcua.kernel.types import Refusal
from motcua.organisation.types import AgencyKind, Ground

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


def no_ring(agency_id: int, parent_id: int | None, ground: Ground) -> Refusal | None:
    """Nobody is above himself: the new parent is not below the agency. `ground` is the tree before the change."""
    if parent_id is not None and parent_id in ground.with_all_below([agency_id]):
        return Refusal("ring_in_tree", {"agency_id": agency_id})
    return None
