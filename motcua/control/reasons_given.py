"""Which listed reasons were given for supplements, refusals and stops, counted by their keys."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ReasonKind
from motcua.dossier.types import Facts, Outcome
from motcua.kernel import messages

_ENDINGS = {Outcome.REFUSED: ReasonKind.REFUSED, Outcome.STOPPED: ReasonKind.STOP}


@dataclass(frozen=True, slots=True)
class Given:
    """How often a reason was given for one kind of act. Several wordings of one key are one reason."""

    act: str
    reason: str
    times: int


def reasons_given(dossiers: Iterable[Facts]) -> list[Given]:
    """The reasons of these dossiers, the most frequent first."""
    counted = Counter(given for facts in dossiers for given in _given(facts))
    language = get_language() or "vi"
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [Given(messages.name_of(kind), _called(key, language), times) for (kind, key), times in ordered]


def _called(key: str, language: str) -> str:
    found = catalogue.reason_called(key)
    return found.label.text(language) if found is not None else key


def _given(facts: Facts) -> Iterable[tuple[ReasonKind, str]]:
    for asked in facts.supplements:
        if asked.reason_key:
            yield ReasonKind.SUPPLEMENT, asked.reason_key
    if facts.reason_key and facts.outcome in _ENDINGS:
        yield _ENDINGS[facts.outcome], facts.reason_key
