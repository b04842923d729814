"""How dates, days and terms are said."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.worktime.tests.settings import FULL_DAY, day, moment
from motcua.worktime.types import (
    Bilingual,
    Days,
    Line,
    SpecialKind,
    Term,
    amount_words,
    date_words,
    day_ranges,
    day_words,
    hours_words,
    instant_words,
    kind_words,
    minutes_words,
    number_words,
    read_term_words,
    runs_of,
    term_words,
    weekday_words,
)


@pytest.mark.parametrize(
    ("on", "vietnamese", "english"),
    [
        ("02/03/2026", "thứ Hai", "Monday"),
        ("03/03/2026", "thứ Ba", "Tuesday"),
        ("04/03/2026", "thứ Tư", "Wednesday"),
        ("05/03/2026", "thứ Năm", "Thursday"),
        ("06/03/2026", "thứ Sáu", "Friday"),
        ("07/03/2026", "thứ Bảy", "Saturday"),
        ("08/03/2026", "Chủ nhật", "Sunday"),
    ],
)
def test_weekdays_are_said_in_words(on: str, vietnamese: str, english: str) -> None:
    assert weekday_words(day(on), "vi") == vietnamese
    assert weekday_words(day(on), "en") == english


def test_dates_and_instants() -> None:
    assert date_words(day("09/03/2026"), "vi") == "09/03/2026"
    assert date_words(day("09/03/2026"), "en") == "9 March 2026"
    assert day_words(day("09/03/2026"), "vi") == "thứ Hai 09/03/2026"
    assert instant_words(moment("26/03/2026 17:00"), "vi") == "17:00 thứ Năm 26/03/2026"
    assert instant_words(moment("26/03/2026 17:00"), "en") == "17:00 on Thursday 26 March 2026"


def march(*numbers: int) -> list[date]:
    return [date(2026, 3, number) for number in numbers]


@pytest.mark.parametrize(
    ("days", "shortest_run", "vietnamese", "english"),
    [
        (march(6, 9, 10, 11, 12, 13, 16, 17), 3, "06, 09–13, 16, 17/03", "6, 9–13, 16, 17 March"),
        (march(7, 8, 14, 15, 21, 22), 2, "07–08, 14–15, 21–22/03", "7–8, 14–15, 21–22 March"),
        (march(9), 3, "09/03", "9 March"),
        ([], 3, "", ""),
        ([*march(30, 31), date(2026, 4, 1)], 3, "30/03–01/04", "30 March–1 April"),
        ([*march(28, 29), date(2026, 4, 4), date(2026, 4, 5)], 2, "28–29/03, 04–05/04", "28–29 March, 4–5 April"),
        (
            [*march(30, 31), date(2026, 4, 1), date(2026, 4, 3)],
            3,
            "30/03–01/04, 03/04",
            "30 March–1 April, 3 April",
        ),
        (
            [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)],
            3,
            "31/12/2025–02/01/2026",
            "31 December 2025–2 January 2026",
        ),
        ([date(2025, 12, 31), date(2026, 1, 5)], 3, "31/12/2025, 05/01/2026", "31 December 2025, 5 January 2026"),
        ([date(2025, 3, 5), date(2026, 3, 5)], 3, "05/03/2025, 05/03/2026", "5 March 2025, 5 March 2026"),
    ],
)
def test_days_are_compressed(days: list[date], shortest_run: int, vietnamese: str, english: str) -> None:
    assert day_ranges(reversed(days), "vi", shortest_run=shortest_run) == vietnamese
    assert day_ranges(days, "en", shortest_run=shortest_run) == english


def test_runs_of_days() -> None:
    assert runs_of(march(9, 7, 8, 14)) == [tuple(march(7, 8, 9)), tuple(march(14))]


@pytest.mark.parametrize(
    ("term", "vietnamese", "english"),
    [
        ("1 working_day", "1 ngày làm việc", "1 working day"),
        ("6.25 working_day", "6,25 ngày làm việc", "6.25 working days"),
        ("14 working_day + 3 day", "14 ngày làm việc, rồi 3 ngày", "14 working days, then 3 days"),
        ("2 week", "2 tuần", "2 weeks"),
        ("1 month", "1 tháng", "1 month"),
        ("2 year", "2 năm", "2 years"),
        ("8 working_hour", "8 giờ làm việc", "8 working hours"),
        ("24 hour", "24 giờ", "24 hours"),
        ("same_day", "trong ngày", "the same day"),
    ],
)
def test_terms(term: str, vietnamese: str, english: str) -> None:
    assert term_words(Term.parse(term), "vi") == vietnamese
    assert term_words(Term.parse(term), "en") == english
    assert str(read_term_words(vietnamese)) == str(read_term_words(english.upper())) == term


def test_small_words() -> None:
    assert number_words(Decimal("0.50"), "vi") == "0,5"
    assert number_words(10, "en") == "10"
    assert amount_words(8, Term.parse("8 hour").last.unit, "vi") == "8 giờ"
    assert minutes_words(150, "vi") == "2 giờ 30 phút"
    assert minutes_words(60, "en") == "1 hour"
    assert minutes_words(1, "en") == "1 minute"
    assert minutes_words(0, "vi") == "0 phút"
    assert kind_words(SpecialKind.COMPENSATION, "vi") == "nghỉ bù"
    assert kind_words(SpecialKind.SWAP_WORK, "en") == "swapped working day"
    assert hours_words(FULL_DAY) == "07:30–11:30, 13:00–17:00"


def test_a_line_keeps_its_values_and_is_said_in_both_languages() -> None:
    line = Line(
        "counted",
        Bilingual(
            "{count} ngày: {days}, {on}; {name}, {kind}, {code}, {phase}",
            "{count} days: {days}, {on}; {name}, {kind}, {code}, {phase}",
        ),
        {
            "count": 8,
            "days": Days(tuple(march(6, 9, 10, 11))),
            "on": day("09/03/2026"),
            "name": Bilingual("Tết"),
            "kind": SpecialKind.HOLIDAY,
            "code": "QĐ 1",
            "phase": Term.parse("2 day").last,
        },
    )
    assert line.said("vi") == "8 ngày: 06, 09–11/03, thứ Hai 09/03/2026; Tết, nghỉ lễ, QĐ 1, 2 ngày"
    assert line.said("en") == "8 days: 6, 9–11 March, Monday 9 March 2026; Tết, holiday, QĐ 1, 2 days"


def test_a_line_begins_with_a_capital() -> None:
    assert Line("on", Bilingual("{on}.", "{on}."), {"on": day("09/03/2026")}).said("vi") == "Thứ Hai 09/03/2026."
