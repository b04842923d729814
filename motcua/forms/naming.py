"""Where in a document something stands, in the words of whoever reads it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from motcua.forms.types import Path
from motcua.kernel.messages import Sentence

_QUESTIONS = frozenset({"properties", "fields"})
_UNSAID = frozenset({"layout", "items"})
"""Parts that hold others: what they hold says enough."""
_PARTS: Mapping[str, Sentence] = {
    "title": pgettext_lazy("part of a form", "title"),
    "label": pgettext_lazy("part of a form", "label"),
    "hint": pgettext_lazy("part of a form", "hint"),
    "pages": pgettext_lazy("part of a form", "pages"),
    "stops": pgettext_lazy("part of a form", "stops"),
    "properties": pgettext_lazy("part of a form", "questions"),
    "fields": pgettext_lazy("part of a form", "questions"),
    "required": pgettext_lazy("part of a form", "what must be answered"),
    "choices": pgettext_lazy("part of a form", "words of the choices"),
    "shown_when": pgettext_lazy("part of a form", "when it is asked"),
    "when": pgettext_lazy("part of a form", "when it stops"),
    "reason": pgettext_lazy("part of a form", "why it stops"),
    "value": pgettext_lazy("part of a form", "how it is worked out"),
    "prefill": pgettext_lazy("part of a form", "what is filled in"),
    "order": pgettext_lazy("part of a form", "order in a row"),
}
_BETWEEN = " › "


def place_in_words(path: Path) -> str:
    """`page 2 › title`, `question born › when it is asked`; the form itself for what lies nowhere deeper."""
    return _BETWEEN.join(_said(path)) or _("the form as a whole")


def _said(path: Path) -> Iterator[str]:
    parts = iter(path)
    for part in parts:
        following = next(parts, None) if part in _QUESTIONS or part in {"pages", "stops"} else None
        if following is None:
            yield from _one(part)
        elif part == "pages":
            yield _("page {number}").format(number=int(following) + 1)
        elif part == "stops":
            yield _("stop {number}").format(number=int(following) + 1)
        elif isinstance(following, int):
            yield _("question {name}").format(name=following + 1)
        else:
            yield _("question {name}").format(name=following)


def _one(part: str | int) -> Iterator[str]:
    if isinstance(part, int):
        yield str(part + 1)
    elif part not in _UNSAID:
        yield str(_PARTS.get(part, part))
