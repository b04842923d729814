"""What the desk writes down of parcels: a list, typed, pasted or from a file, and the answer to one of them."""

import csv
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.counter.types import NewParcel
from motcua.kernel.types import Refusal

_COLUMNS = 6
_ARRIVED = 5
_INSTANTS = ("%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
_LARGEST_BYTES = 500_000


class ParcelsForm(forms.Form):
    """Parcels that arrived, one on each line."""

    listed = forms.CharField(
        label=_("One parcel on each line"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "data-key": "m"}),
        help_text=_(
            "Number; sender; phone; procedure; note; arrived at. Columns copied from a spreadsheet fit as they are; the"
            " time may be left out for what has just come."
        ),
    )
    file = forms.FileField(
        label=_("Or a CSV file"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"})
    )
    use_required_attribute = False

    def clean_file(self) -> str:
        """The text of the file."""
        sent = self.cleaned_data["file"]
        if sent is None:
            return ""
        if sent.size > _LARGEST_BYTES:
            raise forms.ValidationError(_("The file is too large for a list of parcels."))
        try:
            return str(sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError as broken:
            raise forms.ValidationError(_("The file is no text in UTF-8. Save it as CSV UTF-8.")) from broken

    def clean(self) -> dict[str, Any]:
        """Every line as a parcel; one that cannot be read is named."""
        typed = super().clean() or self.cleaned_data
        lines = [line for name in ("listed", "file") for line in (typed.get(name) or "").splitlines() if line.strip()]
        typed["rows"] = [_cells(line) for line in lines]
        return typed

    def parcels(self, *, at: datetime) -> list[NewParcel] | Refusal:
        """The parcels; those without a time arrived at `at`. Refused where a line names a time that is none."""
        found = []
        for row, cells in enumerate(self.cleaned_data["rows"], start=1):
            arrived_at = _instant(cells[_ARRIVED]) if cells[_ARRIVED] else at
            if arrived_at is None:
                return Refusal("parcel_row_refused", {"row": row, "why": Refusal("parcel_date_unreadable")})
            number, sender, phone, words, note = cells[:_ARRIVED]
            found.append(NewParcel(number, sender, arrived_at, phone, words, note))
        return found


class AnswerForm(forms.Form):
    """Why a parcel becomes no dossier now."""

    reason = forms.CharField(
        label=_("What is missing, or why it goes back"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    use_required_attribute = False


def _cells(line: str) -> list[str]:
    """The columns of a line, parted by tabs, semicolons or commas; those left out are empty."""
    parted = next((sign for sign in "\t;" if sign in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=parted))]
    return (cells + [""] * _COLUMNS)[:_COLUMNS]


def _instant(text: str) -> datetime | None:
    for shape in _INSTANTS:
        try:
            return datetime.strptime(" ".join(text.split()), shape)
        except ValueError:
            continue
    return None
