"""Days and instants that somebody types, as they are written here: 31/12/2026, and 09:00 31/12/2026.

A browser's own field for a date follows the language of the browser, not of the page: on the next desk the same day
would be asked for as 12/31/2026. So a day is a text, typed day first; the page's script adds strokes and a calendar.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.kernel.days import DAY_WRITTEN, INSTANT_WRITTEN, read_day, read_instant


class DayInput(forms.DateInput):
    """A text for a day, with a calendar beside it where the page's script runs."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": _("dd/mm/yyyy"),
            "data-day": _("Choose from the calendar"),
        }
        super().__init__({**own, **(attrs or {})}, format=DAY_WRITTEN)

    def format_value(self, value: Any) -> str | None:
        """Day first; what is no day stays as it was typed."""
        if not isinstance(value, str):
            return super().format_value(value)
        try:
            return read_day(value).strftime(DAY_WRITTEN)
        except ValueError:
            return value


class DayField(forms.DateField):
    """A day that somebody types."""

    widget = DayInput
    default_error_messages: ClassVar = {"invalid": _("Type the day as 31/12/2026.")}

    def to_python(self, value: Any) -> date | None:
        """The day, whichever way it is typed."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_day(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class InstantInput(forms.DateTimeInput):
    """A text for a minute of a day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"autocomplete": "off", "placeholder": _("hh:mm dd/mm/yyyy")}
        super().__init__({**own, **(attrs or {})}, format=INSTANT_WRITTEN)

    def format_value(self, value: Any) -> str | None:
        """Hour and day; what is no instant stays as it was typed."""
        if not isinstance(value, str):
            return super().format_value(value)
        try:
            return read_instant(value).strftime(INSTANT_WRITTEN)
        except ValueError:
            return value


class InstantField(forms.DateTimeField):
    """A minute that somebody types."""

    widget = InstantInput
    default_error_messages: ClassVar = {"invalid": _("Type hour and day as 09:00 31/12/2026.")}

    def to_python(self, value: Any) -> datetime | None:
        """The minute, whichever way it is typed."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_instant(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
