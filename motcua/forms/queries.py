"""Every read of forms: a document read, answers decoded, judged and shown."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from motcua.forms.answers import decoded, objections
from motcua.forms.asking import Asking
from motcua.forms.naming import place_in_words
from motcua.forms.presenting import answered, declared, questions, said
from motcua.forms.rules import reading, text
from motcua.forms.rules.filling import asked_fields, asked_pages, filled, stopped
from motcua.forms.rules.posting import encoded
from motcua.forms.rules.prefilling import wanted
from motcua.forms.rules.writing import written
from motcua.forms.types import Fault, Form, TextFault

__all__ = [
    "Asking",
    "answered",
    "asked_fields",
    "asked_pages",
    "declared",
    "decoded",
    "encoded",
    "filled",
    "objections",
    "place_in_words",
    "questions",
    "read",
    "read_text",
    "said",
    "stopped",
    "wanted",
    "written",
]


@cache
def language() -> Mapping[str, Any]:
    """The JSON Schema of a form's document, by which an editor can help whoever writes one."""
    schema_text = (files("motcua.forms") / "data" / "form.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(schema_text)
    return schema


def read(document: Any) -> Form | tuple[Fault, ...]:
    """The form that a document describes, or everything that is wrong with the document."""
    return reading.read(document, language=_judge_of_language())


def read_text(typed: str) -> Form | tuple[TextFault, ...]:
    """The form that somebody typed, or everything that is wrong with the text, in the order of its lines."""
    found = text.typed(typed)
    if isinstance(found, TextFault):
        return (found,)
    form = read(found.document)
    if isinstance(form, Form):
        return form
    faults = (TextFault(fault.path, fault.refusal, found.line_of(fault.path)) for fault in form)
    return tuple(sorted(faults, key=lambda fault: fault.line))


@cache
def _judge_of_language() -> Draft202012Validator:
    return Draft202012Validator(language())
