"""What forms of several rooms do alike."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms

from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.ui.days import DayField


def faults(refusal: Refusal | None, *, has_errors: bool) -> dict[str, Any]:
    """What a page that is shown again says is wrong: the sentence of a refusal, and whether there is anything."""
    sentence = messages.sentence_of(refusal) if refusal is not None else ""
    return {"refusal": sentence, "has_errors": refusal is not None or has_errors}


def status_with(refusal: Refusal | None, *, has_errors: bool) -> HTTPStatus:
    """The status of such a page: that of the refusal, 422 where something typed is wrong, 200 where nothing is."""
    if refusal is not None:
        return messages.status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.OK


def faults_of(form: forms.BaseForm, refusal: Refusal | None) -> dict[str, Any]:
    """`faults` of a page with one form."""
    return faults(refusal, has_errors=bool(form.errors))


def status_of(form: forms.BaseForm, refusal: Refusal | None) -> HTTPStatus:
    """`status_with` of a page with one form."""
    return status_with(refusal, has_errors=bool(form.errors))


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, typed as it is written here: 31/12/2026."""
    return DayField(label=label, help_text=help_text, required=required)


def choose_among(form: forms.Form, name: str, choices: Iterable[tuple[str | int, object]]) -> forms.ChoiceField:
    """Gives a choice of the form what it may choose among, and returns it. Raises TypeError: the field is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    field.choices = list(choices)
    return field
