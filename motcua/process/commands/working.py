"""The ways out of steps, and moving work between people."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.catalogue.commands import write_reason
from motcua.catalogue.types import Outcome as StepOutcome
from motcua.catalogue.types import ReasonKind, Step
from motcua.dossier.types import (
    Action,
    Command,
    Complete,
    Decide,
    HandOver,
    Locked,
    Outcome,
    ReturnMethod,
    State,
    WithdrawDecision,
)
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties.types import DeclarationRef, TextRef
from motcua.process.commands.issuing import issue
from motcua.process.commands.moving import moved
from motcua.process.commands.result_papers import on_paper, take_back_signatures
from motcua.process.course import Course
from motcua.process.rules.authority import may_distribute, may_work
from motcua.process.rules.course import (
    RECALLED,
    SENT_BACK,
    Way,
    is_decided_after,
    step_called,
    way_out,
    work_before,
)
from motcua.process.rules.opinions import joins, opinion_work
from motcua.process.rules.proposals import reason_kind_of
from motcua.process.types import Because, Moved, WorkItem

WENT_ON = "went_on"
"""How the work of giving an opinion is closed that is not waited for any more."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a person adds to a way out of a step: a typed reason, the result's number, who collects and how.

    Without a number the next one of the agency's register is drawn, where the kind of paper has one. `valid_to` is the
    last day on which the result holds; without it, until further notice. `on_paper`: a result that could be signed
    digitally is made on paper. `reason_key`: the listed reason; `reason` is then what is added in one's own words.
    """

    reason: str = ""
    reason_key: str = ""
    result_number: str = ""
    valid_to: date | None = None
    method: ReturnMethod = ReturnMethod.COUNTER
    collector: DeclarationRef | None = None
    by_proxy: bool = False
    on_paper: bool = False


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
    told = details or Details()

    def move(course: Course) -> None:
        work = own_work(course, scope, work_number)
        way = granted(way_out(course.definition, work.step_key, action_key))
        on_paper(course, way, chosen=told.on_paper)
        required = way.action.outcome in {StepOutcome.REFUSE, StepOutcome.RETURN}
        reason = _reason(course, told, kind=reason_kind_of(way.action) or ReasonKind.RETURNED, required=required)
        _require_opinions(course, way, reason)
        take_way(course, work, way, by=scope.officer_id, details=told, reason=reason)

    return moved(
        move,
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        key=key,
        seen=seen,
        late_reason=late_reason,
    )


def take_way(
    course: Course,
    work: WorkItem,
    way: Way,
    *,
    by: int | None,
    details: Details | None = None,
    reason: TextRef | None = None,
) -> None:
    """Closes the work, does what the way means in law and opens the next work; who may do so was asked before."""
    told = details or Details()
    course.close(work, action_key=way.action.key, by=by, reason=reason, reason_key=told.reason_key)
    if way.action.outcome is StepOutcome.RETURN and way.next is not None and reason is not None:
        _take_back_decision(course, way.next, reason)
    course.end_pause(way.step, way.next)
    for action in way.acts:
        if action is Action.COMPLETE:
            _complete(course, told)
            continue
        command = _command(action, course.locked, way, details=told, reason=reason)
        if command is not None:
            course.act(command)
    if joins(way.step, way.action) or Action.COMPLETE in way.acts:
        _go_on_without(course, reason)
    if way.next is not None:
        course.go_to(way.next, previous=work)


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

    def move(course: Course) -> None:
        work = course.work(work_number)
        if scope.officer_id is None or not _may(scope, work):
            raise Refused(Refusal("not_your_work"))
        if work.placement.officer_id not in {None, scope.officer_id}:
            raise Refused(Refusal("taken_by_another"))
        course.place_anew(work, officer_id=scope.officer_id, because=Because.TAKEN)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


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
    """A leader or supervisor gives work to another officer who holds the post it needs.

    Raises Refused: `not_yours_to_distribute`, `not_of_that_post`, `reason_missing`.
    """

    def move(course: Course) -> None:
        work = course.work(work_number)
        if not may_distribute(scope, agency_id=work.placement.agency_id):
            raise Refused(Refusal("not_yours_to_distribute"))
        placement = work.placement
        holders = organisation.holders_of(placement.role, agency_id=placement.agency_id, on=course.now.date())
        if officer_id not in holders:
            raise Refused(Refusal("not_of_that_post"))
        text = _reason(course, Details(reason), kind=ReasonKind.RETURNED, required=True)
        course.place_anew(work, officer_id=officer_id, because=Because.REASSIGNED, reason=text)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def send_back(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    reason: str,
    reason_key: str = "",
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Returns the dossier to the step before, to whoever did it; a decision that is taken again there is taken back.

    Raises Refused: `nothing_before` (it is the first step), `completed_already`, `reason_missing`, `not_your_work`.
    """

    def move(course: Course) -> None:
        work = own_work(course, scope, work_number)
        before = work_before(course.definition, course.history, work)
        if before is None:
            raise Refused(Refusal("nothing_before"))
        if course.locked.facts.completed_at is not None:
            raise Refused(Refusal("completed_already"))
        text = _reason(course, Details(reason, reason_key), kind=ReasonKind.RETURNED, required=True)
        step = course.definition.step(before.step_key)
        course.close(work, action_key=SENT_BACK, by=scope.officer_id, reason=text, reason_key=reason_key)
        if text is not None:
            _take_back_decision(course, step, text)
        course.go_to(step, previous=work)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


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

    def move(course: Course) -> None:
        work = course.work(work_number)
        before = next((one for one in course.history if one.number == work.previous_number), None)
        step = step_called(course.definition, before.step_key) if before is not None else None
        if before is None or scope.officer_id is None or before.placement.officer_id != scope.officer_id:
            raise Refused(Refusal("not_yours_to_recall"))
        if step is None or step_called(course.definition, work.step_key) is None:
            raise Refused(Refusal("nothing_before"))
        if course.locked.facts.decided_at is not None:
            raise Refused(Refusal("decided_already"))
        course.close(work, action_key=RECALLED)
        course.go_to(step, previous=work)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def _require_opinions(course: Course, way: Way, reason: TextRef | None) -> None:
    """Opinions asked for meet again when all are in, or before for a reason. Raises Refused (`opinions_awaited`)."""
    awaited = course.locked.facts.open_consultations
    if awaited and reason is None and joins(way.step, way.action):
        raise Refused(Refusal("opinions_awaited", {"count": len(awaited)}))


