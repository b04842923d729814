"""What a calendar answers about days and minutes, at and around every boundary."""

import pickle
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.types import Refused
from motcua.worktime.tests.settings import (
    FULL_DAY,
    MORNING,
    OFFICE,
    OFFICE_WEEK,
    SATURDAY_MORNING,
    closure,
    day,
    definition,
    moment,
    special,
)
from motcua.worktime.types import Calendar, DayZero, SpecialKind, WeeklyHours, Window


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("on", "works"),
        [
            ("02/03/2026", True),
            ("07/03/2026", False),
            ("10/01/2026", True),
            ("02/01/2026", False),
            ("26/04/2026", False),
            ("27/04/2026", False),
            ("20/02/2026", False),
            ("23/02/2026", True),
        ],
    )
    def test_a_working_day_is_a_weekday_that_is_not_off_or_a_swapped_saturday(self, on: str, works: bool) -> None:
        assert OFFICE.is_working(day(on)) is works
        assert bool(OFFICE.hours(day(on))) is works

    @pytest.mark.parametrize(
        ("after", "through", "count"),
        [
            ("05/03/2026", "17/03/2026", 8),
            ("06/03/2026", "06/03/2026", 0),
            ("06/03/2026", "08/03/2026", 0),
            ("08/03/2026", "09/03/2026", 1),
            ("13/02/2026", "23/02/2026", 1),
            ("17/03/2026", "05/03/2026", -8),
        ],
    )
    def test_days_are_counted_after_the_first_and_through_the_last(self, after: str, through: str, count: int) -> None:
        assert OFFICE.working_days_between(day(after), day(through)) == count
        assert len(OFFICE.working_days(day(after), day(through))) == max(0, count)

    def test_the_nth_day_rolling_and_the_day_before(self) -> None:
        assert OFFICE.nth_working_day(day("13/02/2026"), 1) == day("23/02/2026")
        assert OFFICE.nth_working_day(day("14/02/2026"), 1) == day("23/02/2026")
        assert OFFICE.roll(day("14/02/2026")) == day("23/02/2026")
        assert OFFICE.roll(day("23/02/2026")) == day("23/02/2026")
        assert OFFICE.previous_working_day(day("23/02/2026")) == day("13/02/2026")
        assert OFFICE.previous_working_day(day("09/03/2026")) == day("06/03/2026")
        with pytest.raises(ValueError, match="0-th"):
            OFFICE.nth_working_day(day("13/02/2026"), 0)

    def test_a_day_off_says_why(self) -> None:
        tet = OFFICE.special(day("17/02/2026"))
        assert tet is not None
        assert (tet.kind, tet.name, tet.official) == (SpecialKind.HOLIDAY, "Tết Nguyên đán", True)
        assert "9441/TB-BNV" in tet.decision
        assert OFFICE.special(day("02/03/2026")) is None
        assert OFFICE.days_off(day("06/03/2026"), day("09/03/2026")) == (day("07/03/2026"), day("08/03/2026"))

    def test_what_is_expected(self) -> None:
        assert not OFFICE.is_expected(day("01/01/2018"), day("23/11/2026"))
        assert OFFICE.is_expected(day("24/11/2026"), day("24/11/2026"))
        assert not OFFICE.is_expected(day("25/11/2026"), day("31/12/2026"))
        assert OFFICE.is_expected(day("25/11/2026"), day("01/01/2027"))
        assert OFFICE.is_expected(day("31/12/2017"), day("31/12/2017"))
        assert OFFICE.first_expected(day("25/11/2026")) == day("01/01/2027")


class TestMinutes:
    @pytest.mark.parametrize(
        ("start", "end", "minutes"),
        [
            ("02/03/2026 07:30", "02/03/2026 07:31", 1),
            ("02/03/2026 07:29", "02/03/2026 07:30", 0),
            ("02/03/2026 11:29", "02/03/2026 13:01", 2),
            ("02/03/2026 11:30", "02/03/2026 13:00", 0),
            ("02/03/2026 16:59", "03/03/2026 07:31", 2),
            ("02/03/2026 00:00", "03/03/2026 00:00", 480),
            ("06/03/2026 17:00", "09/03/2026 07:30", 0),
            ("13/02/2026 15:00", "24/02/2026 15:00", 960),
            ("24/02/2026 15:00", "13/02/2026 15:00", -960),
        ],
    )
    def test_working_minutes_are_measured(self, start: str, end: str, minutes: int) -> None:
        assert OFFICE.working_minutes_between(moment(start), moment(end)) == minutes

    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            ("02/03/2026 07:00", 1, "02/03/2026 07:31"),
            ("02/03/2026 07:30", 240, "02/03/2026 11:30"),
            ("02/03/2026 07:30", 241, "02/03/2026 13:01"),
            ("02/03/2026 12:00", 1, "02/03/2026 13:01"),
            ("02/03/2026 16:59", 1, "02/03/2026 17:00"),
            ("02/03/2026 17:00", 1, "03/03/2026 07:31"),
            ("06/03/2026 16:59", 2, "09/03/2026 07:31"),
            ("07/03/2026 12:00", 480, "09/03/2026 17:00"),
            ("02/03/2026 12:00", 0, "02/03/2026 12:00"),
        ],
    )
    def test_working_minutes_are_added_and_end_at_a_closing(self, start: str, minutes: int, end: str) -> None:
        assert OFFICE.add_working_minutes(moment(start), minutes) == moment(end)

    def test_a_day_has_its_opening_and_closing(self) -> None:
        assert OFFICE.opening(day("10/01/2026")) == moment("10/01/2026 07:30")
        assert OFFICE.closing(day("10/01/2026")) == moment("10/01/2026 17:00")
        assert OFFICE.opening(day("11/01/2026")) is OFFICE.closing(day("11/01/2026")) is None


