"""From a document to a form, or to what is wrong with the document."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from motcua.forms.rules import placing
from motcua.forms.rules.consistency import contradictions
from motcua.forms.rules.faults import faults_of
from motcua.forms.types import (
    Calculation,
    Choice,
    Condition,
    DayLimits,
    Fault,
    Field,
    FieldKind,
    Form,
    Known,
    Operation,
    Page,
    Prefill,
    Stop,
    Words,
)

_CODES = {
    "required": "form_part_missing",
    "additionalProperties": "form_part_unknown",
    "propertyNames": "form_name_wrong",
    "pattern": "form_part_unreadable",
    "*": "form_part_wrong",
}
_KIND_OF_TYPE = {"integer": FieldKind.INTEGER, "number": FieldKind.NUMBER, "boolean": FieldKind.TICK}
_KIND_OF_FORMAT = {
    "date": FieldKind.DATE,
    "commune": FieldKind.COMMUNE,
    "personal-number": FieldKind.PERSONAL_NUMBER,
    "tax-code": FieldKind.TAX_CODE,
    "phone": FieldKind.PHONE,
    "email": FieldKind.EMAIL,
}
_TODAY = "today"


def read(document: Any, *, language: Draft202012Validator) -> Form | tuple[Fault, ...]:
    """The form that a document describes, or everything that is wrong with it.

    `language` judges by the JSON Schema of such documents. What has the wrong shape is told first and alone: whether
    the parts fit each other can only be asked of parts that can be read.
    """
    misshapen = tuple(faults_of(language.iter_errors(document), codes=_CODES))
    if misshapen:
        return misshapen
    misplaced = tuple(placing.faults(document))
    if misplaced:
        return misplaced
    form = _form(document)
    return tuple(contradictions(form)) or form


def _form(document: Mapping[str, Any]) -> Form:
    layout = document["layout"]
    fields = {one.name: one for one in _fields(document, layout["fields"])}
    return Form(
        title=_words(layout["title"]),
        pages=tuple(_page(page, fields) for page in layout["pages"]),
        stops=tuple(
            Stop(Condition(stop["when"]), _words(stop["reason"]), stop.get("article", ""))
            for stop in layout.get("stops", ())
        ),
        document=document,
    )


def _page(page: Mapping[str, Any], fields: Mapping[str, Field]) -> Page:
    return Page(
        key=page["key"],
        title=_words(page["title"]),
        fields=tuple(fields[name] for name in page["fields"]),
        hint=_words_or_none(page.get("hint")),
        shown_when=_condition(page.get("shown_when")),
    )


def _fields(schema: Mapping[str, Any], drawn: Mapping[str, Any]) -> Iterator[Field]:
    required = frozenset(schema.get("required", ()))
    for name, one in schema["properties"].items():
        yield _field(name, one, drawn[name], is_required=name in required)


def _field(name: str, schema: Mapping[str, Any], drawn: Mapping[str, Any], *, is_required: bool) -> Field:
    kind = _kind(schema)
    return Field(
        name=name,
        kind=kind,
        label=_words(drawn["label"]),
        schema=schema,
        is_required=is_required,
        hint=_words_or_none(drawn.get("hint")),
        lines=drawn.get("lines", 1),
        choices=tuple(_choices(_offered(schema), drawn.get("choices", {}))),
        shown_when=_condition(drawn.get("shown_when")),
        calculation=_calculation(drawn.get("value")),
        prefill=_prefill(drawn.get("prefill")),
        limits=_limits(drawn),
        fields=_rows(schema["items"], drawn) if kind is FieldKind.GROUP else (),
    )


def _rows(schema: Mapping[str, Any], drawn: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a row in the order that is said: a store of JSON keeps no order of names."""
    fields = {one.name: one for one in _fields(schema, drawn["fields"])}
    return tuple(fields[name] for name in drawn["order"])


def _kind(schema: Mapping[str, Any]) -> FieldKind:
    if schema["type"] == "array":
        return FieldKind.GROUP if schema["items"]["type"] == "object" else FieldKind.CHOICES
    if schema["type"] == "string":
        return FieldKind.CHOICE if "enum" in schema else _KIND_OF_FORMAT.get(schema.get("format", ""), FieldKind.TEXT)
    return _KIND_OF_TYPE[schema["type"]]


def _offered(schema: Mapping[str, Any]) -> Sequence[str]:
    offered: Sequence[str] = schema.get("enum") or schema.get("items", {}).get("enum", ())
    return offered


def _choices(offered: Sequence[str], labels: Mapping[str, Any]) -> Iterator[Choice]:
    """Those that have no label keep an empty one, which is found later."""
    for value in offered:
        yield Choice(value, _words(labels[value]) if value in labels else Words(""))


def _calculation(written: Mapping[str, Any] | None) -> Calculation | None:
    if written is None:
        return None
    ((operation, operands),) = written.items()
    return Calculation(Operation(operation), tuple(operands))


def _prefill(written: str | Mapping[str, Any] | None) -> Prefill | None:
    if written is None:
        return None
    if isinstance(written, str):
        return Prefill(Known(written))
    return Prefill(Known(written["known"]), written.get("result", ""), _condition(written.get("when")))


def _limits(drawn: Mapping[str, Any]) -> DayLimits:
    earliest, latest = drawn.get("earliest"), drawn.get("latest")
    return DayLimits(
        earliest=_day(earliest),
        latest=_day(latest),
        not_before_today=earliest == _TODAY,
        not_after_today=latest == _TODAY,
    )


def _day(written: str | None) -> date | None:
    return None if written is None or written == _TODAY else date.fromisoformat(written)


def _condition(written: Mapping[str, Any] | None) -> Condition | None:
    return None if written is None else Condition(written)


def _words(written: Mapping[str, str]) -> Words:
    return Words(written["vi"], written.get("en", ""))


def _words_or_none(written: Mapping[str, str] | None) -> Words | None:
    return None if written is None else _words(written)
