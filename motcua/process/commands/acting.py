"""Acts of law beside the steps, and what each of them does to the work that lies open."""

from collections.abc import Callable, Mapping
from datetime import datetime

from motcua.catalogue.types import Outcome, StepKind
from motcua.dossier import commands as dossier
from motcua.dossier.types import Action, Command, State
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, system
from motcua.organisation.types import Role, Scope
from motcua.parties.types import TextRef
from motcua.process.course import Course, in_the_pool
from motcua.process.rules.authority import may_act, may_enter_late
from motcua.process.rules.course import first_work
from motcua.process.types import LateEntry, Moved, WorkItem, WorkKind


def act(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    command: Command,
    key: RequestKey | None = None,
    seen: int | None = None,
    late_reason: TextRef | None = None,
) -> Moved:
    """Does one act of law to a dossier and moves the work as it requires.

    `seen` is the sequence the person looked at. `late_reason` makes it a late entry at the past instant `at`. Raises
    Refused: `not_yours_to_do`, `moved_on`, `no_such_dossier`, and whatever the heart refuses.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        course = Course.load(unit, dossier_id, seen=seen)
        if not may_act(scope, command.action, course.locked.facts.subject):
            raise Refused(Refusal("not_yours_to_do"))
        course.act(command, late=None if late_reason is None else LateEntry(late_reason, may_enter_late(scope)))
        _AFTER.get(command.action, _nothing)(course)
        course.save()
        unit.answer({"dossier_id": dossier_id, "sequence": course.sequence})
        return Moved(dossier_id, course.sequence)


def ring(dossier_id: int, at: datetime) -> None:
    """What the sweep does when the next instant of a dossier has come: recompute the truth, act or move the alarm."""
    with recording(actor=system("alarms"), at=at) as unit:
        locked = dossier.fire_alarm(unit, dossier.lock(unit, dossier_id, seen=None), at)
        dossier.save(unit, locked)


def _nothing(_course: Course) -> None:
    """Most acts leave the work where it lies."""


def _await_supplement(course: Course) -> None:
    asking = _main_work(course)
    course.close(asking, action_key=Action.ASK_SUPPLEMENT)
    _give_to_the_desk(course, WorkKind.AWAIT_SUPPLEMENT, previous=asking)


def _return_to_the_reader(course: Course) -> None:
    waiting = _work_of_kind(course, WorkKind.AWAIT_SUPPLEMENT)
    course.close(waiting, action_key=Action.ANSWER_SUPPLEMENT)
    course.open_step(course.definition.step(course.definition.supplement_returns_to), previous=waiting)


def _end_all(course: Course) -> None:
    course.close_all(action_key="ended")


def _hold(course: Course) -> None:
    course.hold_all()


def _go_on(course: Course) -> None:
    if course.locked.facts.state is not State.PAUSED:
        course.resume_all()


def _begin(course: Course) -> None:
    answering = _work_of_kind(course, WorkKind.ANSWER_FILING)
    course.close(answering, action_key=Action.ACCEPT)
    course.open_step(first_work(course.definition) or course.definition.first, previous=answering)


def _await_completion(course: Course) -> None:
    answering = _work_of_kind(course, WorkKind.ANSWER_FILING)
    course.close(answering, action_key=Action.ASK_COMPLETION)
    _give_to_the_desk(course, WorkKind.AWAIT_COMPLETION, previous=answering)


def _answer_again(course: Course) -> None:
    waiting = _work_of_kind(course, WorkKind.AWAIT_COMPLETION)
    course.close(waiting, action_key=Action.COMPLETE_FILING)
    _give_to_the_desk(course, WorkKind.ANSWER_FILING, previous=waiting, due_at=course.locked.facts.answer_due_at)


def _leave_the_payment_step(course: Course) -> None:
    """Once nothing is owed any more, the step that only waited for the money is done."""
    paying = next((work for work in course.open_work if work.kind == StepKind.PAY), None)
    if paying is None or course.locked.facts.fees_due:
        return
    ways = course.definition.step(paying.step_key).actions
    onward = next((way for way in ways if way.outcome is Outcome.ADVANCE), None)
    if onward is None or onward.next is None:
        return
    course.close(paying, action_key=onward.key)
    course.open_step(course.definition.step(onward.next), previous=paying)


def _correct(course: Course) -> None:
    correction = course.locked.facts.open_correction
    course.open(
        step_key=WorkKind.CORRECT,
        kind=WorkKind.CORRECT,
        placement=in_the_pool(course.locked.facts.subject.resolving_agency_id, Role.OFFICER),
        due_at=correction.due_at if correction is not None else None,
    )


def _corrected(course: Course) -> None:
    course.close(_work_of_kind(course, WorkKind.CORRECT), action_key=Action.CLOSE_CORRECTION)


_AFTER: Mapping[Action, Callable[[Course], None]] = {
    Action.ACCEPT: _begin,
    Action.ASK_COMPLETION: _await_completion,
    Action.COMPLETE_FILING: _answer_again,
    Action.DECLINE: _end_all,
    Action.STOP_FILING: _end_all,
    Action.ASK_SUPPLEMENT: _await_supplement,
    Action.ANSWER_SUPPLEMENT: _return_to_the_reader,
    Action.CLOSE_UNANSWERED: _end_all,
    Action.PAUSE: _hold,
    Action.RESUME: _go_on,
    Action.SETTLE_FEE: _leave_the_payment_step,
    Action.STOP: _end_all,
    Action.VOID: _end_all,
    Action.OPEN_CORRECTION: _correct,
    Action.CLOSE_CORRECTION: _corrected,
}


def _main_work(course: Course) -> WorkItem:
    """The step the dossier is in: the one its holder has."""
    step_key = course.locked.facts.holder.step_key
    found = next((work for work in course.open_work if work.step_key == step_key), None)
    if found is None:
        raise Refused(Refusal("work_done_already"))
    return found


def _work_of_kind(course: Course, kind: WorkKind) -> WorkItem:
    found = next((work for work in course.open_work if work.kind == kind), None)
    if found is None:
        raise Refused(Refusal("work_done_already"))
    return found


def _give_to_the_desk(course: Course, kind: WorkKind, *, previous: WorkItem, due_at: datetime | None = None) -> None:
    placement = in_the_pool(course.locked.facts.subject.receiving_agency_id, Role.RECEPTIONIST)
    course.open(step_key=kind, kind=kind, placement=placement, due_at=due_at, previous=previous)
