"""The statements that write rows: one wide one for a dossier, whatever changed in it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from motcua.dossier.rows import COLUMNS, row_of
from motcua.dossier.types import Involved, Locked
from motcua.journal.commands import Unit
from motcua.journal.types import HEAD_COLUMNS
from motcua.kernel import statements

_NAMES = (*COLUMNS, *HEAD_COLUMNS)
_TYPES = (*(kind for kind, _ in COLUMNS.values()), "bigint", "bytea", "timestamp")
_PLACES = [f"%s::{kind}" for kind in _TYPES]

# Built from the columns above; every value is bound.
_INSERT = f"INSERT INTO dossier_dossier (id, {', '.join(_NAMES)}) VALUES (%s, {', '.join(_PLACES)})"  # noqa: S608 - built from the names of our own columns; every value is bound
_UPDATE = f"""
UPDATE dossier_dossier SET {", ".join(f"{name} = {place}" for name, place in zip(_NAMES, _PLACES, strict=True))}
WHERE id = %s
"""  # noqa: S608 - built from the names of our own columns; every value is bound
_COPY_DOSSIERS = f"COPY dossier_dossier (id, {', '.join(_NAMES)}) FROM STDIN"
_COPY_INVOLVED = "COPY dossier_involvement (dossier_id, agency_id, role, begins_at, ends_at) FROM STDIN"
_INVOLVE = """
INSERT INTO dossier_involvement (dossier_id, agency_id, role, begins_at, ends_at)
SELECT %s, * FROM unnest(%s::bigint[], %s::text[], %s::timestamp[], %s::timestamp[])
"""

ID_SEQUENCE = "dossier_dossier_id_seq"


def next_id() -> int:
    """The number of a dossier that is about to begin; its stream is named by it. One not used leaves no trace."""
    return next_ids(1)[0]


def next_ids(count: int) -> list[int]:
    """Many of them, in one statement."""
    drawn = statements.rows("SELECT nextval(%s::text::regclass) FROM generate_series(1, %s)", [ID_SEQUENCE, count])
    return [int(number) for (number,) in drawn]


def save(unit: Unit, locked: Locked, *, beside: Sequence[tuple[str, Sequence[Any]]] = ()) -> None:
    """Writes the row as the queued entries leave it: one statement, together with whoever became involved.

    Called once, after everything was applied. The lock taken by `lock`, or the new number, makes it nobody else's.
    `beside` are data-changing statements of other rooms with their parameters, sent to the server as one with ours.
    """
    values = _values(locked)
    joining = _joining(locked)
    begins = locked.stored is None
    sent = [*beside, (_INSERT, [locked.id, *values]) if begins else (_UPDATE, [*values, locked.id])]
    if joining:
        sent.append((_INVOLVE, _columns_of(locked.id, joining)))
    *others, (last, _) = sent
    parts = ", ".join(f"part{place} AS ({statement})" for place, (statement, _) in enumerate(others))
    parameters = [value for _, values in sent for value in values]
    statements.execute(f"WITH {parts} {last}" if others else last, parameters)


def _values(locked: Locked) -> list[Any]:
    return [*row_of(locked.facts).values(), locked.head.sequence, locked.head.digest, locked.head.at]


def _joining(locked: Locked) -> Sequence[Involved]:
    """Those involved now that the rows do not know yet; involvements are only ever added."""
    known = 0 if locked.stored is None else len(locked.stored.involved)
    return locked.facts.involved[known:]


def _columns_of(dossier_id: int, joining: Sequence[Involved]) -> list[Any]:
    return [
        dossier_id,
        [one.agency_id for one in joining],
        [one.role.value for one in joining],
        [one.begins_at for one in joining],
        [one.ends_at for one in joining],
    ]


def save_many(unit: Unit, begun: Sequence[Locked]) -> None:
    """Writes many dossiers that this unit of work began, by two COPY statements. Raises ValueError for a locked one."""
    if any(locked.stored is not None for locked in begun):
        raise ValueError("Only dossiers that are not written yet are copied.")
    with connection.cursor() as cursor:
        with cursor.copy(_COPY_DOSSIERS) as copy:
            for locked in begun:
                copy.write_row((locked.id, *_values(locked)))
        with cursor.copy(_COPY_INVOLVED) as copy:
            for locked in begun:
                for one in locked.facts.involved:
                    copy.write_row((locked.id, one.agency_id, one.role.value, one.begins_at, one.ends_at))
