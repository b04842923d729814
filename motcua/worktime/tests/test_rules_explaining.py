"""An explanation reads like one, and every reason has its line."""

from datetime import time

import pytest

from motcua.kernel.types import Refusal
from motcua.worktime.tests.settings import (
    OFFICE,
    OFFICE_BY_EFFECTIVE_DAY,
    SATURDAY_MORNING,
    closure,
    definition,
    moment,
)
from motcua.worktime.types import Calendar, Desk, Explanation, Term, calendar_notes, explain


def explained(
    term: str, received: str, *, calendar: Calendar = OFFICE, desk: Desk | None = None, at_counter: bool = True
) -> Explanation:
    found = explain(Term.parse(term), moment(received), calendar=calendar, desk=desk, at_counter=at_counter)
    assert not isinstance(found, Refusal)
    return found


def codes(found: Explanation) -> list[str]:
    return [line.code for line in (*found.lines, *found.notes)]


def test_e10_over_tet_in_vietnamese() -> None:
    assert explained("5 working_day", "13/02/2026 16:20").said("vi").splitlines() == [
        "Hạn trả: 17:00 thứ Sáu 27/02/2026.",
        "1. Tiếp nhận 16:20 thứ Sáu 13/02/2026. Thời hạn: 5 ngày làm việc.",
        "2. Ngày tiếp nhận, thứ Sáu 13/02/2026, không tính (BLDS Đ147).",
        "3. 5 ngày làm việc: 23–27/02.",
        "4. Thời hạn tính theo ngày nên chỉ quá hạn sau 24:00 thứ Sáu 27/02/2026 (BLDS Đ148.6).",
        "Lịch: vn-office 2026.1. Ngày nghỉ trong khoảng: 14–22/02.",
        "16–20/02: nghỉ lễ, Tết Nguyên đán (9441/TB-BNV năm 2025).",
    ]


def test_e18_rolls_off_a_sunday_in_english() -> None:
    assert explained("20 day", "02/03/2026 10:00").said("en").splitlines() == [
        "Due: 17:00 on Monday 23 March 2026.",
        "1. Received at 10:00 on Monday 2 March 2026. Term: 20 days.",
        "2. The day of receipt, Monday 2 March 2026, is not counted (BLDS Đ147).",
        "3. 20 days from Monday 2 March 2026: Sunday 22 March 2026.",
        "4. Sunday 22 March 2026 is a day of rest, so the term ends on the next working day, "
        "Monday 23 March 2026 (BLDS Đ148.5).",
        "5. The term is counted in days, so it is overdue only after 24:00 of Monday 23 March 2026 (BLDS Đ148.6).",
        "Calendar: vn-office 2026.1. Days off in between: 7–8, 14–15, 21–22 March.",
    ]


def test_what_is_expected_says_so() -> None:
    found = explained("5 working_day", "28/12/2026 09:00")
    assert found.due.expected
    assert found.headline.said("vi") == "Hạn trả: 17:00 thứ Ba 05/01/2027 (dự kiến)."
    assert found.notes[-1].said("vi") == (
        "Dự kiến: lịch nghỉ từ thứ Sáu 01/01/2027 chưa có quyết định; khi có quyết định, hạn được tính lại và không "
        "sớm hơn ngày đã hẹn."
    )


@pytest.mark.parametrize(
    ("term", "received", "reasons"),
    [
        ("5 working_day", "02/03/2026 09:10", ["day_zero", "working_days", "end_of_day"]),
        ("6.25 working_day", "02/03/2026 09:10", ["day_zero", "working_days", "fraction", "end_of_day"]),
        ("15 day", "02/03/2026 09:10", ["day_zero", "calendar_days", "end_of_day"]),
        ("5 day + 1 month", "02/03/2026 09:10", ["day_zero", "calendar_days", "calendar_days", "end_of_day"]),
        ("8 working_hour", "06/03/2026 20:15", ["working_hours"]),
        ("24 hour", "06/03/2026 20:15", ["clock_hours"]),
        ("same_day", "10/03/2026 15:00", ["same_day", "end_of_day"]),
        ("same_day", "10/03/2026 15:01", ["same_day_late", "end_of_day"]),
        ("same_day", "14/03/2026 20:00", ["same_day_off", "end_of_day"]),
    ],
)
def test_every_reason_has_its_line(term: str, received: str, reasons: list[str]) -> None:
    found = explained(term, received)
    assert codes(found) == ["received", *reasons, "calendar"]
    assert "{" not in found.said("vi") + found.said("en")


