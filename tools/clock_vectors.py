"""Writes `docs/clock-vectors.csv`: receipts, terms and when they end, for other systems to check themselves against.

`python -m tools.clock_vectors`. The rows are chosen here, where the boundaries are; the dates come from the rules of
`worktime`, and a test of that room judges every row by walking minute by minute.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from motcua.kernel.types import granted
from motcua.worktime.types import (
    Calendar,
    DayZero,
    Desk,
    Due,
    SpecialKind,
    Term,
    end_of_term,
    packaged_calendar,
    packaged_desk,
)

FILE: Final = Path(__file__).resolve().parent.parent / "docs" / "clock-vectors.csv"
COLUMNS: Final = (
    "id",
    "received",
    "amount",
    "unit",
    "desk",
    "due_receipt_day",
    "due_effective_day",
    "lapses_receipt_day",
    "expected",
    "note",
)
_SATURDAY_DESK: Final = "saturday_morning"
_BOUNDARIES: Final = (
    "00:00",
    "07:29",
    "07:30",
    "11:29",
    "11:30",
    "12:59",
    "13:00",
    "15:00",
    "15:01",
    "16:59",
    "17:00",
    "23:59",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A receipt and a term; the group says which boundary it stands on."""

    group: str
    received_at: datetime
    term: str
    note: str
    desk: str = ""


def cases() -> Iterator[Case]:
    """All cases, group by group, always in the same order."""
    yield from _hours_of_a_day()
    yield from _fractions()
    yield from _calendar_days()
    yield from _months()
    yield from _around_tet()
    yield from _around_swaps()
    yield from _saturday_desk()
    yield from _clock_hours()
    yield from _long_terms()
    yield from _without_decision()


def rows() -> Iterator[dict[str, str]]:
    """The cases answered, as they stand in the file."""
    law = granted(packaged_calendar())
    effective = law.counting(day_zero=DayZero.EFFECTIVE_DAY)
    numbers: dict[str, int] = {}
    for case in cases():
        numbers[case.group] = numbers.get(case.group, 0) + 1
        term = Term.parse(case.term)
        desk = granted(packaged_desk(case.desk)) if case.desk else None
        by_law = _answer(term, case.received_at, law, desk)
        amount, _, unit = case.term.rpartition(" ")
        yield {
            "id": f"{case.group}{numbers[case.group]:03d}",
            "received": _written(case.received_at),
            "amount": amount,
            "unit": unit,
            "desk": case.desk,
            "due_receipt_day": _written(by_law.due_at),
            "due_effective_day": _written(_answer(term, case.received_at, effective, desk).due_at),
            "lapses_receipt_day": _written(by_law.lapses_at),
            "expected": "yes" if by_law.expected else "no",
            "note": case.note,
        }


