"""What a decision says that the system administrator enters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.archive.types import Decision
from motcua.dossier.types import CodePattern
from motcua.kernel.text import sort_key
from motcua.process.types import ClosingRule
from motcua.ui.days import DayField
from motcua.ui.forms import choose_among

_MOST_DIGITS = 12


def agency_choices(names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Agencies to choose among, in Vietnamese order of their names."""
    return [(str(agency_id), name) for agency_id, name in sorted(names.items(), key=lambda one: sort_key(one[1]))]


class _FromADay(forms.Form):
    """A decision: whom it is for, and from which day it holds."""

    agency = forms.ChoiceField(label=_("For"))
    valid_from = DayField(
        label=_("From the day"),
        help_text=_("A day that has not begun yet."),
    )
    decided_by = forms.CharField(label=_("Decision"), help_text=_("Number, day and agency."), max_length=300)
    use_required_attribute = False

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "agency", agencies)


class CodePatternForm(_FromADay):
    """For whom, from which day, how, and by which decision. Whether it is a pattern at all, the heart decides."""

    field_order = ("agency", "valid_from", "template", "filing_template", "width", "decided_by")
    agency = forms.ChoiceField(label=_("For"), required=False)
    template = forms.CharField(
        label=_("Code of a dossier"),
        help_text=_("Of {agency} or {agency_old}, {yymmdd}, {ddmmyy} or {yyyymmdd}, and at the end {number}."),
        max_length=120,
    )
    filing_template = forms.CharField(
        label=_("Number of an online filing"), help_text=_("Of the same parts; other than the code."), max_length=120
    )
    width = forms.IntegerField(
        label=_("Least digits of the number"),
        help_text=_("A number that needs more digits gets them."),
        min_value=1,
        max_value=_MOST_DIGITS,
    )

    def pattern(self) -> CodePattern:
        """What was typed, as a pattern."""
        typed = self.cleaned_data
        first_day: date = typed["valid_from"]
        return CodePattern(
            valid_from=first_day,
            template=typed["template"].strip(),
            width=typed["width"],
            filing_template=typed["filing_template"].strip(),
            decided_by=typed["decided_by"].strip(),
            agency_id=int(typed["agency"]) if typed["agency"] else None,
        )


class ClosingForm(_FromADay):
    """What an agency decided about dossiers whose supplement nobody answered."""

    field_order = ("agency", "valid_from", "by_itself", "decided_by")
    by_itself = forms.ChoiceField(
        label=_("When the waiting term is over"),
        choices=[
            ("", _("a person at the desk confirms the closing")),
            ("1", _("the dossier closes by itself")),
        ],
        required=False,
    )

    def rule(self) -> ClosingRule:
        """What was typed."""
        typed = self.cleaned_data
        return ClosingRule(
            agency_id=int(typed["agency"]),
            valid_from=typed["valid_from"],
            by_itself=bool(typed["by_itself"]),
            decided_by=typed["decided_by"].strip(),
        )


class DestructionForm(forms.Form):
    """The decision by which papers past their period are destroyed. Whether it can be, the archive decides."""

    number = forms.CharField(
        label=_("Number of the decision"), help_text=_("As it stands on the paper."), max_length=100
    )
    decided_on = DayField(
        label=_("Day of the decision"),
    )
    decided_by = forms.CharField(label=_("Who decided"), help_text=_("Name and office."), max_length=200)
    use_required_attribute = False

    def decision(self) -> Decision:
        """What was typed."""
        typed = self.cleaned_data
        return Decision(typed["number"].strip(), typed["decided_on"], typed["decided_by"].strip())
