"""How dossiers come over from another system: as they stood there, with the work of the step they were in."""

from collections.abc import Container, Sequence
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Outcome, ProcessDefinition, Step, StepKind
from motcua.dossier import commands as dossier
from motcua.dossier.types import Holder, State, TakenOver
from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Role
from motcua.process.course import Course, definition_of
from motcua.process.placing import in_the_pool, placement_of
from motcua.process.rules.course import first_work
from motcua.process.types import Arrival, Because, Placement, TakenOverAs, WorkKind

_WITH_WORK = frozenset({State.IN_PROGRESS, State.PAUSED, State.DECIDED, State.COMPLETED})


def take_over(*, actor: Actor, at: datetime, arrivals: Sequence[Arrival]) -> list[TakenOverAs | Refusal]:
    """Takes dossiers over in one unit of work and answers for each what became of it, in their order.

    What ended there gets no work; what waits for a supplement lies at the desk; everything else opens the step it was
    in, from now on. One that is refused leaves nothing; the others come in. At most four entries are written for each.
    """
    with recording(actor=actor, at=at) as unit:
        begun: dict[str, Course] = {}
        answers: list[TakenOverAs | Refusal] = []
        for arrival in arrivals:
            course = _begun_or_refused(unit, arrival, taken_codes=begun)
            if isinstance(course, Refusal):
                answers.append(course)
                continue
            facts = course.locked.facts
            begun[facts.code] = course
            answers.append(TakenOverAs(course.dossier_id, facts.code, facts.timeliness, facts.timeliness_766))
        Course.save_many(unit, [course for course in begun.values() if not course.open_work])
        return answers


def _begun_or_refused(unit: Unit, arrival: Arrival, *, taken_codes: Container[str]) -> Course | Refusal:
    """One dossier with its work; refused, it leaves nothing.

    What has work is written at once, so that the next one's officer is chosen knowing of it.
    """
    if arrival.taken.code in taken_codes:
        return Refusal("code_taken", {"code": arrival.taken.code})
    try:
        with unit.attempt():
            course = _begun(unit, arrival)
            if course.open_work:
                course.save()
            return course
    except Refused as refused:
        return refused.refusal


def _begun(unit: Unit, arrival: Arrival) -> Course:
    taken = arrival.taken
    if taken.state is State.AWAITING_SUPPLEMENT:
        return _waiting_at_the_desk(unit, taken)
    if taken.state not in _WITH_WORK:
        resolving = Holder(taken.subject.resolving_agency_id)
        return Course(unit, dossier.take_over(unit, taken, holder=resolving))
    step = _step_of(arrival)
    placement = _placement(unit, arrival, step)
    course = Course(unit, dossier.take_over(unit, taken, holder=_holder(placement, step.key)))
    course.open_step(step, placed=placement)
    if taken.state is State.PAUSED and not step.pause:
        course.hold_all()
    return course


def _waiting_at_the_desk(unit: Unit, taken: TakenOver) -> Course:
    placement = in_the_pool(taken.subject.receiving_agency_id, Role.RECEPTIONIST)
    kind = WorkKind.AWAIT_SUPPLEMENT
    course = Course(unit, dossier.take_over(unit, taken, holder=_holder(placement, kind)))
    course.open(step_key=kind, kind=kind, placement=placement, due_at=None)
    return course


def _step_of(arrival: Arrival) -> Step:
    """The step that the file names, else the one that follows from how the dossier stands."""
    version = catalogue.version(arrival.taken.subject.procedure_version_id)
    definition = definition_of(version)
    known = {step.key: step for step in definition.steps if step.kind is not StepKind.RECEIVE}
    if arrival.step_key:
        if arrival.step_key not in known:
            values = {"procedure": version.code, "step": arrival.step_key, "steps": tuple(known)}
            raise Refused(Refusal("step_unknown", values))
        return known[arrival.step_key]
    state = arrival.taken.state
    if state is State.COMPLETED:
        return _where_it_waits(definition)
    return (
        (_after_approval(definition) if state is State.DECIDED else None) or first_work(definition) or definition.first
    )


def _where_it_waits(definition: ProcessDefinition) -> Step:
    """The step of the return desk; the last one where none is called so."""
    return next((step for step in definition.steps if step.kind is StepKind.HAND_OVER), definition.steps[-1])


def _after_approval(definition: ProcessDefinition) -> Step | None:
    ways = (way for step in definition.steps for way in step.actions)
    onward = next((way.next for way in ways if way.outcome is Outcome.APPROVE and way.next is not None), None)
    return definition.step(onward) if onward is not None else None


def _placement(unit: Unit, arrival: Arrival, step: Step) -> Placement:
    """With the officer whom the file names, else as any new work of that step is placed."""
    placement = placement_of(unit, step, arrival.taken.subject, on=unit.at)
    if arrival.officer_id is None or arrival.officer_id == placement.officer_id:
        return placement
    return Placement(placement.agency_id, placement.unit_id, placement.role, arrival.officer_id, Because.HAD_IT_BEFORE)


def _holder(placement: Placement, step_key: str) -> Holder:
    return Holder(placement.agency_id, placement.unit_id, placement.officer_id, step_key)
