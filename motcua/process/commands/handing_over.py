"""Handing a result over at the desk: to whom, by what right, and with which signature."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import Outcome, StepKind
from motcua.dossier import commands as dossier
from motcua.dossier.types import ReturnMethod
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers.types import Accepted
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationInput, DeclarationRef, Party, TextPurpose
from motcua.process.commands.moving import moved
from motcua.process.commands.working import Details, own_work, take_way
from motcua.process.course import Course
from motcua.process.rules.course import Way, way_out
from motcua.process.types import Moved, WorkItem


@dataclass(frozen=True, slots=True)
class Collector:
    """Who takes the result. `authorisation` is the paper of somebody who takes it for another, empty for his own."""

    party: Party
    authorisation: str = ""


def hand_over(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    collector: Collector,
    signature: Accepted | None = None,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Hands the result over to a person who stands at the desk.

    `signature` is the picture of his, accepted before (`accept_paper`); without it he signs on paper. Raises Refused:
    `result_not_here` (it has not come, or has gone), those of `advance` and those of the parties.
    """

    def move(course: Course) -> None:
        work, way = _handing_over(course)
        own_work(course, scope, work.number)
        declared = parties.declare(course.unit, DeclarationInput(applicants=(), collector=collector.party))
        paper = collector.authorisation.strip()
        reason = parties.write_text(course.unit, paper, TextPurpose.REMARK) if paper else None
        details = Details(method=ReturnMethod.COUNTER, collector=declared, by_proxy=bool(paper))
        take_way(course, work, way, by=scope.officer_id, details=details, reason=reason)
        if signature is not None:
            course.locked = dossier.keep_collector_signature(course.unit, course.locked, signature)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def hand_over_by_post(*, actor: Actor, at: datetime, dossier_id: int, collector: DeclarationRef) -> bool:
    """The carrier has delivered the result, inside the caller's unit: the person has it (clock section 1).

    Answers whether it was still here to be given: one that was collected at the desk meanwhile stays as it is.
    """
    with recording(actor=actor, at=at) as unit, reference.held():
        course = Course.load(unit, dossier_id, scope=EVERYTHING, seen=None)
        facts, work = course.locked.facts, course.main_work
        if work is None or work.kind != StepKind.HAND_OVER or facts.fees_due or facts.open_correction is not None:
            return False
        _same, way = _handing_over(course)
        take_way(course, work, way, by=None, details=Details(method=ReturnMethod.POST, collector=collector))
        course.save()
        return True


def _handing_over(course: Course) -> tuple[WorkItem, Way]:
    """The open work in which the result is handed over, and its way out."""
    work = course.main_work
    if work is None or work.kind != StepKind.HAND_OVER:
        raise Refused(Refusal("result_not_here"))
    step = course.definition.step(work.step_key)
    action = next(one for one in step.actions if one.outcome is Outcome.HAND_OVER)
    return work, granted(way_out(course.definition, work.step_key, action.key))
