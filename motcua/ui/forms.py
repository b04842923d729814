"""What forms of several rooms do alike."""

from collections.abc import Iterable
from typing import Any

from django import forms

_DAY = "%Y-%m-%d"


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, chosen from the browser's own calendar, or typed as it is written here: 31/12/2026."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format=_DAY),
        input_formats=[_DAY, "%d/%m/%Y"],
    )


def choose_among(form: forms.Form, name: str, choices: Iterable[tuple[str | int, object]]) -> forms.ChoiceField:
    """Gives a choice of the form what it may choose among, and returns it. Raises TypeError: the field is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    field.choices = list(choices)
    return field
