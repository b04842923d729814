"""From a refusal's code to a sentence in the reader's language.

Each room declares its sentences once, at import of its `messages` module (which its `AppConfig.ready` loads); a code
without a sentence is a bug that a guard test finds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.utils.functional import Promise

from motcua.kernel.types import Refusal

Sentence = str | Promise


@dataclass(frozen=True, slots=True)
class Wording:
    """How a refusal reads, and the HTTP status it deserves. `{name}` in the sentence is filled from its values."""

    sentence: Sentence
    status: HTTPStatus = HTTPStatus.CONFLICT


_WORDINGS: dict[str, Wording] = {}


def declare(wordings: Mapping[str, Wording]) -> None:
    """Makes the room's sentences known. A code may be declared only once."""
    for code, wording in wordings.items():
        if code in _WORDINGS and _WORDINGS[code] is not wording:
            raise ValueError(f"The refusal {code!r} is declared twice.")
        _WORDINGS[code] = wording


def declared() -> Mapping[str, Wording]:
    """All sentences, for the guard test."""
    return dict(_WORDINGS)


def status_of(refusal: Refusal) -> HTTPStatus:
    """The HTTP status with which a face answers this refusal."""
    return _WORDINGS[refusal.code].status


def sentence_of(refusal: Refusal) -> str:
    """The refusal in the active language: what is wrong, what to do, and the article it rests on."""
    text = str(_WORDINGS[refusal.code].sentence).format(**{key: _shown(value) for key, value in refusal.values.items()})
    return f"{text} ({refusal.article})" if refusal.article else text


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)