def test_a_start_moved_by_a_setting_is_said() -> None:
    effective = explained("5 day", "06/03/2026 18:00", calendar=OFFICE_BY_EFFECTIVE_DAY)
    assert effective.lines[1].said("vi") == (
        "Tiếp nhận ngoài giờ nên có hiệu lực từ 07:30 thứ Hai 09/03/2026; ngày này không tính (BLDS Đ147)."
    )
    strict = explained("5 day", "06/03/2026 15:30", calendar=OFFICE.counting(receipt_cutoff=time(15)))
    assert strict.lines[1].code == "cutoff"
    assert "sau 15:00" in strict.lines[1].said("vi")
    late = explained("5 day", "06/03/2026 18:00", calendar=OFFICE.counting(receipt_cutoff=time(15)))
    assert late.lines[1].code == "effective"


def test_a_desk_beside_office_hours_is_said() -> None:
    same_day = explained("same_day", "14/03/2026 09:00", desk=SATURDAY_MORNING)
    assert codes(same_day) == ["received", "same_day_desk", "end_of_day", "calendar"]
    days = explained("5 working_day", "14/03/2026 09:00", desk=SATURDAY_MORNING)
    assert codes(days)[1] == "desk"
    weekday = explained("5 working_day", "13/03/2026 09:00", desk=SATURDAY_MORNING)
    assert "desk" not in codes(weekday)


def test_a_swap_and_a_closure_are_named_with_their_decisions() -> None:
    swap = explained("3 working_day", "30/12/2025 14:00")
    assert [line.said("vi") for line in swap.notes[1:]] == [
        "01/01: nghỉ lễ, Tết Dương lịch (BLLĐ 45/2019/QH14 Đ112.1).",
        "02/01: nghỉ hoán đổi cho thứ Bảy 10/01/2026 (12729/VPCP-KGVX ngày 25/12/2025).",
    ]
    made_up_for = explained("3 working_day", "24/04/2026 08:00")
    assert made_up_for.notes[2].said("en") == (
        "27 April: compensation day for Sunday 26 April 2026 (BLLĐ 45/2019/QH14 Đ111.3)."
    )
    stormy = Calendar.compiled(definition([closure("09/03/2026", stops_terms=True)]), agency="H49.1")
    storm = explained("3 working_day", "06/03/2026 09:00", calendar=stormy)
    assert storm.notes[-1].said("vi") == "09/03: đóng cửa, Ngày đặc biệt (QĐ 1/QĐ-UBND)."


def test_a_term_of_years_stays_short() -> None:
    found = explained("5 year", "02/03/2026 09:00")
    assert codes(found) == ["received", "day_zero", "calendar_days", "rolled", "end_of_day", "calendar", "expected"]
    long = explained("200 working_day", "02/03/2026 09:00")
    assert "từ thứ Ba 03/03/2026 đến hết" in long.said("vi")


def test_notes_serve_other_explanations_too() -> None:
    (line,) = calendar_notes(OFFICE, moment("02/03/2026 09:00").date(), moment("26/03/2026 17:00").date())
    assert line.said("vi") == "Lịch: vn-office 2026.1. Ngày nghỉ trong khoảng: 07–08, 14–15, 21–22/03."


def test_what_cannot_be_answered_cannot_be_explained() -> None:
    refusal = explain(Term.parse("5 day"), moment("30/12/2060 09:00"), calendar=OFFICE)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "beyond_calendar"
