"""What must hold for every term and every receipt, whatever the calendar."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from motcua.kernel.types import Refusal
from motcua.worktime.tests.settings import OFFICE, OFFICE_BY_EFFECTIVE_DAY, day
from motcua.worktime.types import Calendar, Due, Pause, Term, TermUnit, end_of_term, standing

RECEIVED = some.builds(
    datetime.combine,
    some.dates(day("01/01/2011"), day("31/12/2040")),
    some.builds(time, some.integers(0, 23), some.integers(0, 59)),
)
CALENDARS = some.sampled_from([OFFICE, OFFICE_BY_EFFECTIVE_DAY])
COUNTED = some.sampled_from(
    [TermUnit.WORKING_DAY, TermUnit.DAY, TermUnit.WEEK, TermUnit.MONTH, TermUnit.WORKING_HOUR, TermUnit.HOUR]
)


def end(term: Term, received_at: datetime, calendar: Calendar, *pauses: Pause) -> Due:
    due = end_of_term(term, received_at, calendar=calendar, pauses=pauses)
    assert not isinstance(due, Refusal), due
    return due


@settings(max_examples=120)
@given(RECEIVED, CALENDARS, COUNTED, some.integers(1, 100), some.integers(0, 20))
def test_a_longer_term_never_ends_earlier(
    received_at: datetime, calendar: Calendar, unit: TermUnit, amount: int, more: int
) -> None:
    shorter, longer = Term.of(amount, unit), Term.of(amount + more, unit)
    assert end(shorter, received_at, calendar).due_at <= end(longer, received_at, calendar).due_at


@settings(max_examples=120)
@given(RECEIVED, CALENDARS, some.decimals("0.0001", "40", places=4), some.decimals("0", "3", places=4))
def test_a_longer_fraction_never_ends_earlier(
    received_at: datetime, calendar: Calendar, amount: Decimal, more: Decimal
) -> None:
    shorter, longer = Term.of(amount, TermUnit.WORKING_DAY), Term.of(amount + more, TermUnit.WORKING_DAY)
    assert end(shorter, received_at, calendar).due_at <= end(longer, received_at, calendar).due_at


@settings(max_examples=120)
@given(RECEIVED, CALENDARS, COUNTED, some.integers(1, 60), some.integers(0, 20_000))
def test_a_later_receipt_never_ends_earlier(
    received_at: datetime, calendar: Calendar, unit: TermUnit, amount: int, minutes: int
) -> None:
    later = received_at + timedelta(minutes=minutes)
    term = Term.of(amount, unit)
    assert end(term, received_at, calendar).due_at <= end(term, later, calendar).due_at


@settings(max_examples=120)
@given(RECEIVED, some.integers(1, 2_600))
def test_adding_then_measuring_gives_the_days_back(received_at: datetime, amount: int) -> None:
    due = end(Term.of(amount, TermUnit.WORKING_DAY), received_at, OFFICE)
    assert OFFICE.working_days_between(received_at.date(), due.due_date) == amount
    assert OFFICE.is_working(due.due_date)
    assert due.due_at == OFFICE.closing(due.due_date)


@settings(max_examples=120)
@given(RECEIVED, some.integers(1, 100_000))
def test_adding_then_measuring_gives_the_minutes_back(received_at: datetime, minutes: int) -> None:
    used_up = OFFICE.add_working_minutes(received_at, minutes)
    assert OFFICE.working_minutes_between(received_at, used_up) == minutes
    assert OFFICE.working_minutes_between(received_at, used_up - timedelta(minutes=1)) == minutes - 1


@settings(max_examples=120)
@given(RECEIVED, some.integers(1, 5_000), some.integers(1, 5_000))
def test_minutes_added_in_two_parts_are_added(received_at: datetime, one: int, two: int) -> None:
    halfway = OFFICE.add_working_minutes(received_at, one)
    assert OFFICE.add_working_minutes(halfway, two) == OFFICE.add_working_minutes(received_at, one + two)


@settings(max_examples=120)
@given(RECEIVED, CALENDARS, COUNTED, some.integers(1, 60))
def test_the_law_never_gives_more_time_than_the_effective_day(
    received_at: datetime, calendar: Calendar, unit: TermUnit, amount: int
) -> None:
    del calendar
    term = Term.of(amount, unit)
    law, effective = end(term, received_at, OFFICE), end(term, received_at, OFFICE_BY_EFFECTIVE_DAY)
    assert law.due_at <= effective.due_at
    assert law.lapses_at > law.due_at


@settings(max_examples=120)
@given(RECEIVED, CALENDARS, COUNTED, some.integers(1, 60), some.integers(0, 30_000), some.integers(0, 30_000))
def test_a_pause_never_brings_the_end_forward_nor_before_its_own(
    received_at: datetime, calendar: Calendar, unit: TermUnit, amount: int, wait: int, length: int
) -> None:
    term = Term.of(amount, unit)
    opens = received_at + timedelta(minutes=wait)
    pause = Pause(opens, opens + timedelta(minutes=length))
    without, paused = end(term, received_at, calendar), end(term, received_at, calendar, pause)
    assert paused.due_at >= without.due_at
    if not without.has_lapsed(opens):
        assert not paused.has_lapsed(pause.closes_at)


@settings(max_examples=120)
@given(RECEIVED, COUNTED, some.integers(1, 60), some.integers(0, 60_000))
def test_what_is_left_and_what_is_over(received_at: datetime, unit: TermUnit, amount: int, minutes: int) -> None:
    due = end(Term.of(amount, unit), received_at, OFFICE)
    at = received_at + timedelta(minutes=minutes)
    found = standing(due, at, calendar=OFFICE)
    assert found.lapsed == due.has_lapsed(at)
    assert found.working_days >= 0
    assert found.working_minutes >= 0
    if found.is_due_today:
        assert OFFICE.working_days_between(at.date(), due.due_date) == 0
