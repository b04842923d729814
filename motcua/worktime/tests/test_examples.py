"""The worked examples of the clock's rules, typed by hand: E01 to E38, and those of pauses that are pure arithmetic."""

import pytest

from motcua.worktime.tests.settings import OFFICE, OFFICE_BY_EFFECTIVE_DAY, SATURDAY_MORNING, due
from motcua.worktime.types import Desk

# (example, received, desk, term, due by receipt_day, due by effective_day when it differs)
EXAMPLES = [
    ("E01 plain week", "02/03/2026 09:10", None, "5 working_day", "09/03/2026 17:00", None),
    ("E02 after 15:00 only the forwarding waits", "05/03/2026 15:20", None, "3 working_day", "10/03/2026 17:00", None),
    ("E03 last minute of Friday is Friday", "06/03/2026 16:59", None, "1 working_day", "09/03/2026 17:00", None),
    (
        "E04 17:00 sharp is after hours",
        "06/03/2026 17:00",
        None,
        "1 working_day",
        "09/03/2026 17:00",
        "10/03/2026 17:00",
    ),
    ("E05 Saturday evening, online", "07/03/2026 20:15", None, "3 working_day", "11/03/2026 17:00", "12/03/2026 17:00"),
    ("E06 before opening", "10/03/2026 06:50", None, "1 working_day", "11/03/2026 17:00", None),
    ("E07 in the lunch break", "10/03/2026 12:10", None, "2 working_day", "12/03/2026 17:00", None),
    ("E08 a swapped Saturday works", "08/01/2026 10:00", None, "2 working_day", "10/01/2026 17:00", None),
    ("E09 over New Year", "30/12/2025 14:00", None, "3 working_day", "06/01/2026 17:00", None),
    ("E10 over Tết", "13/02/2026 16:20", None, "5 working_day", "27/02/2026 17:00", None),
    ("E11 Giỗ Tổ compensated, 30/4, 1/5", "24/04/2026 08:00", None, "3 working_day", "04/05/2026 17:00", None),
    ("E12 swap before National Day", "21/08/2026 09:00", None, "7 working_day", "03/09/2026 17:00", None),
    ("E13 six days and a quarter", "02/03/2026 09:10", None, "6.25 working_day", "11/03/2026 09:30", None),
    ("E14 half a day", "02/03/2026 14:00", None, "0.5 working_day", "03/03/2026 11:30", None),
    ("E15 four days and three quarters", "04/03/2026 08:00", None, "4.75 working_day", "11/03/2026 15:00", None),
    ("E16 Saturday desk, not counted", "14/03/2026 09:00", SATURDAY_MORNING, "5 working_day", "20/03/2026 17:00", None),
    ("E17 calendar days", "02/03/2026 10:00", None, "15 day", "17/03/2026 17:00", None),
    ("E18 ends on a Sunday", "02/03/2026 10:00", None, "20 day", "23/03/2026 17:00", None),
    ("E19 ends after Tết on a Saturday", "22/01/2026 15:30", None, "30 day", "23/02/2026 17:00", None),
    ("E20 ends on a swapped Saturday", "12/08/2026 08:00", None, "10 day", "22/08/2026 17:00", None),
    ("E21 after hours on Friday", "06/03/2026 18:00", None, "5 day", "11/03/2026 17:00", "16/03/2026 17:00"),
    ("E22 no 30 February", "30/01/2026 09:00", None, "1 month", "02/03/2026 17:00", None),
    ("E23 ends in Tết", "16/01/2026 09:00", None, "1 month", "23/02/2026 17:00", None),
    ("E24 into the next year", "30/11/2026 09:00", None, "3 month", "01/03/2027 17:00", None),
    ("E25 leap year", "31/01/2024 09:00", None, "1 month", "29/02/2024 17:00", None),
    ("E26 eight hours from opening", "02/03/2026 07:30", None, "8 working_hour", "02/03/2026 17:00", None),
    ("E27 eight hours over a night", "02/03/2026 14:00", None, "8 working_hour", "03/03/2026 14:00", None),
    ("E28 eight hours from a Friday night", "06/03/2026 20:15", None, "8 working_hour", "09/03/2026 17:00", None),
    ("E29 over lunch", "04/03/2026 11:00", None, "4 working_hour", "04/03/2026 16:30", None),
    ("E30 ends at lunch", "04/03/2026 07:30", None, "4 working_hour", "04/03/2026 11:30", None),
    ("E31 hours over Tết", "13/02/2026 15:00", None, "16 working_hour", "24/02/2026 15:00", None),
    ("E32 by the clock", "07/03/2026 09:00", None, "24 hour", "08/03/2026 09:00", None),
    ("E33 the same day", "10/03/2026 14:59", None, "same_day", "10/03/2026 17:00", None),
    ("E34 15:00 is not after 15:00", "10/03/2026 15:00", None, "same_day", "10/03/2026 17:00", None),
    ("E35 after 15:00", "10/03/2026 15:01", None, "same_day", "11/03/2026 17:00", None),
    ("E36 after 15:00 before Tết", "13/02/2026 15:40", None, "same_day", "23/02/2026 17:00", None),
    ("E37 Saturday desk", "14/03/2026 09:00", SATURDAY_MORNING, "same_day", "14/03/2026 11:30", None),
    ("E38 Saturday evening, online", "14/03/2026 20:00", None, "same_day", "16/03/2026 17:00", None),
]
_ROWS = [pytest.param(*row[1:], id=row[0]) for row in EXAMPLES]


