"""What is asked for while the next version of a procedure is being written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.control.reading import reading_language
from motcua.kernel.days import read_day
from motcua.kernel.messages import Sentence
from motcua.kernel.types import Refusal
from motcua.ui.days import DayInput
from motcua.ui.wording import figure, local_date
from motcua.worktime.types import read_term_words, term_words

Path = tuple[str | int, ...]
_GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")
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
    "term": gettext_lazy("Such as 5 working days, 15 days, 2 months, 8 working hours, the same day."),
    "amount": gettext_lazy("Empty: the provincial People's Council sets it."),
}


class PlainForm(forms.Form):
    """The single words that mostly change, each as people say it. Whether they hold, the reader of the text says."""

    use_required_attribute = False

    def __init__(self, *args: Any, words: Mapping[Path, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words
        self._paths = {"-".join(map(str, path)): path for path in words}
        for name, path in self._paths.items():
            self.fields[name] = _field(str(path[-1]), words[path])

    def words(self) -> dict[Path, str]:
        """What was typed, by the place in the text."""
        return {
            path: _written(str(path[-1]), self._words[path], self.cleaned_data[name])
            for name, path in self._paths.items()
        }

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


@dataclass(frozen=True, slots=True)
class _Way:
    """How a word of the text is shown to people, and how what they type is written into it.

    What cannot be read is written as it was typed: the reader of the text names it with its line.
    """

    show: Callable[[str], str] = str
    write: Callable[[str], str] = str
    widget: Callable[[], forms.Widget] = forms.TextInput


def _field(name: str, word: str) -> forms.CharField:
    way = _WAYS.get(name, _Way())
    return forms.CharField(
        label=str(_LABELS[name]),
        help_text=str(_HINTS.get(name, "")),
        initial=way.show(word),
        required=name not in _MAY_BE_EMPTY,
        max_length=2_000,
        widget=way.widget(),
    )


def _written(name: str, word: str, typed: str) -> str:
    """What is written into the text; a word that nobody changed stays exactly as it stands there."""
    way = _WAYS.get(name, _Way())
    return word if typed == way.show(word) else way.write(typed)


def _day_shown(word: str) -> str:
    try:
        return local_date(date.fromisoformat(word))
    except ValueError:
        return word


def _day_written(typed: str) -> str:
    try:
        return read_day(typed).isoformat()
    except ValueError:
        return typed


def _term_shown(word: str) -> str:
    term = read_term_words(word)
    return word if isinstance(term, Refusal) else term_words(term, reading_language())


def _term_written(typed: str) -> str:
    term = read_term_words(typed)
    return typed if isinstance(term, Refusal) else str(term)


def _amount_shown(word: str) -> str:
    return figure(int(word)) if word.isascii() and word.isdecimal() else word


def _amount_written(typed: str) -> str:
    """An amount is written without the dots that group it, and without its currency."""
    bare = typed.removesuffix("₫").removesuffix("đồng").strip()
    return re.sub(r"\D", "", bare) if _GROUPED.fullmatch(bare) else bare


_DAY = _Way(_day_shown, _day_written, DayInput)
_WAYS: Mapping[str, _Way] = {
    "effective_from": _DAY,
    "effective_to": _DAY,
    "valid_from": _DAY,
    "valid_to": _DAY,
    "term": _Way(_term_shown, _term_written),
    "amount": _Way(_amount_shown, _amount_written, lambda: forms.TextInput(attrs={"inputmode": "numeric"})),
}
