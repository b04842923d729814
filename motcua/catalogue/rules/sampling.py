"""An e-form filled in as an example: every question has an answer that the form accepts, of people who do not exist."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from motcua.forms.types import FIGURES, Field, FieldKind, Form

_A_MONTH = timedelta(days=30)
Stops = Callable[[Mapping[str, Any]], bool]
"""Whether it makes no sense to go on with these answers."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What is answered to a question whose name holds a text, in order; and to every other one by its kind."""

    by_name: Sequence[tuple[str, str]]
    by_kind: Mapping[FieldKind, str]

    def text(self, one: Field) -> str:
        """The example for that question, as long as it may be."""
        found = next((answer for part, answer in self.by_name if part in one.name), None)
        answer = found if found is not None and one.kind in _TEXTS else self.by_kind[one.kind]
        return answer[: int(one.schema.get("maxLength", len(answer)))]


_TEXTS = frozenset({FieldKind.TEXT, FieldKind.DATE})


def sample_answers(form: Form, examples: Examples, *, today: date, stops: Stops) -> dict[str, Any]:
    """Answers to all questions of the form, also those that these answers make superfluous.

    Of choices the first with which the form lets one go on.
    """
    answers: dict[str, Any] = {}
    for one in form.fields():
        if one.calculation is None:
            answers[one.name] = _answer(one, examples, today)
            for choice in _others(one, answers):
                if not stops(answers):
                    break
                answers[one.name] = choice
    return answers


def _others(one: Field, answers: Mapping[str, Any]) -> list[Any]:
    """What else may be answered where the first answer leads nowhere."""
    if one.kind is FieldKind.CHOICE:
        return [choice.value for choice in one.choices[1:]]
    return [not answers[one.name]] if one.kind is FieldKind.TICK else []


def _answer(one: Field, examples: Examples, today: date) -> Any:
    if one.kind is FieldKind.GROUP:
        row = {field.name: _answer(field, examples, today) for field in one.fields if field.calculation is None}
        return [row] * max(1, int(one.schema.get("minItems", 1)))
    if one.choices:
        first = one.choices[0].value
        return [first] if one.kind is FieldKind.CHOICES else first
    if one.kind is FieldKind.TICK:
        return True
    if one.kind is FieldKind.DATE:
        return _day(one, examples, today)
    if one.kind in FIGURES:
        return max(1, int(one.schema.get("minimum", 1)))
    return examples.text(one)


def _day(one: Field, examples: Examples, today: date) -> str:
    """The example's day where the question allows it, else one a month from today."""
    known = next((answer for part, answer in examples.by_name if part in one.name), "")
    day = date.fromisoformat(known) if known[:4].isdecimal() else today
    limits = one.limits
    if limits.not_after_today and day >= today:
        day = today - _A_MONTH
    if limits.not_before_today and day <= today:
        day = today + _A_MONTH
    return max(min(day, limits.latest or day), limits.earliest or day).isoformat()
