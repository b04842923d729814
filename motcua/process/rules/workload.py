"""Who has more work than his colleagues, as a pure comparison: nobody is judged by it, work is moved by it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from motcua.process.types import Workload

_OVER = 1.5
"""Somebody is overloaded who has more than so many times what his colleagues usually have."""
_FEW = 5
"""Below so many open pieces nobody is overloaded."""


def shared(loads: Sequence[Workload]) -> list[Workload]:
    """Each with its share of what lies open in its agency, in percent; without any where nothing lies open."""
    whole: dict[int, int] = {}
    for one in loads:
        whole[one.agency_id] = whole.get(one.agency_id, 0) + one.open
    return [
        replace(one, share=Decimal(100 * one.open) / whole[one.agency_id] if whole[one.agency_id] else None)
        for one in loads
    ]


def overloaded(loads: Sequence[Workload]) -> frozenset[tuple[int, int]]:
    """The officers, each with his agency, who have clearly more open work than the colleagues of that agency."""
    found = set()
    for one in loads:
        if one.officer_id is None or one.open < _FEW:
            continue
        others = [
            other.open
            for other in loads
            if other.agency_id == one.agency_id and other.officer_id not in {None, one.officer_id}
        ]
        if others and one.open > _OVER * median(others):
            found.add((one.agency_id, one.officer_id))
    return frozenset(found)
