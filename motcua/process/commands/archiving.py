"""What the archive takes from a finished dossier: files past their period, by decision."""

from collections.abc import Mapping
from datetime import date

from motcua.dossier import commands as dossier
from motcua.journal.commands import Unit


def lose_papers(
    unit: Unit, dossier_id: int, attachments: Mapping[int, str], *, decision: str, decided_on: date
) -> None:
    """The dossier has these files no more, and its stream says by which decision; inside the archive's unit of work.

    `attachments` are the digests by the rows that hold them. Raises Refused: `no_such_dossier`, `file_absent`.
    """
    locked = dossier.lock(unit, dossier_id, seen=None)
    dossier.save(unit, dossier.lose_papers(unit, locked, attachments, decision=decision, decided_on=decided_on))
