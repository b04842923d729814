"""From a refusal's code to a sentence in the reader's language.

Each room declares its sentences once, at import of its `messages` module (which its `AppConfig.ready` loads); a code
without a sentence is a bug that a guard test finds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Protocol, TypeVar, runtime_checkable

from django.utils.functional import Promise
from django.utils.translation import get_language

from motcua.kernel.types import Refusal

Sentence = str | Promise
Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a refusal reads, and the HTTP status it deserves. `{name}` in the sentence is filled from its values."""

    sentence: Sentence
    status: HTTPStatus = HTTPStatus.CONFLICT


@runtime_checkable
class Worded(Protocol):
    """A value that brings its own words in both languages, such as a label of the catalogue."""

    def text(self, language: str) -> str:
        """The words in that language ("vi", "en")."""


_WORDINGS: dict[str, Wording] = {}
_NAMES: dict[tuple[type[StrEnum], str], Sentence] = {}
_GROUPED_FROM = 10_000  # smaller numbers are years and counts


def declare(wordings: Mapping[str, Wording]) -> None:
    """Makes the room's sentences known. A code may be declared only once."""
    for code, wording in wordings.items():
        if code in _WORDINGS and _WORDINGS[code] is not wording:
            raise ValueError(f"The refusal {code!r} is declared twice.")
        _WORDINGS[code] = wording


def name(names: Mapping[Member, Sentence]) -> None:
    """Makes the names of an enum's members known: how states and actions read inside a sentence or on a page."""
    for member, sentence in names.items():
        _NAMES[type(member), member.value] = sentence


def name_of(member: StrEnum) -> str:
    """The member's name in the active language; its value where nobody named it."""
    return str(_NAMES.get((type(member), member.value), member.value))


def declared() -> Mapping[str, Wording]:
    """All sentences, for the guard test."""
    return dict(_WORDINGS)


def status_of(refusal: Refusal) -> HTTPStatus:
    """The HTTP status with which a face answers this refusal."""
    return _WORDINGS[refusal.code].status


def sentence_of(refusal: Refusal) -> str:
    """The refusal in the active language: what is wrong, what to do, and the article it rests on."""
    text = str(_WORDINGS[refusal.code].sentence).format(
        **{key: _named(key, value) for key, value in refusal.values.items()}
    )
    return f"{text} ({refusal.article})" if refusal.article else text


def _named(key: str, value: object) -> str:
    """An `amount` is money and grouped however small; another number below the limit may be a year or a count."""
    return _grouped(value) if key == "amount" and isinstance(value, int) else _shown(value)


def _grouped(value: int) -> str:
    return f"{value:,}" if _reads_english() else f"{value:,}".replace(",", ".")


def _shown(value: object) -> str:
    match value:
        case StrEnum():
            shown = name_of(value)
        case datetime():
            shown = value.strftime("%H:%M %d/%m/%Y")
        case date():
            shown = value.strftime("%d/%m/%Y")
        case tuple() | list() | set() | frozenset():
            shown = ", ".join(_shown(part) for part in value)
        case int() if value >= _GROUPED_FROM:
            shown = _grouped(value)
        case Refusal():
            shown = sentence_of(value)
        case Worded():
            shown = value.text(get_language() or "vi")
        case _:
            shown = str(value)
    return shown


def _reads_english() -> bool:
    return (get_language() or "vi").startswith("en")
