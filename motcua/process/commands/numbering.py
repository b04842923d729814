"""Deciding how codes are written."""

from datetime import datetime

from motcua.dossier import commands as dossier
from motcua.dossier.types import CodePattern
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Standing
from motcua.process.numbering import numbered_by


def decide_code_pattern(
    *, actor: Actor, standing: Standing, at: datetime, pattern: CodePattern, key: RequestKey | None = None
) -> None:
    """Decides how the codes of an agency, or of all, are written from a later day on; into the journal.

    Raises Refused: `codes_not_yours_to_decide`, and what makes it no pattern (`dossier.commands.set_code_pattern`).
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if not numbered_by(standing).covers(pattern.agency_id):
            raise Refused(Refusal("codes_not_yours_to_decide"))
        dossier.set_code_pattern(unit, pattern)
        unit.answer({"valid_from": pattern.valid_from.isoformat()})
