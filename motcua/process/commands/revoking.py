"""Taking back what was issued: a number whose paper was never signed, a result that must not stand."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role, Scope
from motcua.papers import commands as papers
from motcua.papers import queries as registers
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.rules.authority import may_work

_OF_THE_REGISTER = (Role.CLERK, Role.LEADER)


def void_result_number(
    *, actor: Actor, scope: Scope, at: datetime, place: str, reason: str, key: RequestKey | None = None
) -> None:
    """The clerk or the leader of the agency voids a number that bears no result, because its signing failed.

    Raises Refused: `number_absent` (also another agency's), `reason_missing`, and what the register refuses.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if not _keeps(scope, int(place.partition("/")[0]) if place.partition("/")[0].isdecimal() else 0):
            raise Refused(Refusal("number_absent"))
        papers.void_number(unit, place=place, reason=parties.write_text(unit, _told(reason), TextPurpose.REASON))
        unit.answer({"place": place})


def revoke_result(
    *, actor: Actor, scope: Scope, at: datetime, result: str, reason: str, key: RequestKey | None = None
) -> None:
    """The clerk or the leader of the agency that issued a result enters that it is revoked, with the reason.

    Raises Refused: `result_absent` (also another agency's), `reason_missing`, `result_revoked_already`,
    `result_replaced_already`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if not _keeps(scope, registers.result(result).agency_id):
            raise Refused(Refusal("result_absent"))
        papers.revoke_result(unit, key=result, reason=parties.write_text(unit, _told(reason), TextPurpose.REASON))
        unit.answer({"result": result})


def _keeps(scope: Scope, agency_id: int) -> bool:
    return any(may_work(scope, agency_id=agency_id, role=role) for role in _OF_THE_REGISTER)


def _told(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal("reason_missing"))
    return reason.strip()
