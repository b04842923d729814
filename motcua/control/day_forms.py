"""What a decision about days says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.process.types import DaysKind, DecidedDays
from motcua.ui.forms import day_field
from motcua.ui.types import Fact

_KINDS = (
    (DaysKind.DAY_OFF.value, _("days off for everybody")),
    (DaysKind.SWAP.value, _("a day off for another that is worked")),
    (DaysKind.CLOSURE.value, _("agencies that are closed")),
)


class DaysForm(forms.Form):
    """Days off, a swap or a closure, with the decision. What may stand together, the calendar says."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What was decided"), widget=forms.RadioSelect)
    first_day = day_field(_("First day"), _("The day that is off, or the first of several."))
    last_day = day_field(_("Last day"), _("Empty: only that one day."), required=False)
    worked_instead = day_field(_("Worked instead"), _("Of a swap: the day that is worked for it."), required=False)
    name = forms.CharField(
        label=pgettext_lazy("day off", "What for"),
        help_text=_("As people call it: Lunar New Year, flood."),
        max_length=200,
    )
    decision = forms.CharField(label=_("Decision"), help_text=_("Number, day and agency."), max_length=300)
    agencies = forms.MultipleChoiceField(
        label=_("Which agencies are closed"),
        help_text=_("Of a closure."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stops_terms = forms.BooleanField(
        label=_("The decision says that terms stand still while they are closed"), required=False
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, closed = self.fields["kind"], self.fields["agencies"]
        if not isinstance(kind, forms.ChoiceField) or not isinstance(closed, forms.MultipleChoiceField):
            raise TypeError("kind and agencies are choices.")
        kind.choices = list(_KINDS if for_all else _KINDS[-1:])
        closed.choices = list(agencies)

    def typed(self) -> list[tuple[str, str]]:
        """Every word that was sent, to be sent once more with the confirmation."""
        sent = self.data
        return [
            (name, one) for name in self.fields for one in (sent.getlist(name) if isinstance(sent, QueryDict) else ())
        ]

    def said(self) -> list[Fact]:
        """What was typed, to be read once more before it is entered."""
        told = {name: self._told(name) for name in self.fields}
        return [Fact(self.fields[name].label or "", words) for name, words in told.items() if words]

    def _told(self, name: str) -> object:
        value = self.cleaned_data[name]
        if isinstance(self.fields[name], forms.ChoiceField):
            return ", ".join(str(one.choice_label) for one in self[name] if one.data["selected"])
        return _("yes") if value is True else value

    def days(self) -> DecidedDays:
        """What was typed, as a decision."""
        typed = self.cleaned_data
        first_day: date = typed["first_day"]
        return DecidedDays(
            kind=DaysKind(typed["kind"]),
            first_day=first_day,
            last_day=typed["last_day"] or first_day,
            name=typed["name"].strip(),
            decision=typed["decision"].strip(),
            worked_instead=typed["worked_instead"],
            agency_ids=frozenset(map(int, typed["agencies"])),
            stops_terms=typed["stops_terms"],
        )
