"""The lunar calendar against dates that are known."""

from datetime import date

import holidays
import pytest

from motcua.worktime.rules.lunar import lunar_date, lunar_new_year

ANCHORS = [
    (2024, date(2024, 2, 10), date(2024, 4, 18)),
    (2025, date(2025, 1, 29), date(2025, 4, 7)),
    (2026, date(2026, 2, 17), date(2026, 4, 26)),
    (2027, date(2027, 2, 6), date(2027, 4, 16)),
    (2028, date(2028, 1, 26), date(2028, 4, 4)),
    (2029, date(2029, 2, 13), date(2029, 4, 23)),
    (2030, date(2030, 2, 2), date(2030, 4, 12)),
    (2031, date(2031, 1, 23), date(2031, 4, 1)),
    (2032, date(2032, 2, 11), date(2032, 4, 19)),
    (2033, date(2033, 1, 31), date(2033, 4, 9)),
    (2034, date(2034, 2, 19), date(2034, 4, 28)),
    (2035, date(2035, 2, 8), date(2035, 4, 17)),
]


@pytest.mark.parametrize(("year", "new_year", "hung_kings"), ANCHORS)
def test_new_year_and_the_tenth_of_the_third_month(year: int, new_year: date, hung_kings: date) -> None:
    assert lunar_new_year(year) == new_year
    assert lunar_date(year, month=3, day=10) == hung_kings


def test_vietnam_differs_from_china_where_it_should() -> None:
    """In 1985 and 2007 the new moon lay between midnight in Hanoi and midnight in Peking."""
    assert lunar_new_year(1985) == date(1985, 1, 21)
    assert lunar_new_year(2007) == date(2007, 2, 17)
    assert lunar_new_year(2030) == date(2030, 2, 2)


def test_every_year_of_the_calendars_reach_agrees_with_an_independent_table() -> None:
    for year in range(2010, 2061):
        table = holidays.country_holidays("VN", years=year, language="en_US")
        assert "Lunar New Year" in table[lunar_new_year(year)].split("; ")
        assert "Hung Kings' Commemoration Day" in table[lunar_date(year, month=3, day=10)].split("; ")
