"""Whether answers are good, told for each field that is not."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from motcua.forms.rules.conditions import holds
from motcua.forms.rules.faults import faults_of
from motcua.forms.types import Answers, Fault, Field, FieldKind, Form, Path
from motcua.kernel.types import Refusal

Checks = Mapping[FieldKind, Callable[[str], Refusal | None]]
"""What only a register or a rule of another room can judge: by the kind of field, what is wrong with a text."""
_CODES = {
    "required": "form_answer_missing",
    "const": "form_tick_missing",
    "enum": "form_choice_unknown",
    "minLength": "form_text_too_short",
    "maxLength": "form_text_too_long",
    "minimum": "form_figure_too_small",
    "maximum": "form_figure_too_large",
    "minItems": "form_rows_too_few",
    "maxItems": "form_rows_too_many",
    "uniqueItems": "form_row_twice",
    "*": "form_answer_unreadable",
}
_UNREADABLE = {
    FieldKind.INTEGER: "form_integer_unreadable",
    FieldKind.NUMBER: "form_number_unreadable",
    FieldKind.DATE: "form_day_unreadable",
}


def schema_for(form: Form, counted: Answers) -> dict[str, Any]:
    """The plain JSON Schema that these answers must satisfy: that of the form without what is not asked of this person.

    Any validator of the standard can judge by it; only what depends on the day and on registers is judged beside it.
    """
    shown = [one for page in form.pages if holds(page.shown_when, counted) for one in page.fields]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object_of(shown, counted)}


def objections(
    form: Form, counted: Answers, *, today: date, checks: Checks, only: Iterable[str] | None = None
) -> tuple[Fault, ...]:
    """Everything that is wrong with the answers that count, by field; `only` those fields, for the page just sent.

    A field has one objection at most: the first of what is wrong with it.
    """
    found = [*_by_schema(form, counted), *_by_day(form, counted, today=today), *_by_checks(form, counted, checks)]
    wanted = None if only is None else frozenset(only)
    first: dict[Path, Fault] = {}
    for fault in found:
        if wanted is None or fault.path[0] in wanted:
            first.setdefault(fault.path, fault)
    return tuple(first.values())


def _by_schema(form: Form, counted: Answers) -> Iterator[Fault]:
    validator = Draft202012Validator(schema_for(form, counted), format_checker=_FORMATS)
    for fault in faults_of(validator.iter_errors(counted), codes=_CODES):
        if fault.refusal.code == _CODES["*"]:
            kind = _field_at(form, fault.path).kind
            yield Fault(fault.path, Refusal(_UNREADABLE.get(kind, fault.refusal.code)))
        else:
            yield fault


def _by_day(form: Form, counted: Answers, *, today: date) -> Iterator[Fault]:
    for path, one, answer in _answered(form, counted):
        if one.kind is FieldKind.DATE and (day := _day(answer)):
            earliest = max(
                filter(None, (one.limits.earliest, today if one.limits.not_before_today else None)), default=day
            )
            latest = min(filter(None, (one.limits.latest, today if one.limits.not_after_today else None)), default=day)
            if day < earliest:
                yield Fault(path, Refusal("form_day_too_early", {"bound": earliest}))
            if day > latest:
                yield Fault(path, Refusal("form_day_too_late", {"bound": latest}))


def _by_checks(form: Form, counted: Answers, checks: Checks) -> Iterator[Fault]:
    for path, one, answer in _answered(form, counted):
        check = checks.get(one.kind)
        refusal = check(answer) if check and isinstance(answer, str) else None
        if refusal is not None:
            yield Fault(path, refusal)


def _answered(form: Form, counted: Answers) -> Iterator[tuple[Path, Field, Any]]:
    """Every answer with its place and its field, those in rows as well."""
    for one in form.fields():
        answer = counted.get(one.name)
        if one.kind is FieldKind.GROUP and isinstance(answer, list):
            for number, row in enumerate(answer):
                for inner in one.fields:
                    if isinstance(row, Mapping) and inner.name in row:
                        yield (one.name, number, inner.name), inner, row[inner.name]
        elif answer is not None:
            yield (one.name,), one, answer


def _field_at(form: Form, path: Path) -> Field:
    one = form.field(str(path[0]))
    return one.of(str(path[2])) if len(path) > 2 and one.fields else one


def _object_of(fields: Iterable[Field], counted: Answers) -> dict[str, Any]:
    asked = [one for one in fields if holds(one.shown_when, counted)]
    return {
        "type": "object",
        "properties": {one.name: _schema_of(one, counted.get(one.name)) for one in asked},
        "required": [one.name for one in asked if one.is_required],
        "additionalProperties": False,
    }


def _schema_of(one: Field, answer: Any) -> Mapping[str, Any]:
    """A group's rows differ in what is asked, so each has its own."""
    if one.kind is not FieldKind.GROUP:
        return one.schema
    rows = [row if isinstance(row, Mapping) else {} for row in answer] if isinstance(answer, list) else []
    rest = {key: value for key, value in one.schema.items() if key != "items"}
    return {**rest, "prefixItems": [_object_of(one.fields, row) for row in rows]}


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_day(answer: object) -> bool:
    return not isinstance(answer, str) or _day(answer) is not None


def _day(answer: Any) -> date | None:
    if not isinstance(answer, str) or not _DAY.fullmatch(answer):
        return None
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None