@pytest.mark.parametrize(("received", "desk", "term", "by_receipt_day", "by_effective_day"), _ROWS)
def test_adding_a_term(
    received: str, desk: Desk | None, term: str, by_receipt_day: str, by_effective_day: str | None
) -> None:
    assert due(term, received, desk=desk, calendar=OFFICE) == by_receipt_day
    assert due(term, received, desk=desk, calendar=OFFICE_BY_EFFECTIVE_DAY) == (by_effective_day or by_receipt_day)


PAUSES = [
    ("E40 supplement under continue", "10 working_day", [("04/03/2026 10:00", "12/03/2026 15:30")], "24/03/2026 17:00"),
    ("E45 land tax", "10 working_day", [("05/03/2026 16:00", "17/03/2026 10:00")], "26/03/2026 17:00"),
    ("E46 within one day", "10 working_day", [("05/03/2026 08:00", "05/03/2026 16:00")], "16/03/2026 17:00"),
    ("E47 calendar days", "30 day", [("05/03/2026 16:00", "17/03/2026 10:00")], "13/04/2026 17:00"),
    (
        "E49 two that overlap",
        "10 working_day",
        [("11/03/2026 09:00", "17/03/2026 10:00"), ("05/03/2026 16:00", "13/03/2026 10:00")],
        "26/03/2026 17:00",
    ),
    ("E50 paid on Saturday night", "10 working_day", [("05/03/2026 16:00", "14/03/2026 21:00")], "24/03/2026 17:00"),
]


@pytest.mark.parametrize(("term", "pauses", "expected"), [pytest.param(*row[1:], id=row[0]) for row in PAUSES])
def test_time_that_is_not_counted(term: str, pauses: list[tuple[str, str]], expected: str) -> None:
    assert due(term, "02/03/2026 09:00", pauses=pauses) == expected


def test_e48_hours_not_counted() -> None:
    pauses = [("02/03/2026 10:00", "03/03/2026 09:00")]
    assert due("8 working_hour", "02/03/2026 08:00") == "03/03/2026 08:00"
    assert due("8 working_hour", "02/03/2026 08:00", pauses=pauses) == "03/03/2026 16:30"


def test_e51_prolongation_makes_one_longer_term() -> None:
    assert due("3 working_day", "02/03/2026 09:00") == "05/03/2026 17:00"
    assert due("6 working_day", "02/03/2026 09:00") == "10/03/2026 17:00"


def test_e52_longer_in_a_mountainous_commune() -> None:
    assert due("15 working_day", "02/03/2026 09:00") == "23/03/2026 17:00"
    assert due("25 working_day", "02/03/2026 09:00") == "06/04/2026 17:00"


def test_e56_transport_between_provinces_is_not_counted() -> None:
    transport = [("05/03/2026 15:30", "09/03/2026 09:00")]
    assert due("3 working_day", "05/03/2026 15:30") == "10/03/2026 17:00"
    assert due("3 working_day", "05/03/2026 15:30", pauses=transport) == "12/03/2026 17:00"
