"""Deciding how codes are written, and setting some aside for what is received on paper."""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.dossier import commands as dossier
from motcua.dossier.types import CodePattern, ReservedCode
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


def reserve_codes(*, actor: Actor, at: datetime, agency_id: int, day: date, count: int) -> tuple[ReservedCode, ...]:
    """Sets so many codes of a resolving agency aside for what is received on paper on that day. Who may, the caller
    decides. Each is later that of a dossier (`receive`), or void (`void_reserved_codes`).
    """
    with recording(actor=actor, at=at) as unit:
        return tuple(dossier.reserve_codes(unit, agency_id, day, count))


def void_reserved_codes(*, actor: Actor, at: datetime, codes: Sequence[ReservedCode]) -> None:
    """Codes of one agency and day that were set aside and are on no dossier: they stay accounted for, as void.

    Raises LookupError when one of them is on a dossier, or void already.
    """
    with recording(actor=actor, at=at) as unit:
        dossier.void_reserved(unit, codes)
