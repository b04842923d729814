"""What every crowd is made with: copies of a row, each with its changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from django.db.models import Model

NUMBERS = count(5_000)
DAY = timedelta(days=1)


def copies(kind: type[Any], pk: object, changes: Iterable[Mapping[str, object]]) -> list[Any]:
    """Copies of one row, each with its changes, written at once."""
    row: dict[str, object] = kind._default_manager.filter(pk=pk).values().get()
    if kind._meta.pk.name == "id":
        del row["id"]
    made: list[Model] = [kind(**{**row, **changed}) for changed in changes]
    return kind._default_manager.bulk_create(made)  # type: ignore[no-any-return]  # of whatever kind was asked for


def in_rounds(things: Sequence[Any]) -> Iterator[Any]:
    """One after the other, and again from the first."""
    return (things[place % len(things)] for place in count())
