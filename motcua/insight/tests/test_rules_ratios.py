"""Ratios never flatter (clock rules 36 and 37)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.rules import ratios


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (60_395, 60_396, "99,99"),  # one late of sixty thousand is not "100"
        (60_396, 60_396, "100,00"),
        (1, 1_000_000, "0,01"),
        (0, 5, "0,00"),
        (59_997, 60_396, "99,34"),  # Phú Yên 2019
        (59_997, 60_396 + 77, "99,21"),
        (3_598, 61_911, "5,81"),
        (8, 10, "80,00"),
        (6, 8, "75,00"),
        (8, 12, "66,67"),
        (1, 3, "33,33"),
        (1, 8, "12,50"),
        (5, 1_000, "0,50"),
        (12_345, 100_000, "12,35"),  # half up
        (0, 0, "–"),
    ],
)
def test_a_rate_as_it_is_printed(part: int, whole: int, printed: str) -> None:
    assert ratios.shown(ratios.percent(part, whole)) == printed


def test_two_rates_differ_by_percentage_points() -> None:
    assert ratios.shown(ratios.points(Decimal("98.51"), Decimal("98.13")), signed=True) == "+0,38"  # Hạ Long
    assert ratios.shown(ratios.points(Decimal("97.17"), Decimal("95.44")), signed=True) == "+1,73"
    assert ratios.points(None, Decimal(1)) is None


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_hundred_means_all_and_zero_means_none(part: int, whole: int) -> None:
    part = min(part, whole)
    rate = ratios.percent(part, whole)
    assert rate is not None
    assert (rate == 100) == (part == whole)
    assert (rate == 0) == (part == 0)
    assert abs(rate - Decimal(part) * 100 / whole) <= Decimal("0.01")
