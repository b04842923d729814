"""Legal periods run from the 15th to the 14th (NĐ 09/2019 Đ12)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.rules import periods


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-03", date(2026, 2, 15), date(2026, 3, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2022-Q2", date(2022, 3, 15), date(2022, 6, 14)),  # Hà Nội's "Quý II" ends on 14 June
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2022-H1", date(2021, 12, 15), date(2022, 6, 14)),
        ("2022-H2", date(2022, 6, 15), date(2022, 12, 14)),
        ("2026-9m", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_a_period_has_its_legal_days(name: str, first: date, last: date) -> None:
    period = periods.named(name)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("name", ["", "2026-13", "2026-Q5", "2026-H3", "march", "2026-"])
def test_what_is_no_period_is_said_so(name: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        periods.named(name)


def test_the_same_period_of_the_year_before() -> None:
    assert periods.year_before(periods.named("2026-03")) == periods.named("2025-03")
    odd = periods.Period(date(2024, 2, 1), date(2024, 2, 29))
    assert periods.year_before(odd).last == date(2023, 2, 28)


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        periods.Period(date(2026, 3, 2), date(2026, 3, 1))


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_every_day_lies_in_exactly_one_report_month(day: date) -> None:
    period = periods.month_containing(day)
    assert period.first <= day <= period.last
    assert periods.month_containing(period.after).first == period.after


@given(st.integers(2000, 2060))
def test_twelve_months_four_quarters_and_two_halves_make_the_year(in_year: int) -> None:
    whole = periods.year(in_year)
    for parts in (
        [periods.month(in_year, number) for number in range(1, 13)],
        [periods.quarter(in_year, number) for number in range(1, 5)],
        [periods.half(in_year, number) for number in range(1, 3)],
    ):
        assert parts[0].first == whole.first
        assert parts[-1].last == whole.last
        assert sum(part.days for part in parts) == whole.days


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (date(2025, 12, 15), date(2026, 12, 14), (date(2025, 12, 15), date(2026, 12, 14))),
        (date(2026, 1, 1), date(2026, 12, 31), (date(2026, 1, 15), date(2026, 12, 14))),
        (date(2026, 2, 15), date(2026, 3, 13), None),
        (date(2026, 2, 16), date(2026, 4, 13), None),
        (date(2026, 2, 15), date(2026, 3, 14), (date(2026, 2, 15), date(2026, 3, 14))),
        (date(2026, 2, 14), date(2026, 3, 15), (date(2026, 2, 15), date(2026, 3, 14))),
        (date(2026, 3, 2), date(2026, 3, 2), None),
    ],
)
def test_the_months_that_lie_wholly_in_a_period(first: date, last: date, whole: tuple[date, date] | None) -> None:
    months = periods.whole_months(periods.Period(first, last))
    assert (months and (months.first, months.last)) == whole
