"""The people and kinds of the journal's own tests: folders that clerks receive and appraise."""

from datetime import datetime
from typing import Any

from motcua.journal.commands import Unit, recording
from motcua.journal.models import Stream
from motcua.journal.types import Kind, StreamHead, declare_kinds, declared_kinds
from motcua.kernel.types import Actor, ActorKind

RECEIVED = "folder.received"
APPRAISED = "folder.appraised"
NINE = datetime(2026, 2, 13, 9, 0)

for _name in (RECEIVED, APPRAISED):
    if _name not in declared_kinds():
        declare_kinds(Kind(_name))


def clerk(number: int) -> Actor:
    """An officer of agency 1."""
    return Actor(ActorKind.OFFICER, f"clerk-{number}", post_id=number, agency_id=1)


def head_of(stream: str) -> StreamHead:
    """Where the folder stands."""
    row = Stream.objects.filter(name=stream).first()
    return row.head if row else StreamHead(stream)


def move(stream: str, *, unit: Unit, kind: str = RECEIVED, body: dict[str, Any] | None = None) -> StreamHead:
    """Moves a folder within a unit of work."""
    return unit.append_named(stream, kind=kind, version=1, body=body or {"sheets": 1})


def moved(*streams: str, at: datetime = NINE, by: int = 7) -> None:
    """Moves each of the folders, in one unit of work."""
    with recording(actor=clerk(by), at=at) as unit:
        for stream in streams:
            move(stream, unit=unit)
