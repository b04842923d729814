"""What is filled in before anybody types: only what is known, and never over what was typed or left empty."""

from collections.abc import Collection, Iterable, Iterator

from motcua.forms.rules.conditions import holds
from motcua.forms.types import Answers, Field, Knowledge, KnownAnswer, Prefill


def prefilled(
    fields: Iterable[Field], answers: Answers, *, counted: Answers, sent: Collection[str], known: Knowledge
) -> Iterator[tuple[str, KnownAnswer]]:
    """The fields that get an answer which is known, by name. `sent` are those that were sent before, empty or not:
    whoever emptied one meant it."""
    for one in fields:
        if one.prefill is None or one.name in answers or one.name in sent:
            continue
        found = known.get((one.prefill.known, one.prefill.result))
        if found is not None and holds(one.prefill.when, counted):
            yield one.name, found


def wanted(fields: Iterable[Field]) -> frozenset[Prefill]:
    """What these fields would be filled in with."""
    return frozenset(one.prefill for one in fields if one.prefill is not None)
