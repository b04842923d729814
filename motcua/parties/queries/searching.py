"""Finding people and their declarations while somebody types."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.parties.rules import content
from motcua.parties.types import KnownParty, Party, Sight

_LONGEST_SYLLABLE = 6
"""A single word of a name is searched only when longer than the common family names: it is then no syllable of many."""
_SHORTEST_NUMBER = 4
_A_NUMBER = re.compile(r"\+?[A-Za-z]{0,3}[0-9]+[0-9A-Za-z]*")
_MOST_OF_ONE_NAME = 500
"""A name that fits more often is too common to choose from: finding the latest would mean reading them all."""
_MOST_OF_ONE_NUMBER = 200


def search(typed: str, *, limit: int = 50) -> list[int] | Refusal:
    """The ids of declarations that name somebody by the words of a name, the beginning of a number or a telephone.

    A name finds the latest declarations first, a number the nearest number. Marks and case do not matter, the last
    word may be unfinished.
    """
    found = _matches(typed)
    if isinstance(found, Refusal):
        return found
    return list(dict.fromkeys(match.declaration for match in found))[:limit]


def known_parties(typed: str, *, sight: Sight | None = None, limit: int = 10) -> list[KnownParty] | Refusal:
    """Everybody who declared before and fits what is being typed, as last declared, once each.

    With `sight` only what stands in declarations that the reader may see.
    """
    found = _matches(typed)
    if isinstance(found, Refusal):
        return found
    seen = sight(frozenset(match.declaration for match in found)) if sight is not None else None
    known: dict[object, list[tuple[_Match, Party]]] = {}
    for match in sorted(found, key=lambda one: -one.id):
        if seen is None or match.declaration in seen:
            party = content.party_from(match.content)
            who = (party.identity.kind, party.identity.number) if party.identity else (fold(party.name), party.born)
            known.setdefault(who, []).append((match, party))
    return [_known(ones) for ones in list(known.values())[:limit]]


def known_party(entry: int) -> KnownParty | None:
    """Whoever was offered by that place in a declaration, as he stands there; None where there is nobody (any more)."""
    found = _rows(_BY_ENTRY, [entry])
    return _known([(match, content.party_from(match.content)) for match in found]) if found else None


def _known(ones: Sequence[tuple["_Match", Party]]) -> KnownParty:
    """One party, from all the places in which it was found, the latest first."""
    latest, party = ones[0]
    declarations = dict.fromkeys(match.declaration for match, _ in ones)
    return KnownParty(latest.id, party, latest.declared_at, tuple(declarations))


@dataclass(frozen=True, slots=True)
class _Match:
    id: int
    declaration: int
    content: str
    declared_at: datetime


_COLUMNS = (
    "SELECT p.id, p.declaration_id, p.content, d.declared_at"
    " FROM parties_declaredparty p JOIN parties_declaration d ON d.id = p.declaration_id"
    " WHERE p.role <> 'sender' AND "
)
"""Who has only sent a feedback is offered to nobody: it may be about the very people who would find him."""
_BY_NAME = (
    _COLUMNS  # noqa: S608 - our own words only; what was typed goes in as a value
    + "p.id IN (SELECT id FROM parties_declaredparty WHERE name_folded IS NOT NULL"
    " AND to_tsvector('simple', name_folded) @@ to_tsquery('simple', %s) LIMIT %s) ORDER BY p.id DESC"
)
_BY_ENTRY = _COLUMNS + "p.id = %s AND p.content IS NOT NULL"
_BY_NUMBER = _COLUMNS + "p.identity_number LIKE %s ORDER BY p.identity_number, p.id DESC LIMIT %s"
_BY_PHONE = _COLUMNS + "p.phone LIKE %s ORDER BY p.phone, p.id DESC LIMIT %s"


def _matches(typed: str) -> list[_Match] | Refusal:
    number = re.sub(r"[\s.\-]", "", typed)
    if _A_NUMBER.fullmatch(number):
        return _matches_of_number(number)
    words = fold(typed).split()
    if not words or (len(words) == 1 and len(words[0]) <= _LONGEST_SYLLABLE):
        return Refusal("search_too_broad")
    found = _rows(_BY_NAME, [" & ".join([*words[:-1], f"{words[-1]}:*"]), _MOST_OF_ONE_NAME + 1])
    if len(found) > _MOST_OF_ONE_NAME:
        return Refusal("search_too_many", {"most": _MOST_OF_ONE_NAME})
    return found


def _matches_of_number(number: str) -> list[_Match] | Refusal:
    if len(number) < _SHORTEST_NUMBER:
        return Refusal("search_too_broad")
    national = re.sub(r"^\+?84(?=[0-9]{4})", "0", number)
    return _rows(
        f"({_BY_NUMBER}) UNION ALL ({_BY_PHONE})",
        [f"{number.upper()}%", _MOST_OF_ONE_NUMBER, f"{national}%", _MOST_OF_ONE_NUMBER],
    )


def _rows(statement: str, values: list[Any]) -> list[_Match]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_Match(*row) for row in cursor.fetchall()]
