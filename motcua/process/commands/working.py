"""The ways out of steps, and moving work between people."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import Outcome as StepOutcome
from motcua.dossier.types import (
    Action,
    Command,
    Complete,
    Decide,
    HandOver,
    Locked,
    Outcome,
    Pause,
    Resume,
    ReturnMethod,
    State,
    WithdrawDecision,
)
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationRef, TextPurpose, TextRef
from motcua.process import models
from motcua.process.course import Course
from motcua.process.rules.authority import may_distribute, may_enter_late, may_work
from motcua.process.rules.course import Way, way_out
from motcua.process.types import Because, LateEntry, Moved, WorkItem

SENT_BACK = "send_back"
RECALLED = "recall"


@dataclass(frozen=True, slots=True)
class Details:
    """What a person adds to a way out of a step: a typed reason, the result's number, who collects and how."""

    reason: str = ""
    result_number: str = ""
    method: ReturnMethod = ReturnMethod.COUNTER
    collector: DeclarationRef | None = None
    by_proxy: bool = False


def advance(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    action_key: str,
    details: Details | None = None,
    key: RequestKey | None = None,
    seen: int | None = None,
    late_reason: TextRef | None = None,
) -> Moved:
    """Takes one way out of a step: closes the work, does what the way means in law, opens the next work.

    Raises Refused: `work_done_already` (somebody was quicker), `not_your_work`, `work_is_held`, `no_such_way_out`,
    `reason_missing`, `moved_on`, and whatever the heart refuses.
    """
    details = details or Details()
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        work = _own_work(course, scope, work_number)
        way = granted(way_out(course.definition, work.step_key, action_key))
        reason = _reason(unit, details, required=way.action.outcome in {StepOutcome.REFUSE, StepOutcome.RETURN})
        course.close(work, action_key=action_key, reason=reason)
        for action in way.acts:
            command = _command(action, course.locked, way, details=details, reason=reason)
            if command is not None:
                course.act(command, late=None if late_reason is None else LateEntry(late_reason, may_enter_late(scope)))
        if way.next is not None:
            course.open_step(way.next, previous=work)
            if way.next.pause:
                course.hold_all()
        return _saved(unit, course)


def take(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Takes work from the pool onto one's own desk. Raises Refused: `not_your_work`, `taken_by_another`."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        work = course.work(work_number)
        if scope.officer_id is None or not _may(scope, work):
            raise Refused(Refusal("not_your_work"))
        if work.placement.officer_id not in {None, scope.officer_id}:
            raise Refused(Refusal("taken_by_another"))
        course.place_anew(work, officer_id=scope.officer_id, because=Because.TAKEN)
        return _saved(unit, course)


def reassign(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    officer_id: int,
    reason: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """A leader or supervisor gives work to another officer. Raises Refused: `not_yours_to_distribute`."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        work = course.work(work_number)
        if not may_distribute(scope, agency_id=work.placement.agency_id):
            raise Refused(Refusal("not_yours_to_distribute"))
        text = _reason(unit, Details(reason=reason), required=True)
        course.place_anew(work, officer_id=officer_id, because=Because.REASSIGNED, reason=text)
        return _saved(unit, course)


def send_back(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    reason: str,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Returns the dossier to the step before, to whoever did it. Raises Refused: `nothing_before`."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        work = _own_work(course, scope, work_number)
        _reopen(course, work, action_key=SENT_BACK, reason=_reason(unit, Details(reason=reason), required=True))
        return _saved(unit, course)


def recall(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Whoever passed a dossier on takes it back while nothing was decided by it.

    Raises Refused: `not_yours_to_recall`, `decided_already`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        work = course.work(work_number)
        before = _before(work)
        if before is None or scope.officer_id is None or before.officer_id != scope.officer_id:
            raise Refused(Refusal("not_yours_to_recall"))
        if course.locked.facts.decided_at is not None:
            raise Refused(Refusal("decided_already"))
        _reopen(course, work, action_key=RECALLED, reason=None)
        return _saved(unit, course)


def _own_work(course: Course, scope: Scope, number: int) -> WorkItem:
    work = course.work(number)
    if not _may(scope, work):
        raise Refused(Refusal("not_your_work"))
    if work.held_since is not None and not course.definition.step(work.step_key).pause:
        raise Refused(Refusal("work_is_held"))
    return work


def _may(scope: Scope, work: WorkItem) -> bool:
    return may_work(scope, agency_id=work.placement.agency_id, role=work.placement.role)


def _command(action: Action, locked: Locked, way: Way, *, details: Details, reason: TextRef | None) -> Command | None:
    """The heart's command for one act of a way out; None where the dossier is decided so already."""
    match action:
        case Action.DECIDE:
            outcome = Outcome.REFUSED if way.action.outcome is StepOutcome.REFUSE else Outcome.GRANTED
            return None if locked.facts.outcome is outcome else Decide(outcome, reason)
        case Action.COMPLETE:
            return Complete(details.result_number)
        case Action.HAND_OVER:
            return HandOver(details.method, details.collector, details.by_proxy)
        case Action.RESUME:
            return Resume(way.step.pause)
        case Action.PAUSE if way.next is not None:
            return Pause(way.next.pause)
        case _:
            raise ValueError(f"A way out of a step never means {action}.")


def _reopen(course: Course, work: WorkItem, *, action_key: str, reason: TextRef | None) -> None:
    before = _before(work)
    known = {step.key for step in course.definition.steps}
    if before is None or before.step_key not in known:
        raise Refused(Refusal("nothing_before"))
    course.close(work, action_key=action_key, reason=reason)
    if reason is not None and course.locked.facts.state is State.DECIDED:
        course.act(WithdrawDecision(reason))
    course.open_step(course.definition.step(before.step_key), previous=work)


def _before(work: WorkItem) -> models.WorkItem | None:
    """The work that led to this one."""
    if work.previous_number is None:
        return None
    return models.WorkItem.objects.filter(dossier_id=work.dossier_id, number=work.previous_number).first()


def _reason(unit: Unit, details: Details, *, required: bool) -> TextRef | None:
    text = details.reason.strip()
    if text:
        return parties.write_text(unit, text, TextPurpose.REASON)
    if required:
        raise Refused(Refusal("reason_missing"))
    return None


def _saved(unit: Unit, course: Course) -> Moved:
    course.save()
    unit.answer({"dossier_id": course.dossier_id, "sequence": course.sequence})
    return Moved(course.dossier_id, course.sequence)
