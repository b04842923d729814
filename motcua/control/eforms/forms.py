"""What is asked for while an e-form is being written."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import AdministeredForm
from motcua.ui.forms import choose_among

_MOST_SIGNS = 40


class NewForm(forms.Form):
    """The key of a new e-form, and what it begins as."""

    form = forms.CharField(
        label=_("Key"),
        help_text=_("Small letters, digits and underscores, for example land_lease. It never changes."),
        max_length=_MOST_SIGNS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    like = forms.ChoiceField(label=_("Begin with"), required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, known: Iterable[AdministeredForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = [
            (one.key, _("a copy of {form}").format(form=f"{one.published.form.title.vi} ({one.key})"))
            for one in known
            if one.published is not None
        ]
        choose_among(self, "like", [("", _("one page with two questions")), *copies])


class WrittenForm(forms.Form):
    """The document of an e-form, and for which papers it is."""

    uses = forms.CharField(
        label=_("For which papers"),
        help_text=_("One a line: the code of the procedure, a stroke, and the key of the paper."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "font-monospace", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label=_("The form as JSON"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "font-monospace", "spellcheck": "false", "wrap": "off"}),
    )
    use_required_attribute = False

    def written(self, name: str) -> str:
        """What was typed, with the line ends of a file, whatever the browser sent."""
        typed: str = self.cleaned_data[name]
        return typed.replace("\r\n", "\n")
