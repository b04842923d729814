"""Printing the record of a destruction: counted, and marked when it is not the first time."""

from datetime import datetime

from motcua.archive.queries.minutes import minutes
from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet


def print_minutes(*, actor: Actor, scope: Scope, at: datetime, destruction_id: int, sheet: Sheet) -> bytes:
    """Biên bản tiêu hủy, as PDF dated the day on which it was finished.

    Raises Refused: `archive_absent`, `archive_not_finished`, `archive_nothing_destroyed`.
    """
    paper, finished_at = minutes(scope, destruction_id, today=at.date())
    name = f"destruction/{destruction_id}"
    return papers.print_paper(paper, name=name, dated=finished_at, actor=actor, scope=scope, at=at, sheet=sheet)