class TestOpenings:
    @pytest.mark.parametrize(
        ("at", "opened"),
        [
            ("06/03/2026 07:29", False),
            ("06/03/2026 07:30", True),
            ("06/03/2026 11:29", True),
            ("06/03/2026 11:30", False),
            ("06/03/2026 16:59", True),
            ("06/03/2026 17:00", False),
            ("07/03/2026 09:00", False),
        ],
    )
    def test_windows_are_half_open(self, at: str, opened: bool) -> None:
        assert OFFICE.is_open(moment(at)) is opened

    @pytest.mark.parametrize(
        ("at", "opening", "with_desk"),
        [
            ("06/03/2026 07:30", "06/03/2026 07:30", "06/03/2026 07:30"),
            ("06/03/2026 07:31", "06/03/2026 13:00", "06/03/2026 13:00"),
            ("06/03/2026 13:01", "09/03/2026 07:30", "07/03/2026 07:30"),
            ("07/03/2026 07:31", "09/03/2026 07:30", "09/03/2026 07:30"),
            ("13/02/2026 17:00", "23/02/2026 07:30", "14/02/2026 07:30"),
            ("16/02/2026 09:00", "23/02/2026 07:30", "21/02/2026 07:30"),
        ],
    )
    def test_the_next_opening(self, at: str, opening: str, with_desk: str) -> None:
        assert OFFICE.next_opening(moment(at)) == moment(opening)
        assert OFFICE.next_opening(moment(at), SATURDAY_MORNING) == moment(with_desk)

    def test_a_desk_is_shut_on_holidays_and_beside_working_time(self) -> None:
        assert OFFICE.reception(day("07/03/2026"), SATURDAY_MORNING) == (MORNING,)
        assert OFFICE.reception(day("30/04/2022"), SATURDAY_MORNING) == ()
        assert OFFICE.is_open(moment("07/03/2026 11:29"), SATURDAY_MORNING)
        assert not OFFICE.is_open(moment("07/03/2026 11:30"), SATURDAY_MORNING)


class TestOwnHours:
    def test_summer_hours_hold_in_their_range(self) -> None:
        summer = WeeklyHours(
            days=((Window(420, 690), Window(810, 1020)),) * 5 + ((), ()),
            since=date(2026, 4, 16),
            until=date(2026, 10, 16),
        )
        calendar = Calendar.compiled(definition(weekly=(OFFICE_WEEK, summer)))
        assert calendar.opening(day("15/04/2026")) == moment("15/04/2026 07:30")
        assert calendar.opening(day("16/04/2026")) == moment("16/04/2026 07:00")
        assert calendar.opening(day("15/10/2026")) == moment("15/10/2026 07:00")
        assert calendar.opening(day("16/10/2026")) == moment("16/10/2026 07:30")

    def test_a_swapped_saturday_has_the_hours_of_the_day_it_replaces(self) -> None:
        friday_short = WeeklyHours(days=(FULL_DAY,) * 4 + ((MORNING,), (), ()))
        swapped = special(SpecialKind.SWAP_WORK, "10/01/2026", instead_of=day("02/01/2026"))
        calendar = Calendar.compiled(definition([swapped], weekly=(friday_short,)))
        assert calendar.closing(day("10/01/2026")) == moment("10/01/2026 11:30")

    def test_a_swapped_saturday_may_have_hours_of_its_own(self) -> None:
        swapped = special(SpecialKind.SWAP_WORK, "10/01/2026", instead_of=day("02/01/2026"), hours=(MORNING,))
        assert Calendar.compiled(definition([swapped])).hours(day("10/01/2026")) == (MORNING,)


