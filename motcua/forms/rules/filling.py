"""What of the answers counts: what this person is not asked is left out, what follows from the rest is worked out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from motcua.forms.rules.calculating import calculated
from motcua.forms.rules.conditions import holds
from motcua.forms.types import Answers, Field, FieldKind, Form, Page, Stop


def filled(form: Form, answers: Answers, *, today: date) -> dict[str, Any]:
    """The answers that count, in the order of the questions.

    What was answered before something else made the question superfluous is left out, so that nobody declares what he
    was not asked; it stays where it was typed and counts again when the question comes back.
    """
    counted: dict[str, Any] = {}
    for page in form.pages:
        if holds(page.shown_when, counted):
            _fill(counted, page.fields, answers, today=today)
    return counted


def asked_pages(form: Form, counted: Answers) -> tuple[Page, ...]:
    """The pages that this person fills in, by the answers that count so far."""
    return tuple(page for page in form.pages if holds(page.shown_when, counted))


def asked_fields(fields: Iterable[Field], counted: Answers) -> Iterator[Field]:
    """Those of the fields that are asked or shown, by the answers that count of the same page or row."""
    return (one for one in fields if holds(one.shown_when, counted))


def stopped(form: Form, counted: Answers) -> Stop | None:
    """The first reason for which it makes no sense to go on."""
    return next((stop for stop in form.stops if holds(stop.when, counted)), None)


def _fill(counted: dict[str, Any], fields: Iterable[Field], answers: Answers, *, today: date) -> None:
    for one in fields:
        if not holds(one.shown_when, counted):
            continue
        answer = _answer(one, counted, answers, today=today)
        if answer is not None:
            counted[one.name] = answer


def _answer(one: Field, counted: Answers, answers: Answers, *, today: date) -> Any:
    if one.calculation is not None:
        return calculated(one.calculation, counted, today=today)
    answer = answers.get(one.name)
    if one.kind is FieldKind.GROUP and isinstance(answer, list):
        return [_row(one, row, today=today) for row in answer]
    return answer


def _row(group: Field, row: Any, *, today: date) -> Any:
    if not isinstance(row, Mapping):
        return row
    counted: dict[str, Any] = {}
    _fill(counted, group.fields, row, today=today)
    return counted
