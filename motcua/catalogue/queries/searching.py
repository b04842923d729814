"""Finding procedures by everyday words, over everything that is listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from motcua.catalogue import models
from motcua.catalogue.language.synonyms import everyday_words, synonyms
from motcua.catalogue.parts.listing import Found, Listing
from motcua.catalogue.parts.words import AuthorityLevel
from motcua.catalogue.queries.versions import as_listing
from motcua.catalogue.rules.search import Index

_ALL = 10_000

_STATE = """
SELECT count(*), coalesce(sum(stream_sequence), 0), bit_xor(hashtextextended(encode(stream_digest, 'hex'), 0))
FROM catalogue_procedure
"""


@dataclass(slots=True)
class _Kept:
    """The index of this process, and the state of the listings it was made from."""

    state: tuple[object, ...] | None = None
    index: Index | None = None


_KEPT = _Kept()


def search(
    words: str,
    limit: int = 20,
    *,
    level: AuthorityLevel | None = None,
    on: date | None = None,
    codes: Collection[str] | None = None,
) -> list[Found]:
    """Procedures for these words or this code, best first.

    `level` keeps those resolved at that level, `codes` those among these codes (what a desk may receive); `on` is the
    day for which synonyms count. Two statements when the listings changed since the last question, else one.
    """
    index = _index()
    if codes is None:
        return index.search(words, limit=limit, level=level, on=on)
    found = index.search(words, limit=_ALL, level=level, on=on)
    return [answer for answer in found if answer.listing.code in codes][:limit]


def meant(words: str, *, on: date | None = None) -> str:
    """What somebody meant who mistyped these words, where that finds more than what he typed; else empty."""
    return _index().meant(words, on=on)


def listings() -> Mapping[str, Listing]:
    """What lists show of every procedure, published here or not, by its code."""
    return _index().listings


def _index() -> Index:
    state = _state()
    if _KEPT.index is None or _KEPT.state != state:
        rows = models.Procedure.objects.order_by("code").defer(*("stream_sequence", "stream_digest", "stream_at"))
        versioned = models.Version.objects.filter(annulled=False).values_list("procedure__code", flat=True).distinct()
        _KEPT.index = Index(
            [as_listing(row) for row in rows],
            synonyms=synonyms(),
            everyday=everyday_words(),
            filed_here=frozenset(versioned),
        )
        _KEPT.state = state
    return _KEPT.index


def _state() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return tuple(cursor.fetchone())
