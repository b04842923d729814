"""What forms of several rooms do alike."""

from collections.abc import Iterable

from django import forms


def choose_among(form: forms.Form, name: str, choices: Iterable[tuple[str | int, object]]) -> forms.ChoiceField:
    """Gives a choice of the form what it may choose among, and returns it. Raises TypeError: the field is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    field.choices = list(choices)
    return field
