"""Acts of law beside the steps, and what each of them does to the work that lies open."""

from collections.abc import Callable, Mapping
from datetime import datetime

from motcua.catalogue.types import Outcome, StepKind
from motcua.dossier import commands as dossier
from motcua.dossier.types import (
    Action,
    AnswerConsultation,
    CloseUnanswered,
    Command,
    SettleFee,
    State,
    WithdrawConsultation,
)
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused, system
from motcua.organisation.types import EVERYTHING, Role, Scope
from motcua.parties.types import TextRef
from motcua.process.closing import closes_by_itself
from motcua.process.commands.consulting import gather, gather_without, gives_it, hand_out
from motcua.process.commands.moving import moved
from motcua.process.commands.verifying import run_on
from motcua.process.course import Course
from motcua.process.naming import said
from motcua.process.placing import in_the_pool
from motcua.process.rules.authority import may_act, may_act_where_it_lies
from motcua.process.rules.course import first_work, may_ask_for_supplement
from motcua.process.types import Moved, WorkItem, WorkKind

ENDED = "ended"
"""How work is closed that ended with its dossier."""
WAITING_OVER = "waiting_over"
"""How waiting is closed whose term is over."""
CLOSED_BY_ITSELF = "closed_by_itself"
"""How waiting is closed whose term is over where the agency has decided that nobody has to confirm it."""


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
    Refused: `not_yours_to_do`, `moved_on`, `no_such_dossier`, `no_supplement_at_this_step`, and whatever the heart
    refuses.
    """

    return moved(
        lambda course: do(course, scope, command),
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        key=key,
        seen=seen,
        late_reason=late_reason,
    )


def do(course: Course, scope: Scope, command: Command) -> None:
    """Does the act to a dossier that is locked, and moves its work. Raises Refused as `act`."""
    if not (isinstance(command, AnswerConsultation) and gives_it(course, scope, command)):
        require_right(course, scope, command.action)
    if command.action is Action.ASK_SUPPLEMENT:
        _require_step_for_supplement(course)
    course.act(command)
    if isinstance(command, SettleFee):
        leave_the_payment_step(course, command.key, scope.officer_id)
    if isinstance(command, AnswerConsultation | WithdrawConsultation):
        run_on(course, command.key)
    _AFTER.get(command.action, _nothing)(course, scope.officer_id)


def ring(dossier_id: int, at: datetime) -> None:
    """What the sweep does when the next instant of a dossier has come: recompute the truth, act or move the alarm.

    A closing that the alarm proposes becomes work of the desk, for a person to confirm, unless the resolving agency has
    decided that such dossiers close by themselves (clock rule 19).
    """
    with recording(actor=system("alarms"), at=at) as unit, reference.held():
        course = Course.load(unit, dossier_id, scope=EVERYTHING, seen=None)
        proposed_before = course.locked.facts.closing_proposed_at
        course.locked = dossier.fire_alarm(unit, course.locked, at)
        if course.locked.facts.closing_proposed_at != proposed_before:
            if closes_by_itself(course.locked.facts.subject.resolving_agency_id, at.date()):
                _close_as_decided(course)
            else:
                _propose_closing(course)
        course.save()


def require_right(course: Course, scope: Scope, action: Action) -> None:
    """Raises Refused (`not_yours_to_do`): neither on the side that does this act, nor with whom the dossier lies."""
    main = course.main_work
    where_it_lies = main is not None and may_act_where_it_lies(
        scope, action, agency_id=main.placement.agency_id, role=main.placement.role
    )
    if not where_it_lies and not may_act(scope, action, course.locked.facts.subject):
        raise Refused(Refusal("not_yours_to_do"))


def _require_step_for_supplement(course: Course) -> None:
    """The process says at which steps the one supplement is asked for."""
    main, definition = course.main_work, course.definition
    if main is None or may_ask_for_supplement(definition, main.step_key):
        return
    raise Refused(
        Refusal(
            "no_supplement_at_this_step",
            {
                "step": said(definition.step(main.step_key).label),
                "steps": ", ".join(said(step.label) for step in definition.steps if step.may_supplement),
            },
        )
    )


def _nothing(_course: Course, _by: int | None) -> None:
    """Most acts leave the work where it lies."""


def _await_supplement(course: Course, by: int | None) -> None:
    asking = _only(course.main_work)
    course.close(asking, action_key=Action.ASK_SUPPLEMENT, by=by)
    _give_to_the_desk(course, WorkKind.AWAIT_SUPPLEMENT, previous=asking)


def _propose_closing(course: Course) -> None:
    waiting = _only(course.main_work)
    course.close(waiting, action_key=WAITING_OVER)
    _give_to_the_desk(course, WorkKind.CONFIRM_CLOSING, previous=waiting)


def _close_as_decided(course: Course) -> None:
    course.close(_only(course.main_work), action_key=CLOSED_BY_ITSELF)
    course.act(CloseUnanswered())
    _end_all(course, None)


def _return_to_the_reader(course: Course, by: int | None) -> None:
    waiting = _only(course.main_work)
    course.close(waiting, action_key=Action.ANSWER_SUPPLEMENT, by=by)
    course.go_to(course.definition.step(course.definition.supplement_returns_to), previous=waiting)


def _end_all(course: Course, by: int | None) -> None:
    for work in list(course.open_work):
        course.close(work, action_key=ENDED, by=by if work.kind == WorkKind.CONFIRM_CLOSING else None)


def _hold(course: Course, _by: int | None) -> None:
    course.hold_all()


def _go_on(course: Course, _by: int | None) -> None:
    if course.locked.facts.state is not State.PAUSED:
        course.resume_all()


def _begin(course: Course, by: int | None) -> None:
    answering = _only(course.main_work)
    course.close(answering, action_key=Action.ACCEPT, by=by)
    course.go_to(first_work(course.definition) or course.definition.first, previous=answering)


def _await_completion(course: Course, by: int | None) -> None:
    answering = _only(course.main_work)
    course.close(answering, action_key=Action.ASK_COMPLETION, by=by)
    _give_to_the_desk(course, WorkKind.AWAIT_COMPLETION, previous=answering)


def _answer_again(course: Course, by: int | None) -> None:
    waiting = _only(course.main_work)
    course.close(waiting, action_key=Action.COMPLETE_FILING, by=by)
    _give_to_the_desk(course, WorkKind.ANSWER_FILING, previous=waiting, due_at=course.locked.facts.answer_due_at)


def leave_the_payment_step(course: Course, settled: str, by: int | None) -> None:
    """Once nothing is owed any more, the step that only waited for the money is done.

    What was owed from the receipt on says nothing about the obligation this step waits for.
    """
    paying = course.main_work
    known_at_receipt = {fee.key for fee in course.locked.version.fees}
    if paying is None or paying.kind != StepKind.PAY or settled in known_at_receipt or course.locked.facts.fees_due:
        return
    ways = course.definition.step(paying.step_key).actions
    onward = next((way for way in ways if way.outcome is Outcome.ADVANCE and way.next is not None), None)
    if onward is not None and onward.next is not None:
        course.close(paying, action_key=onward.key, by=by)
        course.go_to(course.definition.step(onward.next), previous=paying)


def _correct(course: Course, _by: int | None) -> None:
    correction = course.locked.facts.open_correction
    course.open(
        step_key=WorkKind.CORRECT,
        kind=WorkKind.CORRECT,
        placement=in_the_pool(course.locked.facts.subject.resolving_agency_id, Role.OFFICER),
        due_at=correction.due_at if correction is not None else None,
    )


def _corrected(course: Course, by: int | None) -> None:
    correcting = next((work for work in course.open_work if work.kind == WorkKind.CORRECT), None)
    course.close(_only(correcting), action_key=Action.CLOSE_CORRECTION, by=by)


_AFTER: Mapping[Action, Callable[[Course, int | None], None]] = {
    Action.ACCEPT: _begin,
    Action.ASK_COMPLETION: _await_completion,
    Action.COMPLETE_FILING: _answer_again,
    Action.DECLINE: _end_all,
    Action.STOP_FILING: _end_all,
    Action.ASK_SUPPLEMENT: _await_supplement,
    Action.ANSWER_SUPPLEMENT: _return_to_the_reader,
    Action.CLOSE_UNANSWERED: _end_all,
    Action.ASK_CONSULTATION: hand_out,
    Action.ANSWER_CONSULTATION: gather,
    Action.WITHDRAW_CONSULTATION: gather_without,
    Action.PAUSE: _hold,
    Action.RESUME: _go_on,
    Action.STOP: _end_all,
    Action.VOID: _end_all,
    Action.OPEN_CORRECTION: _correct,
    Action.CLOSE_CORRECTION: _corrected,
}


def _only(work: WorkItem | None) -> WorkItem:
    """The work an act needs. Raises Refused (`work_done_already`): it is not there any more."""
    if work is None:
        raise Refused(Refusal("work_done_already"))
    return work


def _give_to_the_desk(course: Course, kind: WorkKind, *, previous: WorkItem, due_at: datetime | None = None) -> None:
    placement = in_the_pool(course.locked.facts.subject.receiving_agency_id, Role.RECEPTIONIST)
    course.open(step_key=kind, kind=kind, placement=placement, due_at=due_at, previous=previous)
