"""What the clock costs: adding terms, measuring, compiling. `python -m bench.bench_worktime`.

Processor time, best of several rounds, so that a busy machine does not count. The budget: a day term in at most 2 µs,
independent of its length.
"""

import sys
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import process_time
from typing import Final

from motcua.kernel.types import granted
from motcua.worktime.types import Calendar, DayZero, Term, end_of_term, explain, packaged_calendar

BUDGET_MICROSECONDS: Final = 2.0
# A long term may cost this much more than a short one: noise, and numbers a few digits longer.
LENGTH_TOLERANCE: Final = 1.5
_ROUNDS: Final = 5
_RECEIVED: Final = datetime(2026, 2, 13, 16, 20)


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: microseconds of processor time, and its budget where there is one."""

    what: str
    microseconds: float
    budget: float | None = None

    @property
    def holds(self) -> bool:
        """Whether it stays within its budget."""
        return self.budget is None or self.microseconds <= self.budget

    def __str__(self) -> str:
        wanted = "" if self.budget is None else f"   budget {self.budget:.1f}   {'held' if self.holds else 'BROKEN'}"
        return f"{self.what:<46}{self.microseconds:>12,.2f} µs{wanted}"


def measure() -> list[Line]:
    """Measures on the packaged calendar."""
    calendar = granted(packaged_calendar())
    effective = calendar.counting(day_zero=DayZero.EFFECTIVE_DAY)
    lines = [_adding(text, calendar, BUDGET_MICROSECONDS) for text in ("5 working_day", "15 day")]
    for short, text in zip(tuple(lines), ("2500 working_day", "3600 day"), strict=True):
        lines.append(_adding(text, calendar, min(BUDGET_MICROSECONDS, short.microseconds * LENGTH_TOLERANCE)))
    lines += [_adding(text, calendar, None) for text in ("6.25 working_day", "1 month", "same_day", "8 working_hour")]
    lines.append(_adding("5 working_day", effective, None, " (effective_day)"))
    day = _RECEIVED.date()
    later = calendar.nth_working_day(day, 250)
    lines.append(Line("days between two dates", _cost(lambda: calendar.working_days_between(day, later))))
    end = calendar.add_working_minutes(_RECEIVED, 100_000)
    lines.append(Line("minutes between two instants", _cost(lambda: calendar.working_minutes_between(_RECEIVED, end))))
    term = Term.parse("5 working_day")
    lines.append(Line("explaining a term", _cost(lambda: explain(term, _RECEIVED, calendar=calendar), 200)))
    lines.append(Line("compiling fifty years", _cost(lambda: Calendar.compiled(calendar.definition), 1)))
    return lines


def _adding(text: str, calendar: Calendar, budget: float | None, remark: str = "") -> Line:
    term = Term.parse(text)
    return Line(f"adding {text}{remark}", _cost(lambda: end_of_term(term, _RECEIVED, calendar=calendar)), budget=budget)


def _cost(act: Callable[[], object], number: int = 20_000) -> float:
    """Microseconds of one act, without those of calling it."""
    empty = min(timeit.repeat(lambda: None, number=number, repeat=_ROUNDS, timer=process_time))
    full = min(timeit.repeat(act, number=number, repeat=_ROUNDS, timer=process_time))
    return max(full - empty, 0.0) / number * 1e6


if __name__ == "__main__":
    measured = measure()
    print(*measured, sep="\n")
    sys.exit(not all(line.holds for line in measured))
