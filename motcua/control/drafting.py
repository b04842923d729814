"""What is asked for while the next version of a procedure is being written."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.kernel.messages import Sentence

Path = tuple[str | int, ...]
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+")
_DAYS = frozenset({"effective_from", "effective_to", "valid_from", "valid_to"})
_MAY_BE_EMPTY = frozenset({"amount", "effective_to", "valid_from", "valid_to"})
_LABELS: Mapping[str, Sentence] = {
    "name": gettext_lazy("Name"),
    "decision": gettext_lazy("Decision"),
    "effective_from": gettext_lazy("In force from"),
    "effective_to": gettext_lazy("In force until"),
    "resolved_by": gettext_lazy("Resolved by"),
    "term": pgettext_lazy("procedure sheet", "Term"),
    "article": gettext_lazy("Article"),
    "vi": pgettext_lazy("fee", "Name"),
    "amount": gettext_lazy("Amount in dong"),
    "decided_by": gettext_lazy("Decided by"),
    "valid_from": gettext_lazy("From the day"),
    "valid_to": gettext_lazy("Until the day"),
}
_HINTS: Mapping[str, Sentence] = {
    "decision": gettext_lazy("Number and agency of the decision that promulgates this version."),
    "term": gettext_lazy("Such as 5 working_day, 15 day, 2 month, 8 working_hour, same_day."),
    "amount": gettext_lazy("Empty: the provincial People's Council sets it."),
}


class PlainForm(forms.Form):
    """The single words that mostly change, each as it stands in the text. Whether they hold, the reader of it says."""

    use_required_attribute = False

    def __init__(self, *args: Any, words: Mapping[Path, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paths = {"-".join(map(str, path)): path for path in words}
        for name, path in self._paths.items():
            self.fields[name] = _field(str(path[-1]), words[path])

    def words(self) -> dict[Path, str]:
        """What was typed, by the place in the text."""
        return {path: _written(str(path[-1]), self.cleaned_data[name]) for name, path in self._paths.items()}

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields of the procedure, then of each term and each fee, under what they are called."""
        grouped: dict[Path, list[forms.BoundField]] = {}
        for name, path in self._paths.items():
            grouped.setdefault(path[:-1], []).append(self[name])
        for place, fields in grouped.items():
            if not place:
                yield _("The procedure"), fields
            elif place[0] == "terms":
                yield _("Term {number}").format(number=int(place[1]) + 1), fields
            else:
                yield _("Fee {number}").format(number=int(place[1]) + 1), fields


class TextForm(forms.Form):
    """The whole text of the next version."""

    text = forms.CharField(
        label=gettext_lazy("Text of the version"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "font-monospace", "spellcheck": "false", "wrap": "off"}),
    )

    def written(self) -> str:
        """The text with the line ends of a file, whatever the browser sent."""
        typed: str = self.cleaned_data["text"]
        return typed.replace("\r\n", "\n")


def _field(name: str, word: str) -> forms.CharField:
    attributes = {"type": "date"} if name in _DAYS else {"inputmode": "numeric"} if name == "amount" else {}
    return forms.CharField(
        label=str(_LABELS[name]),
        help_text=str(_HINTS.get(name, "")),
        initial=word,
        required=name not in _MAY_BE_EMPTY,
        max_length=2_000,
        widget=forms.TextInput(attrs=attributes),
    )


def _written(name: str, word: str) -> str:
    """An amount is written without the dots that group it."""
    return re.sub(r"\D", "", word) if name == "amount" and _GROUPED.fullmatch(word) else word