class TestClosures:
    def test_only_the_agencies_named_are_closed(self) -> None:
        storm = definition([closure("09/03/2026", stops_terms=True)])
        assert Calendar.compiled(storm).is_working(day("09/03/2026"))
        assert Calendar.compiled(storm, agency="H49.2").is_working(day("09/03/2026"))
        closed = Calendar.compiled(storm, agency="H49.1")
        assert not closed.is_working(day("09/03/2026"))
        assert not closed.runs(day("09/03/2026"))
        found = closed.special(day("09/03/2026"))
        assert found is not None
        assert found.kind is SpecialKind.CLOSURE

    def test_a_closure_that_does_not_stop_terms_only_shuts_the_doors(self) -> None:
        closed = Calendar.compiled(definition([closure("09/03/2026", stops_terms=False)]), agency="H49.1")
        assert closed.is_working(day("09/03/2026"))
        assert not closed.is_open(moment("09/03/2026 09:00"))
        assert closed.next_opening(moment("08/03/2026 09:00")) == moment("10/03/2026 07:30")
        assert closed.reception(day("09/03/2026"), SATURDAY_MORNING) == ()

    def test_of_two_closures_the_one_that_stops_terms_holds(self) -> None:
        both = [closure("09/03/2026", stops_terms=True), closure("09/03/2026", stops_terms=False)]
        assert not Calendar.compiled(definition(both), agency="H49.1").runs(day("09/03/2026"))
        assert not Calendar.compiled(definition(both[::-1]), agency="H49.1").runs(day("09/03/2026"))


class TestReach:
    def test_beyond_its_reach_a_calendar_says_so(self) -> None:
        with pytest.raises(Refused) as caught:
            OFFICE.is_working(date(2061, 1, 1))
        assert caught.value.refusal.code == "beyond_calendar"
        assert caught.value.refusal.values == {
            "day": date(2061, 1, 1),
            "calendar": "vn-office 2026.1",
            "first": date(2010, 1, 1),
            "last": date(2060, 12, 31),
        }
        for beyond in (
            lambda: OFFICE.is_working(date(2009, 12, 31)),
            lambda: OFFICE.nth_working_day(date(2060, 12, 31), 1),
            lambda: OFFICE.nth_working_day(date(2060, 12, 1), 100),
            lambda: OFFICE.previous_working_day(date(2010, 1, 1)),
            lambda: OFFICE.previous_working_day(date(2010, 1, 2)),
            lambda: OFFICE.add_working_minutes(moment("31/12/2060 16:59"), 2),
            lambda: OFFICE.next_opening(moment("31/12/2060 17:00")),
            lambda: OFFICE.next_opening(moment("31/12/2060 17:00"), SATURDAY_MORNING),
            lambda: OFFICE.nth_running_day(date(2060, 12, 31), 1),
            lambda: OFFICE.days_off(date(2060, 12, 31), date(2061, 1, 1)),
        ):
            with pytest.raises(Refused):
                beyond()

    def test_the_whole_reach_can_be_asked(self) -> None:
        assert OFFICE.working_days_between(date(2010, 1, 1), date(2060, 12, 31)) > 12_000
        assert OFFICE.is_working(date(2060, 12, 31))
        assert OFFICE.add_working_minutes(moment("31/12/2060 16:59"), 1) == moment("31/12/2060 17:00")


class TestValue:
    def test_a_calendar_survives_pickling_and_is_equal_by_what_it_says(self) -> None:
        copy = pickle.loads(pickle.dumps(OFFICE))  # noqa: S301 - our own bytes
        assert copy == OFFICE
        assert hash(copy) == hash(OFFICE)
        assert copy.nth_working_day(day("13/02/2026"), 5) == day("27/02/2026")
        assert {OFFICE: "vn"}[copy] == "vn"
        assert OFFICE.counting(day_zero=DayZero.EFFECTIVE_DAY) != OFFICE
        assert Calendar.compiled(OFFICE.definition, agency="H49.1") != OFFICE
        assert OFFICE != "vn-office 2026.1"

    def test_a_calendar_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            OFFICE.agency = "H49.1"  # type: ignore[misc] # that is the point
        assert repr(OFFICE) == "<Calendar vn-office 2026.1>"


@given(st.datetimes(datetime(2026, 1, 5), datetime(2026, 11, 1)), st.integers(0, 20 * 24 * 60))
def test_the_open_stretches_between_two_instants_are_the_minutes_between_them(start: datetime, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    stretches = OFFICE.open_between(start, end)
    assert sum((closes - opens) // timedelta(minutes=1) for opens, closes in stretches) == (
        OFFICE.working_minutes_between(start, end)
    )
    edges = [edge for stretch in stretches for edge in stretch]
    assert edges == sorted(edges)
    assert all(start <= edge <= end for edge in edges)
    assert OFFICE.open_between(end, start) == () or start == end
