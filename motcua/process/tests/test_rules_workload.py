"""Who has clearly more than his colleagues."""

from decimal import Decimal

import pytest

from motcua.process.rules.workload import overloaded, shared
from motcua.process.types import Workload

WARD, TAX = 1, 2


def loads(*counts: int, agency_id: int = WARD) -> list[Workload]:
    return [Workload(agency_id, officer_id, open=count) for officer_id, count in enumerate(counts, start=1)]


@pytest.mark.parametrize(
    ("counts", "over"),
    [
        ((40, 10, 12), {1}),
        ((15, 10, 10), set()),
        ((16, 10, 10), {1}),
        ((4, 0, 0), set()),
        ((5, 0, 0), {1}),
        ((30, 30, 2), {1, 2}),
        ((90,), set()),
    ],
    ids=["far more", "half more", "a little over half more", "few", "all of it", "two of three", "alone"],
)
def test_overloaded_is_who_has_half_more_again_than_colleagues_usually_have(
    counts: tuple[int, ...], over: set[int]
) -> None:
    pool = Workload(WARD, None, open=500)
    assert overloaded([*loads(*counts), pool]) == {(WARD, one) for one in over}


def test_other_agencies_are_no_colleagues() -> None:
    assert overloaded([*loads(40, 35), *loads(1, 1, 1, agency_id=TAX)]) == frozenset()


def test_shares_add_up_to_all_that_lies_open_in_each_agency() -> None:
    pool = Workload(WARD, None, open=50)
    found = shared([*loads(30, 20), pool, *loads(0, agency_id=TAX)])
    assert [one.share for one in found] == [Decimal(30), Decimal(20), Decimal(50), None]


def test_for_how_many_weeks_there_is_work() -> None:
    assert Workload(WARD, 1, open=30, weekly_out=Decimal(12)).weeks_at_hand == Decimal("2.5")
    assert Workload(WARD, 1, open=30).weeks_at_hand is None
