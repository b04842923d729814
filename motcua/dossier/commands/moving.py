"""One dossier in one unit of work: locked, moved in memory, written by `save` at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.dossier.commands.numbering import draw_code, draw_receipt_number
from motcua.dossier.law import law_held, law_of
from motcua.dossier.rows import facts_of
from motcua.dossier.rules import alarms, late_entry
from motcua.dossier.rules.decide import decide
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.law import Law
from motcua.dossier.types import Accept, Command, Event, Holder, Locked, Moved, Received, write
from motcua.journal.commands import Unit
from motcua.journal.types import StreamHead
from motcua.kernel import reference, statements
from motcua.kernel.types import Refusal, Refused, granted
from motcua.parties.types import TextRef

VERSION = 1
"""The version in which every event of the heart is written today."""

_LOCK = f"""
SELECT facts, stream_sequence, stream_digest, stream_at, {reference.EDITIONS}
FROM dossier_dossier WHERE id = %s FOR NO KEY UPDATE
"""  # noqa: S608 - built from constants; every value is bound


def lock(unit: Unit, dossier_id: int, *, seen: int | None) -> Locked:
    """Locks the dossier's row and reads it: one statement, which also tells whether the reference data have changed.

    `seen` is the sequence the person looked at; None: nobody looked. Raises Refused: `no_such_dossier`, `moved_on`.
    """
    row = statements.row(_LOCK, [dossier_id])
    if row is None:
        raise Refused(Refusal("no_such_dossier"))
    stored, sequence, digest, at, editions = row
    reference.hold(editions)
    head = StreamHead(f"dossier/{dossier_id}", sequence, bytes(digest), at)
    unit.require_seen(head, seen)
    facts = facts_of(stored)
    law = law_of(facts)
    return Locked(dossier_id, facts, head, law.version, law.regime, law.calendar, law.desk, stored=facts)


def apply(
    unit: Unit,
    locked: Locked,
    command: Command,
    *,
    at: datetime | None = None,
    late_reason: TextRef | None = None,
    may_enter_late: bool = False,
) -> Locked:
    """Lets the law decide the command and queues what it means. Raises Refused with the law's own refusal.

    `at` is given for a late entry (clock rule 2): the instant at which it happened, which may lie before the unit's own
    recording with the right (`may_enter_late`) and a reason. Without it the move happens now: at the unit's instant, or
    at the last entry's if that is later.
    """
    law = law_held(locked)
    moment = moment_of(unit, locked.head, law, at=at, late_reason=late_reason, may_enter_late=may_enter_late)
    if isinstance(command, Accept):
        law = replace(law, regime=catalogue.regime_on(moment.date()))
    events = granted(decide(locked.facts, command, at=moment, law=law))
    numbered = (numbered_receipt(event, moment) if isinstance(event, Received) else event for event in events)
    moved = append(unit, locked, numbered, at=moment, late_reason=late_reason)
    return replace(moved, regime=law.regime)


def move(unit: Unit, locked: Locked, holder: Holder) -> Locked:
    """The dossier lies on another desk; nothing is written when it lies there already."""
    if locked.facts.holder == holder:
        return locked
    return append(unit, locked, [Moved(holder)], at=_now(unit, locked.head))


def record(unit: Unit, locked: Locked, *, kind: str, version: int, body: Mapping[str, Any]) -> Locked:
    """Queues an entry of another room's kind in the dossier's stream; the legal facts stay what they are."""
    return replace(locked, head=unit.append(locked.head, kind=kind, version=version, body=body))


def require_late_entry(unit: Unit, locked: Locked, *, late_reason: TextRef, may_enter_late: bool) -> None:
    """Sees to it that the unit's past instant may be entered here, also where the heart decides nothing (clock rule 2).

    Raises Refused: `in_the_future`, `past_needs_right`, `past_before_last_move`, `past_too_far`.
    """
    law = law_held(locked)
    moment_of(unit, locked.head, law, at=None, late_reason=late_reason, may_enter_late=may_enter_late)


def fire_alarm(unit: Unit, locked: Locked, at: datetime) -> Locked:
    """Rings every alarm whose instant has come, in order, and leaves the next one in the row.

    Nothing is due any more when somebody else was quicker: then nothing is queued, and saving only writes the row.
    """
    moment = max(at, locked.head.at or at)
    while rung := alarms.fire(locked.facts, at=moment):
        locked = append(unit, locked, rung, at=moment)
    return locked


def moment_of(
    unit: Unit,
    head: StreamHead,
    law: Law,
    *,
    at: datetime | None,
    late_reason: TextRef | None,
    may_enter_late: bool,
) -> datetime:
    """The legal instant of a move. Raises Refused: `in_the_future`, `past_needs_right`, `past_needs_reason` …

    It is a late entry when an instant is given, or a reason: then the unit's own instant is the one that is past.
    """
    if at is None and late_reason is None:
        return _now(unit, head)
    happened_at = at or unit.at
    objection = late_entry.objection(
        happened_at,
        now=unit.recorded_at,
        last_at=head.at,
        has_reason=late_reason is not None,
        has_right=may_enter_late,
        law=law,
    )
    if objection is not None:
        raise Refused(objection)
    return happened_at if head.at is None else max(happened_at, head.at)


def append(
    unit: Unit, locked: Locked, events: Iterable[Event], *, at: datetime, late_reason: TextRef | None = None
) -> Locked:
    """Queues the events behind the head and folds them into the facts."""
    facts, head = locked.facts, locked.head
    beside = {} if late_reason is None else {"late_entry_reason": late_reason.body()}
    for event in events:
        head = unit.append(head, kind=event.kind, version=VERSION, body=write(event) | beside, at=at)
        facts = evolve(facts, event, at=at)
    return replace(locked, facts=facts, head=head)


def numbered_receipt(received: Received, at: datetime) -> Received:
    """The receipt with its code, and its line in the book where one is kept: drawn last, so that none is held long."""
    code = draw_code(received.subject.resolving_agency_id, at.date())
    return replace(received, code=code, receipt_number=draw_receipt_number(received.receipt_book, at.date()))


def _now(unit: Unit, head: StreamHead) -> datetime:
    return unit.at if head.at is None else max(unit.at, head.at)
