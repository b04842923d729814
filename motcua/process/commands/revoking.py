"""Taking back what was issued: a number whose paper was never signed, a result that must not stand or was wrong."""

from datetime import date, datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers import queries as registers
from motcua.papers.types import NewResult
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.registers import keeps_register


def void_result_number(
    *, actor: Actor, scope: Scope, at: datetime, place: str, reason: str, key: RequestKey | None = None
) -> None:
    """The clerk or the leader of the agency voids a number that bears no result, because its signing failed.

    Raises Refused: `number_absent` (also another agency's), `reason_missing`, and what the register refuses.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if not keeps_register(scope, int(place.partition("/")[0]) if place.partition("/")[0].isdecimal() else 0):
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
        if not keeps_register(scope, registers.result(result).agency_id):
            raise Refused(Refusal("result_absent"))
        papers.revoke_result(unit, key=result, reason=parties.write_text(unit, _told(reason), TextPurpose.REASON))
        unit.answer({"result": result})


def replace_result(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    result: str,
    reason: str,
    number: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    on_paper: bool = True,
    key: RequestKey | None = None,
) -> str:
    """The clerk or the leader of the agency enters the corrected paper that takes the place of a result; its key.

    Left empty, its number is the next one of the register from which the other came; what was numbered elsewhere needs
    the number it was given (`result_number_missing`). It is issued today, to the same owner, for the same dossier.
    Raises Refused: as `revoke_result`, and `result_ends_before_it_begins`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return str(unit.earlier_answer["result"])
        old = registers.result(result)
        if not keeps_register(scope, old.agency_id):
            raise Refused(Refusal("result_absent"))
        why = _told(reason)
        series = old.place.split("/")[1] if old.place and not number.strip() else ""
        if not series and not number.strip():
            raise Refused(Refusal("result_number_missing", {"number": old.number}))
        by = NewResult(
            number=number.strip(),
            kind_code=old.kind_code,
            kind_name=old.kind_name,
            agency_id=old.agency_id,
            holder=old.holder,
            owner=old.owner,
            issued_on=at.date(),
            valid_from=valid_from,
            valid_to=valid_to,
            on_paper=on_paper,
        )
        written = parties.write_text(unit, why, TextPurpose.REASON)
        entered = papers.replace_result(unit, key=result, by=by, reason=written, series=series)
        unit.answer({"result": entered.key})
        return entered.key


def _told(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal("reason_missing"))
    return reason.strip()
