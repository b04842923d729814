"""The forms of the certification desk. They shape what was typed; whether it is right, the rooms below decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.certification.types import Certification
from motcua.desk.money_forms import MoneyField, book_words
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind
from motcua.payments.types import Book
from motcua.process.types import Signatory
from motcua.ui.days import DayField
from motcua.ui.forms import choose_among

_MOST = 999


class CertifyForm(forms.Form):
    """One request as the desk types it."""

    name = forms.CharField(
        label=_("Who asks"),
        max_length=500,
        help_text=_("The name, or scan the card here."),
        widget=forms.TextInput(attrs={"data-key": "c", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Personal number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    paper = forms.CharField(
        label=_("Which paper"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "papers-often", "autocomplete": "off"}),
    )
    pages = forms.IntegerField(label=_("Pages of one"), min_value=1, max_value=_MOST, initial=1)
    copies = forms.IntegerField(label=_("How many"), min_value=1, max_value=_MOST, initial=1)
    given = MoneyField(label=_("Cash given"), required=False, help_text=_("Empty: the exact amount."))
    signer = forms.TypedChoiceField(label=_("Who signs"), coerce=int)
    book = forms.TypedChoiceField(label=_("Receipt book"), coerce=int, required=False, empty_value=None)
    use_required_attribute = False

    def __init__(
        self, *args: Any, kind: Certification, signers: Sequence[Signatory], books: Sequence[Book], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "signer", [(one.officer_id, f"{one.name}, {one.title}") for one in signers])
        choose_among(self, "book", [(one.id, book_words(one)) for one in books])
        if len(books) < 2:
            self.fields["book"].widget = forms.HiddenInput()
            self.fields["book"].initial = books[0].id if books else None
        if not kind.by_page:
            self.fields["pages"].widget = forms.HiddenInput()
        for name in ("pages", "copies"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.fields["paper" if self.data.get("name") else "name"].widget.attrs["autofocus"] = True

    def person(self) -> Party | None:
        """Whoever was typed; None where nobody was."""
        name, number = self.cleaned_data["name"].strip(), self.cleaned_data["number"].strip()
        identity = Identity(IdentityKind.PERSONAL_NUMBER, number) if number else None
        return Party(PartyKind.PERSON, name, identity) if name else None


class BookForm(forms.Form):
    """Which register book is printed, from which day to which."""

    series = forms.ChoiceField(label=_("Register"))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    use_required_attribute = False

    def __init__(self, *args: Any, registers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "series", registers)
