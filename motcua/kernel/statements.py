"""The few statements that every command sends: planned by the server once for each connection, then only executed.

Elsewhere a statement's values are written into its text, and the server plans it anew each time; for the wide rows of a
dossier the planning costs more than the writing.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, cast

import orjson
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.utils import CursorWrapper

from motcua.kernel.engine.base import DatabaseWrapper

_STATEMENTS_KNOWN = 256


def recordset(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as one parameter, which a statement reads by `json_to_recordset`.

    A parameter or an array for each column costs the client several times as much. Bytes and instants stand as the
    database reads them; text, numbers, lists and objects as JSON has them.
    """
    return orjson.dumps(rows, default=_spelt).decode()


def _spelt(value: object) -> str:
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    raise TypeError(f"A {type(value).__name__} is not written into a row.")


def execute(sql: str, parameters: Sequence[Any] = ()) -> None:
    """Sends a statement whose places are written `%s`, each with a cast where the server cannot know its type.

    Within a transaction nobody waits for it: what it fails with is raised where something is asked next, at the latest
    where the transaction commits.
    """
    wrapper = _wrapper()
    cursor = wrapper.planned_cursor()
    if wrapper.in_atomic_block:
        wrapper.run_ahead()
    cursor.execute(_numbered(sql), list(parameters))


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows of a statement that nobody has waited for yet."""

    _cursor: CursorWrapper
    _wrapper: DatabaseWrapper

    def rows(self) -> list[tuple[Any, ...]]:
        """They, after what was asked since."""
        if not self._wrapper.in_atomic_block:
            self._wrapper.wait_for_all()
        return list(self._cursor.fetchall())


def ask(sql: str, parameters: Sequence[Any] = ()) -> Asked:
    """Sends a statement that answers with rows, together with the next one: one journey for two.

    Outside of a transaction the two are one. One at a time: its rows are taken before another is asked so.
    """
    wrapper = _wrapper()
    cursor = wrapper.second_cursor()
    cursor.execute(_numbered(sql), list(parameters))
    return Asked(cursor, wrapper)


def rows(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The same for a statement that answers with rows."""
    return list(_sent(sql, parameters).fetchall())


def row(sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Its first row, or None."""
    first: tuple[Any, ...] | None = _sent(sql, parameters).fetchone()
    return first


def _sent(sql: str, parameters: Sequence[Any]) -> CursorWrapper:
    wrapper = _wrapper()
    cursor = wrapper.planned_cursor()
    try:
        cursor.execute(_numbered(sql), list(parameters))
    except Error:
        # What was asked before has failed, and the server said so before this one went out.
        if not wrapper.in_atomic_block:
            with suppress(Error):
                wrapper.wait_for_all()
        raise
    if not wrapper.in_atomic_block:
        wrapper.wait_for_all()
    return cursor


def _wrapper() -> DatabaseWrapper:
    return cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])


@lru_cache(maxsize=_STATEMENTS_KNOWN)
def _numbered(sql: str) -> str:
    """The statement with its places numbered, as the server writes them."""
    first, *others = sql.split("%s")
    numbers = count(1)
    return first + "".join(f"${next(numbers)}{part}" for part in others)
