"""Days off by decision: seen first with what they do to running dates, then entered, then counted (clock rule 25)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from motcua.dossier import queries as dossiers
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Standing
from motcua.process.commands.recomputing import NotKept, recomputed
from motcua.process.days_closed import closures
from motcua.process.numbering import numbered_by
from motcua.process.types import ClockMoved, DaysKind, DecidedDays, Lifting, Recomputed, Recount
from motcua.worktime import commands as worktime
from motcua.worktime import queries as calendars
from motcua.worktime.commands import Published
from motcua.worktime.types import AffectedRange, SpecialDay, SpecialKind

_AT_ONCE = 200
MOST_FORESEEN = 500
"""Dossiers that are counted to foresee what a decision does; of more only how many there are is said."""


def foresee_days(*, actor: Actor, standing: Standing, at: datetime, calendar_key: str, days: DecidedDays) -> Recount:
    """What entering these days would do to running dates; nothing is kept. Refused as entering them is."""
    _require_his(standing, days)

    def enter() -> Published:
        return _enter(actor, at, calendar_key, days, key=None)

    return _foreseen(actor, at, calendar_key, enter, decision=days.decision)


def enter_days(
    *,
    actor: Actor,
    standing: Standing,
    at: datetime,
    calendar_key: str,
    days: DecidedDays,
    key: RequestKey | None = None,
) -> str:
    """Enters the days as the calendar's next version and answers its label; running dates are counted by `recount`.

    Refused: `days_not_yours_to_decide` (days off of everybody are decided where codes of all are, closures for the
    agencies one answers for), `days_not_in_order`, and as the calendar refuses.
    """
    _require_his(standing, days)
    return _enter(actor, at, calendar_key, days, key=key).version


def foresee_lifting(*, actor: Actor, standing: Standing, at: datetime, calendar_key: str, lifting: Lifting) -> Recount:
    """What lifting a closure would do to running dates; nothing is kept. Refused as lifting it is."""
    _require_his_closure(standing, calendar_key, lifting)

    def lift() -> Published:
        return _lift(actor, at, calendar_key, lifting, key=None)

    return _foreseen(actor, at, calendar_key, lift, decision=lifting.lifted_by)


def lift_closure(
    *,
    actor: Actor,
    standing: Standing,
    at: datetime,
    calendar_key: str,
    lifting: Lifting,
    key: RequestKey | None = None,
) -> str:
    """Ends a closure earlier than it was decided, or revokes it, and answers the label of the calendar's next version.

    Refused: `days_not_yours_to_decide` where one of its agencies is somebody else's to decide for, and
    `special_day_not_entered` when no day of it lies on or after the day.
    """
    _require_his_closure(standing, calendar_key, lifting)
    return _lift(actor, at, calendar_key, lifting, key=key).version


def recount(
    *, actor: Actor, standing: Standing, at: datetime, calendar_key: str, after_id: int = 0, most: int = 1_000
) -> Recount:
    """Counts the next running dates by the calendar as it is now, from after a dossier's number on.

    Batches are units of work of their own: stopped at any point, it is called again, and what is counted already is
    passed over. Refused as `days_not_yours_to_decide` to whoever decides for no agency.
    """
    if not numbered_by(standing).agency_ids:
        raise Refused(Refusal("days_not_yours_to_decide"))
    affected = calendars.changed_since(calendar_key)
    decision = next((one.decision for one in calendars.calendar_versions(calendar_key)), "")
    moved: list[ClockMoved] = []
    seen: list[int] = []
    while len(seen) < most:
        ids = _concerned(calendar_key, affected, after_id=after_id, limit=min(_AT_ONCE, most - len(seen)))
        if not ids:
            return _told(seen, moved, is_done=True, last_id=after_id)
        with recording(actor=actor, at=at) as unit:
            moved += recomputed(unit, ids, decision)
        seen += ids
        after_id = ids[-1]
    return _told(seen, moved, is_done=False, last_id=after_id)


def _foreseen(
    actor: Actor, at: datetime, calendar_key: str, publish: Callable[[], Published], *, decision: str
) -> Recount:
    """Does it, counts the first running dates, and takes everything back."""
    told = Recount(0, Recomputed(0, 0, ()), is_done=True)
    try:
        with recording(actor=actor, at=at) as unit:
            ids = _concerned(calendar_key, publish().affected, limit=MOST_FORESEEN + 1)
            counted = ids[:MOST_FORESEEN]
            told = _told(counted, recomputed(unit, counted, decision), is_done=len(ids) <= MOST_FORESEEN)
            raise NotKept
    except NotKept:
        return told


def _lift(actor: Actor, at: datetime, calendar_key: str, lifting: Lifting, *, key: RequestKey | None) -> Published:
    return worktime.lift_closure(
        actor=actor,
        at=at,
        calendar_key=calendar_key,
        closed_by=lifting.closed_by,
        lifted_by=lifting.lifted_by,
        from_day=lifting.from_day,
        key=key,
    )


def _require_his_closure(standing: Standing, calendar_key: str, lifting: Lifting) -> None:
    if lifting.closed_by not in {one.decision for one in closures(standing, calendar_key, since=date.min)}:
        raise Refused(Refusal("days_not_yours_to_decide"))


def _enter(actor: Actor, at: datetime, calendar_key: str, days: DecidedDays, *, key: RequestKey | None) -> Published:
    objection = days.objection()
    if objection is not None:
        raise Refused(objection)
    worktime.seed(actor=actor, at=at)  # a calendar that nobody has changed yet is the one that comes with the house
    if days.kind is not DaysKind.CLOSURE:
        return worktime.enter_decree(actor=actor, at=at, calendar_key=calendar_key, days=list(_special(days)), key=key)
    named = organisation.agencies_by_id(days.agency_ids, on=at.date())
    return worktime.enter_closure(
        actor=actor,
        at=at,
        calendar_key=calendar_key,
        decision=days.decision,
        name=days.name,
        first_day=days.first_day,
        last_day=days.last_day,
        agencies=sorted(one.code for one in named.values()),
        stops_terms=days.stops_terms,
        key=key,
    )


def _special(days: DecidedDays) -> Iterable[SpecialDay]:
    if days.kind is DaysKind.SWAP and days.worked_instead is not None:
        off, worked = days.first_day, days.worked_instead
        yield SpecialDay(off, SpecialKind.SWAP_OFF, days.name, days.decision, instead_of=worked)
        yield SpecialDay(worked, SpecialKind.SWAP_WORK, days.name, days.decision, instead_of=off)
        return
    for number in range((days.last_day - days.first_day).days + 1):
        yield SpecialDay(days.first_day + timedelta(days=number), SpecialKind.HOLIDAY, days.name, days.decision)


def _require_his(standing: Standing, days: DecidedDays) -> None:
    his = numbered_by(standing)
    wanted: Iterable[int | None] = days.agency_ids if days.kind is DaysKind.CLOSURE else [None]
    if not all(his.covers(one) for one in wanted):
        raise Refused(Refusal("days_not_yours_to_decide"))


def _concerned(calendar_key: str, affected: AffectedRange | None, *, limit: int, after_id: int = 0) -> list[int]:
    if affected is None:
        return []
    return dossiers.concerned_by(calendar_key, affected, after_id=after_id, limit=limit)


def _told(ids: Sequence[int], moved: Sequence[ClockMoved], *, is_done: bool, last_id: int = 0) -> Recount:
    moves = tuple(one for one in moved if one.after != one.before)
    return Recount(last_id, Recomputed(len(ids), len(moved) - len(moves), moves), is_done)