def _go_on_without(course: Course, reason: TextRef | None) -> None:
    """Whoever has not given his opinion yet need not do so any more."""
    for work in opinion_work(course.open_work):
        course.close(work, action_key=WENT_ON, reason=reason)


def own_work(course: Course, scope: Scope, number: int) -> WorkItem:
    """The open work of that number. Raises Refused: `work_done_already`, `not_your_work`, `work_is_held`."""
    work = course.work(number)
    if not _may(scope, work):
        raise Refused(Refusal("not_your_work"))
    step = step_called(course.definition, work.step_key)
    if work.held_since is not None and not (step is not None and step.pause):
        raise Refused(Refusal("work_is_held"))
    return work


def _may(scope: Scope, work: WorkItem) -> bool:
    return may_work(scope, agency_id=work.placement.agency_id, role=work.placement.role)


def _command(action: Action, locked: Locked, way: Way, *, details: Details, reason: TextRef | None) -> Command | None:
    """The heart's command for one act of a way out; None where the dossier is decided so already."""
    match action:
        case Action.DECIDE:
            outcome = Outcome.REFUSED if way.action.outcome is StepOutcome.REFUSE else Outcome.GRANTED
            key = details.reason_key if outcome is Outcome.REFUSED else ""
            return None if locked.facts.outcome is outcome else Decide(outcome, reason, key)
        case Action.HAND_OVER:
            return HandOver(details.method, details.collector, details.by_proxy)
        case _:
            raise ValueError(f"A way out of a step never means {action}.")


def _complete(course: Course, details: Details) -> None:
    """The result is ready, under the number typed or the next one of the register; it is entered there."""
    course.act(Complete(issue(course, details.result_number, valid_to=details.valid_to)))


def _take_back_decision(course: Course, step: Step, reason: TextRef) -> None:
    """A decision does not stand when the dossier goes back to a step from which it is decided again."""
    if course.locked.facts.state is State.DECIDED and is_decided_after(course.definition, step):
        take_back_signatures(course, reason)
        course.act(WithdrawDecision(reason))


def _reason(course: Course, details: Details, *, kind: ReasonKind, required: bool) -> TextRef | None:
    """The reason as the words of the day. Raises Refused: `reason_missing`, and those of `catalogue.write_reason`."""
    subject = course.locked.facts.subject
    if details.reason.strip() or details.reason_key:
        return write_reason(
            course.unit,
            kind=kind,
            words=details.reason,
            reason_key=details.reason_key,
            procedure_code=subject.procedure_code,
            field_code=subject.field_code,
        )
    if required:
        raise Refused(Refusal("reason_missing"))
    return None
