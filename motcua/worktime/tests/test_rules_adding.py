"""The end of a term at every boundary that the worked examples do not stand on."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from motcua.kernel.types import Refusal
from motcua.worktime.tests.settings import (
    FULL_DAY,
    MORNING,
    OFFICE,
    OFFICE_BY_EFFECTIVE_DAY,
    OFFICE_WEEK,
    SATURDAY_MORNING,
    closure,
    day,
    definition,
    due,
    due_of,
    moment,
    special,
)
from motcua.worktime.types import (
    Calendar,
    CountedBy,
    Desk,
    Due,
    DueHour,
    SpecialKind,
    Term,
    WeeklyHours,
    Window,
    day_zero_of,
    effective_at,
    end_of_term,
)


class TestDayZero:
    @pytest.mark.parametrize(
        ("received", "zero", "effective"),
        [
            ("06/03/2026 07:29", "06/03/2026", "06/03/2026 07:30"),
            ("06/03/2026 07:30", "06/03/2026", "06/03/2026 07:30"),
            ("06/03/2026 11:30", "06/03/2026", "06/03/2026 13:00"),
            ("06/03/2026 16:59", "06/03/2026", "06/03/2026 16:59"),
            ("06/03/2026 17:00", "09/03/2026", "09/03/2026 07:30"),
            ("08/03/2026 23:59", "09/03/2026", "09/03/2026 07:30"),
            ("13/02/2026 17:00", "23/02/2026", "23/02/2026 07:30"),
        ],
    )
    def test_by_effective_day_it_is_the_day_of_the_next_opening(self, received: str, zero: str, effective: str) -> None:
        assert day_zero_of(moment(received), calendar=OFFICE_BY_EFFECTIVE_DAY) == day(zero)
        assert effective_at(moment(received), calendar=OFFICE_BY_EFFECTIVE_DAY) == moment(effective)
        assert day_zero_of(moment(received), calendar=OFFICE) == moment(received).date()

    def test_an_open_desk_keeps_its_own_date(self) -> None:
        at_desk = moment("14/03/2026 11:29")
        assert day_zero_of(at_desk, calendar=OFFICE_BY_EFFECTIVE_DAY, desk=SATURDAY_MORNING) == day("14/03/2026")
        after = moment("14/03/2026 11:30")
        assert day_zero_of(after, calendar=OFFICE_BY_EFFECTIVE_DAY, desk=SATURDAY_MORNING) == day("16/03/2026")
        before = moment("14/03/2026 06:00")
        assert day_zero_of(before, calendar=OFFICE_BY_EFFECTIVE_DAY, desk=SATURDAY_MORNING) == day("14/03/2026")

    @pytest.mark.parametrize(
        ("received", "expected"),
        [
            ("05/03/2026 15:00", "06/03/2026 17:00"),
            ("05/03/2026 15:01", "09/03/2026 17:00"),
            ("06/03/2026 15:01", "10/03/2026 17:00"),
            ("07/03/2026 15:01", "09/03/2026 17:00"),
        ],
    )
    def test_an_agency_may_count_late_papers_from_the_next_day(self, received: str, expected: str) -> None:
        strict = OFFICE.counting(receipt_cutoff=time(15, 0))
        assert due("1 working_day", received, calendar=strict) == expected
        online = due("1 working_day", received, calendar=strict, at_counter=False)
        assert online == due("1 working_day", received)


class TestSameDay:
    @pytest.mark.parametrize(
        ("received", "desk", "expected"),
        [
            ("10/03/2026 06:00", None, "10/03/2026 17:00"),
            ("10/03/2026 12:00", None, "10/03/2026 17:00"),
            ("10/03/2026 17:00", None, "11/03/2026 17:00"),
            ("14/03/2026 09:00", None, "16/03/2026 17:00"),
            ("14/03/2026 07:30", SATURDAY_MORNING, "14/03/2026 11:30"),
            ("14/03/2026 11:29", SATURDAY_MORNING, "14/03/2026 11:30"),
            ("14/03/2026 11:30", SATURDAY_MORNING, "16/03/2026 17:00"),
            ("15/03/2026 09:00", SATURDAY_MORNING, "16/03/2026 17:00"),
            ("10/03/2026 09:00", SATURDAY_MORNING, "10/03/2026 17:00"),
            ("10/01/2026 09:00", SATURDAY_MORNING, "10/01/2026 17:00"),
            ("30/04/2022 09:00", SATURDAY_MORNING, "04/05/2022 17:00"),
        ],
    )
    def test_until_the_cut_off_the_same_day(self, received: str, desk: Desk | None, expected: str) -> None:
        assert due("same_day", received, desk=desk) == expected

    def test_the_cut_off_is_data(self) -> None:
        until_noon = OFFICE.counting(same_day_cutoff=time(12, 0))
        assert due("same_day", "10/03/2026 12:00", calendar=until_noon) == "10/03/2026 17:00"
        assert due("same_day", "10/03/2026 12:01", calendar=until_noon) == "11/03/2026 17:00"

    def test_a_desk_open_all_saturday_keeps_the_cut_off(self) -> None:
        all_day = Desk("all_day", "1", "Cả ngày thứ Bảy", "All Saturday", (WeeklyHours(((),) * 5 + (FULL_DAY, ())),))
        assert due("same_day", "14/03/2026 15:00", desk=all_day) == "14/03/2026 17:00"
        assert due("same_day", "14/03/2026 15:01", desk=all_day) == "16/03/2026 17:00"

    def test_nothing_is_due_before_it_was_received(self) -> None:
        mornings = Calendar.compiled(definition(weekly=(WeeklyHours(((MORNING,),) * 5 + ((), ())),)))
        assert due("same_day", "10/03/2026 11:29", calendar=mornings) == "10/03/2026 11:30"
        assert due("same_day", "10/03/2026 14:00", calendar=mornings) == "11/03/2026 11:30"


class TestHourOfTheEnd:
    def test_older_systems_keep_the_hour_of_receipt(self) -> None:
        older = OFFICE.counting(due_hour=DueHour.RECEIPT)
        for received, hour in [("09:10", "09:10"), ("06:00", "07:30"), ("12:10", "13:00"), ("20:15", "17:00")]:
            assert due("5 working_day", f"02/03/2026 {received}", calendar=older) == f"09/03/2026 {hour}"
        assert due("15 day", "02/03/2026 09:10", calendar=older) == "17/03/2026 17:00"
        assert due("6.25 working_day", "02/03/2026 14:10", calendar=older) == "11/03/2026 09:30"

    @pytest.mark.parametrize(
        ("term", "expected"),
        [
            ("0.0001 working_day", "03/03/2026 07:31"),
            ("0.001 working_day", "03/03/2026 07:31"),
            ("0.5 working_day", "03/03/2026 11:30"),
            ("0.501 working_day", "03/03/2026 13:01"),
            ("0.9999 working_day", "03/03/2026 17:00"),
            ("1 working_day", "03/03/2026 17:00"),
        ],
    )
    def test_fractions_are_taken_of_the_next_working_day(self, term: str, expected: str) -> None:
        assert due(term, "02/03/2026 20:00") == expected

    def test_a_fraction_of_a_short_day_is_a_fraction_of_its_minutes(self) -> None:
        short = special(SpecialKind.SWAP_WORK, "07/03/2026", instead_of=day("06/03/2026"), hours=(MORNING,))
        calendar = Calendar.compiled(definition([short]))
        assert due("1.5 working_day", "05/03/2026 09:00", calendar=calendar) == "07/03/2026 09:30"

    def test_seconds_are_dropped(self) -> None:
        late = end_of_term(Term.parse("same_day"), datetime(2026, 3, 10, 15, 0, 59, 999), calendar=OFFICE)
        assert isinstance(late, Due)
        assert late.due_at == moment("10/03/2026 17:00")
        hours = end_of_term(Term.parse("24 hour"), datetime(2026, 3, 10, 15, 0, 59), calendar=OFFICE)
        assert isinstance(hours, Due)
        assert hours.due_at == moment("11/03/2026 15:00")

    def test_an_instant_with_a_zone_is_a_mistake_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            end_of_term(
                Term.parse("5 day"), datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), calendar=OFFICE
            )


class TestOddWeeks:
    def test_a_week_of_single_minutes_is_counted_like_any_other(self) -> None:
        odd = WeeklyHours(((Window(0, 1), Window(1438, 1439)),) * 7)
        calendar = Calendar.compiled(definition(weekly=(OFFICE_WEEK, odd)))
        assert due("0.5 working_day", "02/03/2026 12:00", calendar=calendar) == "03/03/2026 00:01"
        assert due("2 working_hour", "02/03/2026 00:00", calendar=calendar) == "30/04/2026 23:59"


class TestMonths:
    @pytest.mark.parametrize(
        ("received", "term", "expected"),
        [
            ("29/02/2024 09:00", "1 year", "28/02/2025 17:00"),
            ("29/02/2024 09:00", "4 year", "29/02/2028 17:00"),
            ("31/12/2025 09:00", "2 month", "02/03/2026 17:00"),
            ("31/03/2026 09:00", "12 month", "31/03/2027 17:00"),
            ("31/03/2026 09:00", "1 month", "04/05/2026 17:00"),
            ("16/02/2026 09:00", "1 week", "23/02/2026 17:00"),
            ("07/03/2026 09:00", "1 day", "09/03/2026 17:00"),
        ],
    )
    def test_the_same_number_or_the_months_last(self, received: str, term: str, expected: str) -> None:
        assert due(term, received) == expected


class TestPhases:
    @pytest.mark.parametrize(
        ("term", "received", "expected"),
        [
            ("14 working_day + 3 working_day", "02/03/2026 09:00", "25/03/2026 17:00"),
            # The first ends on Saturday 07/03 unrolled, so the second counts from there.
            ("5 day + 1 working_day", "02/03/2026 09:00", "09/03/2026 17:00"),
            ("5 day + 1 day", "02/03/2026 09:00", "09/03/2026 17:00"),
            ("5 day + 3 day", "02/03/2026 09:00", "10/03/2026 17:00"),
            ("1 month + 1 month", "31/01/2026 09:00", "30/03/2026 17:00"),
            ("5 day + 4 working_hour", "02/03/2026 09:00", "09/03/2026 11:30"),
            ("1 working_day + 12 hour", "02/03/2026 09:00", "04/03/2026 12:00"),
            ("24 hour + 1 working_day", "06/03/2026 09:00", "09/03/2026 17:00"),
            ("8 working_hour + 0.5 working_day", "02/03/2026 07:30", "03/03/2026 11:30"),
        ],
    )
    def test_each_starts_on_the_unrolled_end_of_the_one_before(self, term: str, received: str, expected: str) -> None:
        assert due(term, received) == expected

    def test_the_unrolled_end_is_kept(self) -> None:
        rolled = due_of("20 day", "02/03/2026 10:00")
        assert rolled.unrolled_on == day("22/03/2026")
        assert rolled.due_date == day("23/03/2026")


class TestLapse:
    def test_a_day_term_lapses_at_midnight_after_its_date(self) -> None:
        found = due_of("5 working_day", "02/03/2026 09:10")
        assert found.counted_by is CountedBy.DATE
        assert found.lapses_at == moment("10/03/2026 00:00")
        assert not found.has_lapsed(moment("09/03/2026 23:59"))
        assert found.has_lapsed(moment("10/03/2026 00:00"))

    def test_an_hour_term_lapses_the_minute_after(self) -> None:
        found = due_of("8 working_hour", "02/03/2026 14:00")
        assert found.counted_by is CountedBy.MINUTE
        assert found.lapses_at == moment("03/03/2026 14:01")
        assert not found.has_lapsed(moment("03/03/2026 14:00"))

    @pytest.mark.parametrize("term", ["same_day", "0.5 working_day", "1 month"])
    def test_all_but_hours_are_counted_by_date(self, term: str) -> None:
        assert due_of(term, "02/03/2026 09:10").counted_by is CountedBy.DATE

    @pytest.mark.parametrize("term", ["5 working_day", "20 day", "same_day", "8 working_hour", "24 hour"])
    def test_an_end_is_stored_and_read_back(self, term: str) -> None:
        found = due_of(term, "20/12/2026 09:10")
        assert Due.from_json(found.to_json()) == found


class TestExpected:
    @pytest.mark.parametrize(
        ("term", "received", "expected"),
        [
            ("5 working_day", "02/03/2026 09:00", False),
            ("5 working_day", "23/11/2026 09:00", True),
            ("5 working_day", "25/11/2026 09:00", False),
            ("5 working_day", "28/12/2026 09:00", True),
            ("same_day", "24/11/2026 09:00", True),
            ("8 working_hour", "23/11/2026 16:00", True),
            ("24 hour", "24/11/2026 09:00", False),
            ("6.5 working_day", "28/12/2026 09:00", True),
            ("5 working_day", "01/03/2030 09:00", True),
        ],
    )
    def test_a_date_is_expected_while_a_day_in_between_has_no_decision(
        self,
        term: str,
        received: str,
        expected: bool,
    ) -> None:
        assert due_of(term, received).expected is expected


class TestClosures:
    """A storm closes an agency from Mon 09/03 to Wed 11/03/2026."""

    STORM = ("09/03/2026", "10/03/2026", "11/03/2026")

    @pytest.mark.parametrize(
        ("term", "running", "stopped"),
        [
            ("3 working_day", "10/03/2026 17:00", "13/03/2026 17:00"),
            ("5 day", "10/03/2026 17:00", "13/03/2026 17:00"),
            ("1 month", "06/04/2026 17:00", "08/04/2026 17:00"),
            ("8 working_hour", "06/03/2026 09:00", "06/03/2026 09:00"),
            ("24 working_hour", "10/03/2026 09:00", "13/03/2026 09:00"),
            ("120 hour", "10/03/2026 09:00", "13/03/2026 09:00"),
        ],
    )
    def test_terms_run_on_or_stand_still_as_the_decision_says(self, term: str, running: str, stopped: str) -> None:
        doors = Calendar.compiled(definition([closure(on, stops_terms=False) for on in self.STORM]), agency="H49.1")
        terms = Calendar.compiled(definition([closure(on, stops_terms=True) for on in self.STORM]), agency="H49.1")
        assert due(term, "05/03/2026 09:00", calendar=doors) == running
        assert due(term, "05/03/2026 09:00", calendar=terms) == stopped

    def test_clock_hours_that_begin_in_the_closure_begin_after_it(self) -> None:
        stopped = Calendar.compiled(definition([closure(on, stops_terms=True) for on in self.STORM]), agency="H49.1")
        assert due("24 hour", "10/03/2026 09:00", calendar=stopped) == "13/03/2026 00:00"
        assert due("15 hour", "08/03/2026 09:00", calendar=stopped) == "09/03/2026 00:00"


class TestPausesAtTheEdges:
    def test_a_pause_that_opens_on_the_last_day_leaves_nothing_for_after_it(self) -> None:
        pauses = [("05/03/2026 16:00", "10/03/2026 10:00")]
        assert due("3 working_day", "02/03/2026 09:00", pauses=pauses) == "10/03/2026 17:00"

    def test_nothing_is_due_before_its_pause_ends(self) -> None:
        saturday_night = [("05/03/2026 16:00", "14/03/2026 21:00")]
        assert due("3 working_day", "02/03/2026 09:00", pauses=saturday_night) == "16/03/2026 17:00"
        sunday = [("06/03/2026 10:00", "08/03/2026 10:00")]
        assert due("4 day", "02/03/2026 09:00", pauses=sunday) == "09/03/2026 17:00"

    def test_a_pause_after_the_end_changes_nothing(self) -> None:
        pauses = [("06/03/2026 08:00", "20/03/2026 10:00")]
        assert due("3 working_day", "02/03/2026 09:00", pauses=pauses) == "05/03/2026 17:00"
        assert due("5 day", "02/03/2026 09:00", pauses=[("10/03/2026 08:00", "20/03/2026 10:00")]) == "09/03/2026 17:00"
        assert due("4 working_hour", "02/03/2026 07:30", pauses=pauses) == "02/03/2026 11:30"

    def test_a_calendar_term_may_still_be_paused_on_the_day_it_rolls_to(self) -> None:
        assert due("5 day", "02/03/2026 09:00", pauses=[("09/03/2026 08:00", "11/03/2026 10:00")]) == "11/03/2026 17:00"

    def test_a_pause_between_phases_counts_once(self) -> None:
        pauses = [("07/03/2026 08:00", "09/03/2026 10:00")]
        assert due("5 day + 3 day", "02/03/2026 09:00", pauses=pauses) == "12/03/2026 17:00"

    def test_the_end_of_a_pause_is_a_day_zero_like_any_other(self) -> None:
        pauses = [("05/03/2026 16:00", "14/03/2026 21:00"), ("15/03/2026 08:00", "17/03/2026 10:00")]
        assert due("10 working_day", "02/03/2026 09:00", pauses=pauses) == "26/03/2026 17:00"
        by_effect = due("10 working_day", "02/03/2026 09:00", pauses=pauses, calendar=OFFICE_BY_EFFECTIVE_DAY)
        assert by_effect == "26/03/2026 17:00"
        night = [("05/03/2026 16:00", "14/03/2026 21:00")]
        assert due("10 working_day", "02/03/2026 09:00", pauses=night, calendar=OFFICE_BY_EFFECTIVE_DAY) == (
            "25/03/2026 17:00"
        )

    def test_a_fraction_is_taken_after_the_pause(self) -> None:
        pauses = [("05/03/2026 16:00", "17/03/2026 10:00")]
        assert due("6.25 working_day", "02/03/2026 09:10", pauses=pauses) == "23/03/2026 09:30"

    def test_a_same_day_term_waits_for_its_pause(self) -> None:
        assert due("same_day", "10/03/2026 09:00", pauses=[("10/03/2026 10:00", "10/03/2026 14:00")]) == (
            "10/03/2026 17:00"
        )
        assert due("same_day", "10/03/2026 09:00", pauses=[("10/03/2026 10:00", "12/03/2026 14:00")]) == (
            "12/03/2026 17:00"
        )

    def test_clock_hours_pause_by_the_clock(self) -> None:
        pauses = [("07/03/2026 10:00", "08/03/2026 10:00"), ("07/03/2026 12:00", "08/03/2026 12:00")]
        assert due("24 hour", "07/03/2026 09:00", pauses=pauses) == "09/03/2026 11:00"

    def test_hours_used_up_when_the_pause_opens_end_with_it(self) -> None:
        pauses = [("02/03/2026 11:30", "03/03/2026 09:00")]
        assert due("4 working_hour", "02/03/2026 07:30", pauses=pauses) == "03/03/2026 09:00"


class TestRefusal:
    @pytest.mark.parametrize(
        "term",
        [
            "5 working_day",
            "15 day",
            "1 month",
            "8 working_hour",
            "same_day",
            "1.5 working_day",
            "10 year",
            "87600 hour",
        ],
    )
    @pytest.mark.parametrize(
        "received", ["31/12/2060 23:00", "01/01/2061 09:00", "31/12/2009 09:00", "31/12/9999 23:59"]
    )
    def test_an_end_beyond_the_calendar_is_refused(self, term: str, received: str) -> None:
        for calendar in (OFFICE, OFFICE_BY_EFFECTIVE_DAY):
            refusal = end_of_term(Term.parse(term), moment(received), calendar=calendar)
            assert isinstance(refusal, Refusal)
            assert refusal.code == "beyond_calendar"
