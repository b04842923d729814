"""The packaged days off: what must be true of them, and where they differ from other people's lists, and why."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import pytest

from motcua.worktime.rules.assumed import assumed_days
from motcua.worktime.rules.documents import digest_of, read_definition, write_definition
from motcua.worktime.tests.settings import OFFICE, day
from motcua.worktime.types import DAYS_OFF, SpecialDay, SpecialKind

DEFINITION = OFFICE.definition
LISTED = range(2018, 2028)


def days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=number) for number in range(366) if (first + timedelta(days=number)).year == year)


def listed(year: int) -> list[SpecialDay]:
    return [special for special in DEFINITION.special_days if special.day.year == year]


class TestWhatIsListed:
    @pytest.mark.parametrize("year", LISTED)
    def test_every_day_names_its_decision_and_every_decreed_one_is_official(self, year: int) -> None:
        for special in listed(year):
            assert special.decision
            assert special.name
            assert special.name_en
            expected = year == 2027 or special.name == "Ngày Văn hóa Việt Nam"
            assert special.official is not expected, special

    @pytest.mark.parametrize("year", LISTED)
    def test_the_law_gives_its_number_of_holidays(self, year: int) -> None:
        count = len([special for special in listed(year) if special.kind is SpecialKind.HOLIDAY])
        assert count == 10 + (year >= 2021) + (year >= 2026)

    @pytest.mark.parametrize("year", LISTED)
    def test_every_holiday_on_a_weekly_rest_day_is_made_up_for(self, year: int) -> None:
        resting = {each.day for each in listed(year) if each.kind is SpecialKind.HOLIDAY and each.day.weekday() >= 5}
        made_up = {each.instead_of for each in listed(year) if each.kind is SpecialKind.COMPENSATION}
        assert made_up == resting

    def test_every_swap_has_both_its_days(self) -> None:
        off = {each.day: each.instead_of for each in DEFINITION.special_days if each.kind is SpecialKind.SWAP_OFF}
        work = {each.instead_of: each.day for each in DEFINITION.special_days if each.kind is SpecialKind.SWAP_WORK}
        assert off == work
        assert [f"{worked:%d/%m/%Y}" for worked in off.values() if worked] == [
            "05/01/2019",
            "04/05/2019",
            "04/05/2024",
            "26/04/2025",
            "10/01/2026",
            "22/08/2026",
        ]

    def test_no_day_is_listed_twice(self) -> None:
        days = [special.day for special in DEFINITION.special_days]
        assert len(set(days)) == len(days)
        assert {special.day.year for special in DEFINITION.special_days} == set(LISTED)


class TestWhatIsAssumed:
    @pytest.mark.parametrize("year", range(2021, 2028))
    def test_the_habit_gives_what_the_notices_of_the_last_years_said(self, year: int) -> None:
        """Only swaps, which no habit foretells, are missing."""
        assert DEFINITION.assumptions is not None
        assumed = {(each.day, each.kind) for each in assumed_days(year, DEFINITION.assumptions, DEFINITION.weekly)}
        swaps = {SpecialKind.SWAP_OFF, SpecialKind.SWAP_WORK}
        assert assumed == {(each.day, each.kind) for each in listed(year) if each.kind not in swaps}

    @pytest.mark.parametrize("year", [*range(2010, 2018), *range(2028, 2061)])
    def test_every_year_outside_is_filled_and_marked_expected(self, year: int) -> None:
        days = [special for on in days_of(year) if (special := OFFICE.special(on)) is not None]
        holidays_counted = {each.day for each in days if each.kind is SpecialKind.HOLIDAY}
        assert 10 <= len(holidays_counted) <= 12
        assert not any(special.official for special in days)
        assert all(OFFICE.is_expected(on, on) for on in days_of(year))
        assert all(not OFFICE.is_working(each.day) for each in days if each.kind in DAYS_OFF)

    def test_the_day_of_culture_is_a_holiday_from_2026_on(self) -> None:
        assert OFFICE.is_working(day("24/11/2025"))
        assert not OFFICE.is_working(day("24/11/2026"))
        assert not OFFICE.is_working(day("24/11/2028"))


class TestDocuments:
    def test_a_definition_is_written_and_read_back_whole(self) -> None:
        again = read_definition(write_definition(DEFINITION))
        assert again == DEFINITION
        assert digest_of(again) == digest_of(DEFINITION)
        assert digest_of(DEFINITION.followed_by(version="2026.2", published_at=again.published_at)) != digest_of(again)


KNOWN_DIFFERENCES = {
    day("02/01/2026"): "swapped with 10/01/2026 by 12729/VPCP-KGVX of 25/12/2025; the library does not have it",
}
"""Weekdays on which the packaged calendar and the library `holidays` disagree, each with its reason."""

KNOWN_WORKED_SATURDAYS = {
    day("10/01/2026"): "the other half of that swap",
}


class TestAgainstTheLibrary:
    """`holidays` was written by others from other sources: what both say is probably right."""

    @pytest.mark.parametrize("year", LISTED)
    def test_weekdays_off_agree_save_for_the_known_differences(self, year: int) -> None:
        library = holidays.country_holidays("VN", years=year)
        differing = {on for on in days_of(year) if on.weekday() < 5 and (on in library) == OFFICE.is_working(on)}
        assert differing == {on for on in KNOWN_DIFFERENCES if on.year == year}

    @pytest.mark.parametrize("year", LISTED)
    def test_worked_saturdays_agree_save_for_the_known_differences(self, year: int) -> None:
        library = {on for on in holidays.country_holidays("VN", years=year).weekend_workdays if on.year == year}
        ours = {on for on in days_of(year) if on.weekday() >= 5 and OFFICE.is_working(on)}
        assert ours - library == {on for on in KNOWN_WORKED_SATURDAYS if on.year == year}
        assert library <= ours
