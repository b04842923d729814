"""The forms of the cash desk. They shape what was typed; whether it pays, `payments` decides."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel import messages
from motcua.payments.types import BY_HAND, Account, Book, Count, Ground, Method, Place, Tender
from motcua.ui.forms import choose_among
from motcua.ui.wording import money

_MOST_DIGITS = 12
_MOST_PIECES = 100_000
_BETWEEN_THOUSANDS = str.maketrans("", "", ". ,\u00a0\u202f₫đ")


class MoneyField(forms.Field):
    """Whole đồng, with points between the thousands or without."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        """The number; None where nothing was typed. Raises ValidationError for anything else."""
        typed = str(value or "").translate(_BETWEEN_THOUSANDS)
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()) or len(typed) > _MOST_DIGITS:
            raise forms.ValidationError(_("Write an amount in dong, such as 50.000."))
        return int(typed)

    def prepare_value(self, value: Any) -> Any:
        """An amount is shown as amounts are written, without its currency."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class PieceField(forms.IntegerField):
    """How many of one note or coin there are; nothing typed is none."""

    def clean(self, value: Any) -> Any:
        """The number."""
        return super().clean(value or "0")


class TenderForm(forms.Form):
    """How money comes or goes."""

    method = forms.ChoiceField(
        label=_("How it is paid"),
        choices=[(method.value, "") for method in BY_HAND],
        initial=Method.CASH.value,
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label=_("Reference of the terminal or the bank"),
        max_length=40,
        required=False,
        help_text=_("For card and bank transfer: what the terminal's slip or the bank's message calls the payment."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "data-key": "r"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "method", [(method.value, capfirst(messages.name_of(method))) for method in BY_HAND])

    def tender(self) -> Tender:
        """What was typed. A reference beside cash, and cash beside a card, are nothing."""
        typed = self.cleaned_data
        method = Method(typed["method"])
        if method is Method.CASH:
            return Tender(method, given=typed.get("given"))
        return Tender(method, reference=typed["reference"].strip())


class PayForm(TenderForm):
    """The money for what is owed, and the book of its receipt."""

    given = MoneyField(label=_("Cash handed over"), required=False)
    book = forms.ChoiceField(label=_("Receipt book"))
    expected = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("method", "given", "reference", "book", "expected")

    def __init__(self, *args: Any, books: Sequence[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].widget.attrs.update({"autofocus": True, "data-key": "g"})
        choose_among(self, "book", [(one.id, book_words(one)) for one in books])
        if len(books) == 1:
            self.fields["book"].initial = books[0].id


class BackForm(forms.Form):
    """What of each line goes back, on what ground, and why."""

    ground = forms.ChoiceField(label=_("On what ground"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=300)
    use_required_attribute = False

    def __init__(
        self, *args: Any, grounds: Collection[Ground], lines: Sequence[tuple[int, str, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "ground", [(ground.value, capfirst(messages.name_of(ground))) for ground in grounds])
        self.fields["ground"].initial = next(iter(grounds), Ground.WRONG_CHARGE).value
        for line_id, label, left in lines:
            self.fields[f"line-{line_id}"] = MoneyField(
                label=label, required=False, help_text=_("At most {amount}").format(amount=money(left))
            )
        self.order_fields([*(f"line-{line_id}" for line_id, _label, _left in lines), "ground", "reason"])

    def amounts(self) -> dict[int, int]:
        """What was typed for each line."""
        return {
            int(name.removeprefix("line-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("line-") and value
        }


class RefundForm(BackForm, TenderForm):
    """Money that goes back over the desk, and how."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].label = _("How the money goes back")


class ReplaceForm(forms.Form):
    """Why a receipt is void."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Printed wrongly, torn, soiled …"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    use_required_attribute = False


class CountForm(forms.Form):
    """The cash of a day as it was counted."""

    opening = MoneyField(label=_("Change money the day began with"), required=False)
    reason = forms.CharField(
        label=_("Why the cash differs"), max_length=300, required=False, help_text=_("Only where it does.")
    )
    use_required_attribute = False

    def __init__(self, *args: Any, denominations: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.denominations = denominations
        for place, value in enumerate(denominations):
            attrs = {"inputmode": "numeric", "autofocus": True} if place == 0 else {"inputmode": "numeric"}
            self.fields[f"piece-{value}"] = PieceField(
                label=money(value), min_value=0, max_value=_MOST_PIECES, widget=forms.TextInput(attrs=attrs)
            )

    @property
    def pieces(self) -> list[forms.BoundField]:
        """The fields of the notes and coins."""
        return [self[f"piece-{value}"] for value in self.denominations]

    def count(self) -> Count:
        """What was counted."""
        typed = self.cleaned_data
        pieces = {value: typed[f"piece-{value}"] for value in self.denominations if typed[f"piece-{value}"]}
        return Count(pieces, typed["opening"] or 0)


class BookForm(forms.Form):
    """A new receipt book."""

    place = forms.ChoiceField(label=pgettext_lazy("receipt book", "For"))
    series = forms.CharField(
        label=_("Series"), max_length=15, help_text=_("As printed on the receipts, such as AA-26P.")
    )
    first = forms.IntegerField(label=_("First number"), min_value=1, initial=1)
    last = forms.IntegerField(label=_("Last number"), min_value=1, initial=50)
    use_required_attribute = False

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "place", places)

    def place_chosen(self) -> Place:
        """The agency and its desk."""
        agency, _colon, desk = self.cleaned_data["place"].partition(":")
        return Place(int(agency), int(desk) if desk else None)


class AccountForm(forms.Form):
    """The account to which people transfer."""

    agency = forms.ChoiceField(label=pgettext_lazy("receipt book", "For"))
    bank_code = forms.CharField(
        label=_("Code of the bank"),
        max_length=6,
        help_text=_("Six digits (BIN), as in VietQR."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    bank_name = forms.CharField(label=_("Bank"), max_length=120)
    number = forms.CharField(label=_("Account number"), max_length=19)
    holder = forms.CharField(label=_("Account holder"), max_length=120)
    use_required_attribute = False

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "agency", agencies)


def initial_of(account: Account) -> dict[str, str]:
    """An account as its form shows it."""
    return {
        "agency": str(account.agency_id),
        "bank_code": account.bank_code,
        "bank_name": account.bank_name,
        "number": account.number,
        "holder": account.holder,
    }


def book_words(book: Book) -> str:
    """A book as somebody chooses it: its number, its series, and what is left."""
    return str(_("Book {number}: {series}, {left} left")).format(number=book.number, series=book.series, left=book.left)