def write(file: Path = FILE) -> int:
    """Writes the file and answers how many rows it has."""
    found = list(rows())
    with open(file, "w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return len(found)


def _hours_of_a_day() -> Iterator[Case]:
    friday = date(2026, 3, 6)
    for term in (
        "1 working_day",
        "0.5 working_day",
        "same_day",
        "8 working_hour",
        "1 working_hour",
        "1 day",
        "24 hour",
    ):
        for hour in _BOUNDARIES:
            yield Case("H", _at(friday, hour), term, "every boundary of an ordinary Friday")


def _fractions() -> Iterator[Case]:
    for amount in ("0.1", "0.2", "0.25", "0.3", "0.5", "0.51", "0.75", "0.9", "1.5", "2.25", "4.75", "6.25", "12.5"):
        for received in (_at(date(2026, 3, 2), "09:10"), _at(date(2026, 3, 6), "17:30")):
            yield Case("F", received, f"{amount} working_day", "a fraction of the next working day, by its minutes")


def _calendar_days() -> Iterator[Case]:
    for amount in range(1, 31):
        yield Case("D", _at(date(2026, 3, 2), "10:00"), f"{amount} day", "calendar days; the end rolls off weekends")
    for number in range(16):
        received = _at(date(2026, 4, 10) + timedelta(days=number), "09:00")
        yield Case("D", received, "15 day", "fifteen days towards Giỗ Tổ, 30/4 and 1/5")
    for amount in (1, 2, 5):
        yield Case("D", _at(date(2026, 2, 2), "09:00"), f"{amount} week", "weeks are seven days each")


def _months() -> Iterator[Case]:
    for received in (date(2024, 1, 31), date(2024, 2, 29), date(2025, 8, 31), date(2025, 11, 30), date(2026, 1, 16)):
        for term in ("1 month", "3 month", "6 month", "12 month", "1 year", "2 year"):
            yield Case("M", _at(received, "09:00"), term, "the same day number, or the month's last")


def _around_tet() -> Iterator[Case]:
    days_off = granted(packaged_calendar()).definition.special_days
    for year in range(2018, 2027):
        first = min(each.day for each in days_off if each.day.year == year and each.name == "Tết Nguyên đán")
        eve = granted(packaged_calendar()).previous_working_day(first)
        for hour, term in (
            ("16:20", "1 working_day"),
            ("16:20", "5 working_day"),
            ("17:00", "3 working_day"),
            ("15:01", "same_day"),
            ("15:00", "16 working_hour"),
            ("09:00", "7 day"),
        ):
            yield Case("T", _at(eve, hour), term, f"the last working day before Tết {year}")


def _around_swaps() -> Iterator[Case]:
    special_days = granted(packaged_calendar()).definition.special_days
    for swap in (each for each in special_days if each.kind is SpecialKind.SWAP_WORK):
        day_before, note = swap.day - timedelta(days=1), f"Saturday {swap.day:%d/%m/%Y} is worked"
        yield Case("S", _at(day_before, "09:00"), "1 working_day", note)
        yield Case("S", _at(day_before, "17:00"), "2 working_day", note)
        yield Case("S", _at(day_before, "09:00"), "1 day", note)
        yield Case("S", _at(day_before, "16:00"), "4 working_hour", note)
        yield Case("S", _at(swap.day, "09:00"), "same_day", note)
        yield Case("S", _at(swap.day, "15:01"), "same_day", note)


def _saturday_desk() -> Iterator[Case]:
    saturday = date(2026, 3, 14)
    for term in ("same_day", "1 working_day", "5 working_day", "5 day", "8 working_hour"):
        for hour in ("07:29", "07:30", "11:29", "11:30", "14:00"):
            note = "reception on Saturday morning never makes the day count"
            yield Case("R", _at(saturday, hour), term, note, desk=_SATURDAY_DESK)


def _clock_hours() -> Iterator[Case]:
    for amount in (1, 24, 48, 72):
        for received in (_at(date(2026, 3, 7), "09:00"), _at(date(2026, 2, 13), "23:59")):
            yield Case("C", received, f"{amount} hour", "hours by the clock: no desk hours, no roll")


def _long_terms() -> Iterator[Case]:
    for term in ("30 working_day", "60 working_day", "100 working_day", "250 working_day", "90 day", "180 day"):
        yield Case("L", _at(date(2024, 7, 1), "09:00"), term, "a long term over several holidays")
        yield Case("L", _at(date(2025, 6, 28), "20:00"), term, "a long term, received online on a Saturday night")


def _without_decision() -> Iterator[Case]:
    for year in (2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2040, 2050, 2060):
        received = _at(date(year, 2, 1), "09:00")
        yield Case("X", received, "10 working_day", "days off not decreed when this was written: expected (dự kiến)")


def _answer(term: Term, received_at: datetime, calendar: Calendar, desk: Desk | None) -> Due:
    return granted(end_of_term(term, received_at, calendar=calendar, desk=desk))


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour))


def _written(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


if __name__ == "__main__":
    print(f"{write()} rows in {FILE.name}")  # noqa: T201 - said to whoever runs it
