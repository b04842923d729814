"""A calendar changed after dossiers were received: every running date moves later or stays (clock rule 25)."""

from collections.abc import Sequence
from datetime import datetime

from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.types import Facts, RecomputeClock
from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Actor
from motcua.process.types import ClockMoved, Recomputed
from motcua.worktime.types import AffectedRange

_AT_ONCE = 200


class NotKept(Exception):  # noqa: N818 - it ends a dry run, nothing went wrong
    """A dry run is over: what was computed is undone."""


def recompute_clocks(
    *,
    actor: Actor,
    at: datetime,
    calendar_key: str,
    affected: AffectedRange,
    decision: str,
    is_dry_run: bool = False,
    at_once: int = _AT_ONCE,
) -> Recomputed:
    """Counts every date anew that days changed by a decision can touch; later moves, earlier does not.

    Each dossier gets one entry at most, with a line in its explanation. Batches of `at_once` are units of work of their
    own: stopped at any point, it is called again and goes on with those not yet counted by the calendar as it is now. A
    dry run computes the same and keeps nothing. It is not called inside a unit of work.
    """
    concerned, moves, kept, last = 0, [], 0, 0
    while ids := dossiers.concerned_by(calendar_key, affected, after_id=last, limit=at_once):
        batch: list[ClockMoved] = []
        try:
            with recording(actor=actor, at=at) as unit:
                batch = recomputed(unit, ids, decision)
                if is_dry_run:
                    raise NotKept
        except NotKept:
            pass
        concerned, last = concerned + len(ids), ids[-1]
        moves += [one for one in batch if one.after != one.before]
        kept += sum(1 for one in batch if one.after == one.before)
    return Recomputed(concerned=concerned, kept=kept, moves=tuple(moves))


def recomputed(unit: Unit, ids: Sequence[int], decision: str) -> list[ClockMoved]:
    """Counts these dossiers by the calendar as it is now, and answers those whose explanation got another line."""
    told = []
    for dossier_id in ids:
        locked = dossier.lock(unit, dossier_id, seen=None)
        clock = locked.facts.clock
        if clock is not None and clock.due_at is not None and clock.calendar == locked.calendar.label:
            continue
        after = dossier.apply(unit, locked, RecomputeClock(decision))
        if after.head == locked.head:
            continue
        dossier.save(unit, after)
        name = after.facts.code or after.facts.filing_number
        told.append(ClockMoved(dossier_id, name, _date(locked.facts), _date(after.facts)))
    return told


def _date(facts: Facts) -> datetime | None:
    """The date that somebody waits for: the dossier's, the end of its waiting, or that of a filing's answer."""
    if facts.clock is None:
        return facts.answer_due_at
    asked = facts.open_supplement
    return asked.closing_at if asked is not None else facts.clock.due_at
