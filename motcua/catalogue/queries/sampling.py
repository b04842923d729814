"""E-forms filled in as an example, with the examples that come with the house."""

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from motcua.catalogue.language.loading import parse, shipped
from motcua.catalogue.language.models import Strict, Text
from motcua.catalogue.rules.sampling import Examples, sample_answers
from motcua.forms import queries as forms
from motcua.forms.types import FieldKind, Form


class WrittenExample(Strict):
    """What is answered to a question whose name holds a text."""

    of: Text
    answer: Text


class WrittenExamples(Strict):
    """The file of examples."""

    questions: list[WrittenExample]
    kinds: dict[FieldKind, Text]


def form_sample(form: Form, *, today: date) -> dict[str, Any]:
    """The answers of the example, those that count: the form accepts them on that day."""
    answers = sample_answers(form, _examples(), today=today, stops=partial(_stops, form, today))
    return forms.filled(form, answers, today=today)


def _stops(form: Form, today: date, answers: Mapping[str, Any]) -> bool:
    return forms.stopped(form, forms.filled(form, answers, today=today)) is not None


@cache
def _examples() -> Examples:
    written = parse(WrittenExamples, shipped("sample_answers.yaml"))
    return Examples([(one.of, one.answer) for one in written.questions], written.kinds)
