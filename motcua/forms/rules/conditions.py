"""When a page or a field is asked, and when it makes no sense to go on."""

from collections.abc import Mapping
from typing import Any

from motcua.forms.types import Answers, Condition


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether the answers are as the condition demands; without a condition always."""
    return condition is None or all(
        name in answers and _satisfies(answers[name], demand) for name, demand in condition.demands.items()
    )


def _satisfies(answer: Any, demand: Mapping[str, Any]) -> bool:
    return all(_fulfils(answer, keyword, wanted) for keyword, wanted in demand.items())


def _fulfils(answer: Any, keyword: str, wanted: Any) -> bool:
    match keyword:
        case "const":
            return _same(answer, wanted)
        case "enum":
            return any(_same(answer, one) for one in wanted)
        case "minimum":
            return _is_figure(answer) and bool(answer >= wanted)
        case "maximum":
            return _is_figure(answer) and bool(answer <= wanted)
        case "contains":
            return isinstance(answer, list) and any(_same(one, wanted["const"]) for one in answer)
    raise ValueError(f"A condition cannot demand {keyword!r}.")


def _same(answer: Any, wanted: Any) -> bool:
    """Equal as JSON: true is not 1."""
    return isinstance(answer, bool) is isinstance(wanted, bool) and bool(answer == wanted)


def _is_figure(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool)
