"""Taking back what was issued: a number whose paper was never signed, a result that must not stand or was wrong."""

from datetime import date, datetime
from typing import BinaryIO

from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import commands as papers
from motcua.papers import queries as registers
from motcua.papers.types import Accepted, Attached, MediaType, NewResult, Result
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.course import Course
from motcua.process.register_sight import keeps_register
from motcua.process.results import dossier_of
from motcua.process.types import ResultEntry

CORRECTED = "corrected_result"
"""As what the electronic copy of a corrected paper lies beside that of the one whose place it takes."""


def void_result_number(
    *, actor: Actor, scope: Scope, at: datetime, place: str, reason: str, key: RequestKey | None = None
) -> None:
    """The clerk or the leader of the agency voids a number that bears no result, because its signing failed.

    Of an agency that ended, those of its heir do.
    Raises Refused: `number_absent` (also another agency's), `reason_missing`, and what the register refuses.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        drawn = registers.number_in_register(place).number
        if drawn is None or not keeps_register(scope, drawn.agency_id, on=at.date()):
            raise Refused(Refusal("number_absent"))
        papers.void_number(unit, place=place, reason=parties.write_text(unit, _told(reason), TextPurpose.REASON))
        unit.answer({"place": place})


def revoke_result(
    *, actor: Actor, scope: Scope, at: datetime, result: str, reason: str, key: RequestKey | None = None
) -> None:
    """The clerk or the leader of the agency that issued a result enters that it is revoked, with the reason.

    Where that agency has ended, those of its heir do. The dossier for which it was issued tells of it too.
    Raises Refused: `result_absent` (also another agency's), `reason_missing`, `result_revoked_already`,
    `result_replaced_already`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        revoked, why = _kept(result, scope, at=at), _told(reason)
        course = _course_of(unit, revoked)
        written = parties.write_text(unit, why, TextPurpose.REASON)
        papers.revoke_result(unit, key=result, reason=written)
        if course is not None:
            body = {"result": revoked.key, "number": revoked.number, "reason": written.body()}
            course.note(ResultEntry.REVOKED, body)
            course.save()
        unit.answer({"result": result})


def accept_result_copy(
    *, scope: Scope, at: datetime, result: str, content: BinaryIO | bytes, name_hint: str
) -> Accepted:
    """Examines the electronic copy of the paper that is to take the place of a result, and its signatures.

    The first half of replacing with a copy, outside any unit. Raises Refused: `result_absent` (before the content is
    touched), `result_copy_not_pdf`, `result_copy_known`, and what is wrong with the file (as `accept_paper`).
    """
    _kept(result, scope, at=at)
    accepted = papers.accept_file(content, name_hint=name_hint, on=at.date(), at=at)
    if accepted.file.media_type != MediaType.PDF:
        raise Refused(Refusal("result_copy_not_pdf"))
    _require_new(accepted)
    return accepted


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
    copy: Accepted | None = None,
    key: RequestKey | None = None,
) -> str:
    """The clerk or the leader of the agency enters the corrected paper that takes the place of a result; its key.

    Left empty, its number is the next one of the register from which the other came; what was numbered elsewhere needs
    the number it was given (`result_number_missing`). It is issued today, to the same owner, for the same dossier; by
    the heir, where the agency that issued the other has ended. `copy` is its electronic copy, accepted beforehand: it
    lies with the other's from then on.
    Raises Refused: as `revoke_result`, `result_ends_before_it_begins`, `result_copy_known`, `file_store_unreachable`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return str(unit.earlier_answer["result"])
        old = _kept(result, scope, at=at)
        why = _told(reason)
        series = old.place.split("/")[1] if old.place and not number.strip() else ""
        if not series and not number.strip():
            raise Refused(Refusal("result_number_missing", {"number": old.number}))
        course = _course_of(unit, old)
        held = _attached(unit, old, copy) if copy is not None else None
        by = NewResult(
            number=number.strip(),
            kind_code=old.kind_code,
            kind_name=old.kind_name,
            agency_id=organisation.heir_of(old.agency_id, on=at.date()),
            holder=old.holder,
            owner=old.owner,
            issued_on=at.date(),
            valid_from=valid_from,
            valid_to=valid_to,
            on_paper=on_paper,
            file=held.file.digest if held is not None else "",
        )
        written = parties.write_text(unit, why, TextPurpose.REASON)
        entered = papers.replace_result(unit, key=result, by=by, reason=written, series=series)
        if course is not None:
            body = {
                "result": entered.key,
                "number": entered.number,
                "instead_of": old.key,
                "attachment": held.id if held is not None else None,
                "file": entered.file,
                "reason": written.body(),
            }
            course.note(ResultEntry.CORRECTED, body)
            course.save()
        unit.answer({"result": entered.key})
        return entered.key


def _kept(key: str, scope: Scope, *, at: datetime) -> Result:
    """The result, where this person keeps the register it stands in. Raises Refused: `result_absent`."""
    found = registers.result(key)
    if not keeps_register(scope, found.agency_id, on=at.date()):
        raise Refused(Refusal("result_absent"))
    return found


def _course_of(unit: Unit, old: Result) -> Course | None:
    """The dossier for which it was issued, locked before its papers are; its keeper need not see it any more."""
    dossier_id = dossier_of(old.holder)
    return Course.load(unit, dossier_id, scope=EVERYTHING, seen=None) if dossier_id is not None else None


def _attached(unit: Unit, old: Result, copy: Accepted) -> Attached:
    """The copy, where the one of the other result lies, so that it is opened and kept as that one is."""
    _require_new(copy)
    return papers.attach(papers.keep_file(copy, unit=unit), holder=old.holder, kind=CORRECTED, unit=unit)


def _require_new(copy: Accepted) -> None:
    """Two results with one copy could not be told apart by whoever verifies the file."""
    try:
        registers.token_of_file(copy.file.digest)
    except Refused:
        return
    raise Refused(Refusal("result_copy_known"))


def _told(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal("reason_missing"))
    return reason.strip()
