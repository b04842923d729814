"""The few statements that every command sends: planned by the server once for each connection, then only executed.

Elsewhere a statement's values are written into its text, and the server plans it anew each time; for the wide rows of a
dossier the planning costs more than the writing.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper

from motcua.kernel.engine.base import DatabaseWrapper

_STATEMENTS_KNOWN = 256


def execute(sql: str, parameters: Sequence[Any] = ()) -> None:
    """Sends a statement whose places are written `%s`, each with a cast where the server cannot know its type."""
    with _sent(sql, parameters):
        pass


def rows(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The same for a statement that answers with rows."""
    with _sent(sql, parameters) as cursor:
        return list(cursor.fetchall())


def row(sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Its first row, or None."""
    with _sent(sql, parameters) as cursor:
        first: tuple[Any, ...] | None = cursor.fetchone()
        return first


def _sent(sql: str, parameters: Sequence[Any]) -> CursorWrapper:
    cursor = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS]).planned_cursor()
    cursor.execute(_numbered(sql), list(parameters))
    return cursor


@lru_cache(maxsize=_STATEMENTS_KNOWN)
def _numbered(sql: str) -> str:
    """The statement with its places numbered, as the server writes them."""
    first, *others = sql.split("%s")
    numbers = count(1)
    return first + "".join(f"${next(numbers)}{part}" for part in others)
