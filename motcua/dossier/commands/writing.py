"""The statements that write rows: one wide one for a dossier, whatever changed in it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg.types.json import Json

from motcua.dossier.rows import COLUMNS, row_of
from motcua.dossier.types import Involved, Locked
from motcua.journal.commands import Unit
from motcua.journal.types import HEAD_COLUMNS
from motcua.kernel import statements

_TYPES = {
    "id": "bigint",
    **{name: kind for name, (kind, _) in COLUMNS.items()},
    **dict(zip(HEAD_COLUMNS, ("bigint", "bytea", "timestamp"), strict=True)),
}
_NAMES = tuple(_TYPES)
_WRITTEN = f"json_to_recordset(%s::json) AS w ({', '.join(f'{name} {kind}' for name, kind in _TYPES.items())})"
_INSERT = f"INSERT INTO dossier_dossier ({', '.join(_NAMES)}) SELECT * FROM {_WRITTEN}"  # noqa: S608 - built from the names of our own columns; every value is bound
_UPDATE = f"""
UPDATE dossier_dossier AS d SET {", ".join(f"{name} = w.{name}" for name in _NAMES if name != "id")}
FROM {_WRITTEN} WHERE d.id = w.id
"""  # noqa: S608 - built from the names of our own columns; every value is bound
_COPY_DOSSIERS = f"COPY dossier_dossier ({', '.join(_NAMES)}) FROM STDIN"
_COPY_INVOLVED = "COPY dossier_involvement (dossier_id, agency_id, role, begins_at, ends_at) FROM STDIN"
_INVOLVE = """
INSERT INTO dossier_involvement (dossier_id, agency_id, role, begins_at, ends_at)
SELECT *
FROM json_to_recordset(%s::json) AS i (dossier_id bigint, agency_id bigint, role text, begins_at timestamp,
                                       ends_at timestamp)
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
    joining = _joining(locked)
    sent = [*beside, (_INSERT if locked.stored is None else _UPDATE, [statements.recordset([_row(locked)])])]
    if joining:
        sent.append((_INVOLVE, [statements.recordset([_involvement(locked.id, one) for one in joining])]))
    *others, (last, _) = sent
    parts = ", ".join(f"part{place} AS ({statement})" for place, (statement, _) in enumerate(others))
    parameters = [value for _, values in sent for value in values]
    statements.execute(f"WITH {parts} {last}" if others else last, parameters)


def _row(locked: Locked) -> dict[str, Any]:
    head = locked.head
    return {
        "id": locked.id,
        **row_of(locked.facts),
        **dict(zip(HEAD_COLUMNS, (head.sequence, head.digest, head.at), strict=True)),
    }


def _joining(locked: Locked) -> Sequence[Involved]:
    """Those involved now that the rows do not know yet; involvements are only ever added."""
    known = 0 if locked.stored is None else len(locked.stored.involved)
    return locked.facts.involved[known:]


def _involvement(dossier_id: int, one: Involved) -> dict[str, Any]:
    return {
        "dossier_id": dossier_id,
        "agency_id": one.agency_id,
        "role": one.role.value,
        "begins_at": one.begins_at,
        "ends_at": one.ends_at,
    }


def save_many(unit: Unit, begun: Sequence[Locked]) -> None:
    """Writes many dossiers that this unit of work began, by two COPY statements. Raises ValueError for a locked one."""
    if any(locked.stored is not None for locked in begun):
        raise ValueError("Only dossiers that are not written yet are copied.")
    with connection.cursor() as cursor:
        with cursor.copy(_COPY_DOSSIERS) as copy:
            for locked in begun:
                row = _row(locked)
                copy.write_row((*(row | {"facts": Json(row["facts"])}).values(),))
        with cursor.copy(_COPY_INVOLVED) as copy:
            for locked in begun:
                for one in locked.facts.involved:
                    copy.write_row((*_involvement(locked.id, one).values(),))
