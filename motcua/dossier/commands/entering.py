"""How a dossier comes into being: received at a counter or by post, or filed online."""

from dataclasses import replace
from datetime import datetime

from motcua.dossier import models
from motcua.dossier.commands.moving import VERSION, moment_of
from motcua.dossier.commands.numbering import (
    Numbered,
    draw_filing_number,
    draw_one,
    draw_receipt_number,
    keep_apart,
    take_reserved,
)
from motcua.dossier.commands.writing import next_id
from motcua.dossier.law import calendar_key_of, law_on
from motcua.dossier.rules import decide, taking_over
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.law import Law
from motcua.dossier.types import Event, Holder, Intake, Locked, ReservedCode, TakenOver, write
from motcua.journal.commands import Unit
from motcua.journal.types import StreamHead
from motcua.kernel.types import Refusal, Refused, granted
from motcua.parties.types import TextRef


def receive(
    unit: Unit,
    intake: Intake,
    *,
    holder: Holder,
    at: datetime | None = None,
    late_reason: TextRef | None = None,
    may_enter_late: bool = False,
    numbered: Numbered | None = None,
    reserved: ReservedCode | None = None,
) -> Locked:
    """Receives a complete dossier: draws its code and starts its clock. The row is written by `save`.

    `holder` is the desk on which it lies first. `at` is given for a late entry (clock rule 2). `numbered` is what bulk
    work drew beforehand, `reserved` the code that the person has on paper.

    Raises Refused: `version_expired`, `version_not_yet_in_force`, `channel_not_open`, `term_undecided`,
    `missing_component`, those of a late entry, and those of `numbering.take_reserved`.
    """
    day = (at or unit.at).date()
    calendar_key = calendar_key_of(intake.subject, on=day)
    law = law_on(day, intake.subject, calendar_key=calendar_key, desk_key=intake.desk_key)
    head = StreamHead("")
    moment = moment_of(unit, head, law, at=at, late_reason=late_reason, may_enter_late=may_enter_late)
    received = granted(decide.receive(intake, at=moment, law=law, holder=holder, calendar_key=calendar_key))
    if numbered is None:
        resolving = received.subject.resolving_agency_id
        if reserved is None:
            numbered = draw_one(resolving, moment.date())
        else:
            numbered = take_reserved(reserved, agency_id=resolving, day=moment.date())
        received = replace(received, receipt_number=draw_receipt_number(received.receipt_book, moment.date()))
    received = replace(received, code=numbered.code)
    return _begun(unit, numbered.id, received, law, at=moment, late_reason=late_reason)


def open_filing(unit: Unit, intake: Intake, *, holder: Holder) -> Locked:
    """Lets an online filing arrive: a number of its own, no code, no clock; the desk owes an answer (NĐ118 Đ17.2).

    Raises Refused: `version_expired`, `channel_not_open`, `term_undecided`.
    """
    day = unit.at.date()
    calendar_key = calendar_key_of(intake.subject, on=day)
    law = law_on(day, intake.subject, calendar_key=calendar_key, desk_key=intake.desk_key)
    filed = granted(decide.file(intake, at=unit.at, law=law, holder=holder, calendar_key=calendar_key))
    dossier_id = next_id()
    number = draw_filing_number(intake.subject.resolving_agency_id, day)
    return _begun(unit, dossier_id, replace(filed, filing_number=number), law, at=unit.at, late_reason=None)


def take_over(unit: Unit, taken: TakenOver, *, holder: Holder) -> Locked:
    """Takes a dossier over from another system, its code kept and its date frozen as promised; `save` writes it.

    It comes under the regime of the day it was received; the entry is of the unit's instant. Raises Refused:
    `code_taken`, `imported_state_unfit` and its like, `version_unknown`.
    """
    if models.Dossier.objects.filter(code=taken.code).exists():
        raise Refused(Refusal("code_taken", {"code": taken.code}))
    day = taken.received_at.date()
    calendar_key = calendar_key_of(taken.subject, on=day)
    law = law_on(day, taken.subject, calendar_key=calendar_key, desk_key="")
    imported = granted(taking_over.take_over(taken, law=law, holder=holder, calendar_key=calendar_key))
    keep_apart(unit, taken.code, taken.subject.resolving_agency_id, day)
    return _begun(unit, next_id(), imported, law, at=unit.at, late_reason=None)


def _begun(unit: Unit, dossier_id: int, event: Event, law: Law, *, at: datetime, late_reason: TextRef | None) -> Locked:
    beside = {} if late_reason is None else {"late_entry_reason": late_reason.body()}
    head = unit.append(
        StreamHead(f"dossier/{dossier_id}"), kind=event.kind, version=VERSION, body=write(event) | beside, at=at
    )
    facts = evolve(None, event, at=at)
    return Locked(dossier_id, facts, head, law.version, law.regime, law.calendar, law.desk)
