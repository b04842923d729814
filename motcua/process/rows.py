"""Work items as rows: how they are written, and read again."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from motcua.kernel import statements
from motcua.organisation.types import Role
from motcua.process.types import Because, Placement, Sender, WorkItem

_COLUMNS: Mapping[str, tuple[str, Callable[[WorkItem], object]]] = {
    "dossier_id": ("bigint", attrgetter("dossier_id")),
    "number": ("bigint", attrgetter("number")),
    "subject": ("text", lambda work: f"dossier/{work.dossier_id}"),
    "step_key": ("text", attrgetter("step_key")),
    "kind": ("text", attrgetter("kind")),
    "role": ("text", lambda work: work.placement.role.value),
    "agency_id": ("bigint", attrgetter("placement.agency_id")),
    "unit_id": ("bigint", attrgetter("placement.unit_id")),
    "officer_id": ("bigint", attrgetter("placement.officer_id")),
    "because": ("text", lambda work: work.placement.because.value),
    "load": ("integer", attrgetter("placement.load")),
    "opened_at": ("timestamp", attrgetter("opened_at")),
    "due_at": ("timestamp", attrgetter("due_at")),
    "held_since": ("timestamp", attrgetter("held_since")),
    "closed_at": ("timestamp", attrgetter("closed_at")),
    "action_key": ("text", attrgetter("action_key")),
    "late": ("boolean", attrgetter("late")),
    "previous_number": ("bigint", attrgetter("previous_number")),
    "papers_at": ("timestamp", attrgetter("papers_at")),
    "sent_by": ("bigint", lambda work: work.sender and work.sender.officer_id),
    "sent_from": ("bigint", lambda work: work.sender and work.sender.agency_id),
}
_CHANGING = (
    "agency_id", "unit_id", "officer_id", "because", "load", "due_at", "held_since", "closed_at", "action_key", "late",
    "sent_by", "sent_from",
)  # fmt: skip
WRITE = f"""
INSERT INTO process_workitem ({", ".join(_COLUMNS)})
SELECT * FROM json_to_recordset(%s::json) AS w ({", ".join(f"{name} {kind}" for name, (kind, _) in _COLUMNS.items())})
ON CONFLICT (dossier_id, number) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in _CHANGING)}
"""  # noqa: S608 - built from the columns above; every value is bound
"""How rows of work are written: new ones, and what changed of those that are there. Takes `written`."""
_READ = f"""
SELECT {", ".join(_COLUMNS)} FROM process_workitem WHERE dossier_id = ANY(%s) ORDER BY dossier_id, number
"""  # noqa: S608 - built from the columns above; every value is bound


def work_histories(dossier_ids: Sequence[int]) -> dict[int, list[WorkItem]]:
    """All work of these dossiers, open and done, each in the order in which it was opened: one statement."""
    histories: dict[int, list[WorkItem]] = {}
    for row in statements.rows(_READ, [list(dossier_ids)]):
        work = work_of(dict(zip(_COLUMNS, row, strict=True)))
        histories.setdefault(work.dossier_id, []).append(work)
    return histories


def work_history(dossier_id: int) -> list[WorkItem]:
    """All work of one dossier."""
    return work_histories([dossier_id]).get(dossier_id, [])


def open_work_of(dossier_id: int) -> list[WorkItem]:
    """The work that lies open for a dossier, in the order in which it was opened."""
    return [work for work in work_history(dossier_id) if work.is_open]


def work_of(row: Mapping[str, Any]) -> WorkItem:
    """A row of the table as the value that crosses the door."""
    placement = Placement(
        agency_id=row["agency_id"],
        unit_id=row["unit_id"],
        role=Role(row["role"]),
        officer_id=row["officer_id"],
        because=Because(row["because"]),
        load=row["load"],
    )
    return WorkItem(
        number=row["number"],
        dossier_id=row["dossier_id"],
        step_key=row["step_key"],
        kind=row["kind"],
        placement=placement,
        opened_at=row["opened_at"],
        due_at=row["due_at"],
        held_since=row["held_since"],
        closed_at=row["closed_at"],
        action_key=row["action_key"],
        late=row["late"],
        previous_number=row["previous_number"],
        papers_at=row["papers_at"],
        sender=None if row["sent_by"] is None else Sender(row["sent_by"], row["sent_from"]),
    )


def written(rows: Sequence[WorkItem]) -> str:
    """The rows as `WRITE` takes them."""
    return statements.recordset([{name: read(work) for name, (_, read) in _COLUMNS.items()} for work in rows])
