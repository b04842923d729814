"""What the desk types of a pad: for which agency and day, of how many codes, and why codes are void."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.ui.forms import choose_among, day_field


class PadForm(forms.Form):
    """A new pad."""

    resolving_agency = forms.TypedChoiceField(label=_("Whose dossiers are received"), coerce=int)
    day = day_field(_("Day on which it is used"), _("A code holds for this day only."))
    codes = forms.IntegerField(label=_("Number of codes"), min_value=1)
    use_required_attribute = False

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "resolving_agency", agencies)


class VoidStubsForm(forms.Form):
    """Why codes were not used."""

    reason = forms.CharField(label=_("Why they were not used"), max_length=300)
    use_required_attribute = False
