"""Answers that nobody types because they follow from others."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.forms.types import Answers, Calculation, Operation


def calculated(calculation: Calculation, answers: Answers, *, today: date) -> int | float | None:
    """The value, or None while an answer that it needs is missing or cannot be counted with.

    Rows of a group that lack the figure add nothing; ages are whole years, reached on the birthday.
    """
    first, *others = (answers.get(name) for name in calculation.operands)
    match calculation.operation:
        case Operation.COUNT:
            return len(first) if isinstance(first, list) else 0
        case Operation.SUM_OF:
            return _sum_of(first, calculation.operands[1])
        case Operation.YEARS_SINCE:
            return _years_since(first, today)
    figures = _figures([first, *others])
    return None if figures is None else _OF_FIGURES[calculation.operation](figures)


def _difference(figures: Sequence[int | float]) -> int | float:
    first, second = figures
    return first - second


_OF_FIGURES: Mapping[Operation, Callable[[Sequence[int | float]], int | float]] = {
    Operation.SUM: sum,
    Operation.PRODUCT: math.prod,
    Operation.DIFFERENCE: _difference,
}


def _figures(answers: Sequence[Any]) -> list[int | float] | None:
    figures = [answer for answer in answers if isinstance(answer, int | float) and not isinstance(answer, bool)]
    return figures if len(figures) == len(answers) else None


def _sum_of(rows: Any, name: str) -> int | float:
    if not isinstance(rows, list):
        return 0
    figures = (_figures([row.get(name)]) for row in rows if isinstance(row, Mapping))
    return sum(one[0] for one in figures if one)


def _years_since(answer: Any, today: date) -> int | None:
    try:
        day = date.fromisoformat(answer)
    except (TypeError, ValueError):
        return None
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
