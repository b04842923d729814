"""A dossier in the hands of one command."""

from dataclasses import dataclass

from motcua.catalogue.types import ProcedureVersion, Regime
from motcua.dossier.types.facts import Facts
from motcua.journal.types import StreamHead
from motcua.worktime.types import Calendar, Desk


@dataclass(frozen=True, slots=True)
class Locked:
    """A dossier whose row this unit of work has locked, or is about to write for the first time.

    `facts` and `head` are as the queued entries leave them, `stored` as the row has them (None: not yet written).
    `version`, `regime` and `calendar` are the law it stands under; `desk` took its papers, where it has hours of its
    own.
    """

    id: int
    facts: Facts
    head: StreamHead
    version: ProcedureVersion
    regime: Regime
    calendar: Calendar
    desk: Desk | None = None
    stored: Facts | None = None
