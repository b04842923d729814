"""How a dossier begins: received at the counter or by post, or filed online."""

from collections.abc import Collection, Sequence
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossier_reads
from motcua.dossier.types import Holder, Intake, NewPaper, ReservedCode
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import EVERYTHING, NOTHING, Role, Scope
from motcua.parties.types import Identity, TextRef
from motcua.process.course import Course, definition_of
from motcua.process.placing import in_the_pool, placement_of
from motcua.process.reusing import reuse
from motcua.process.rules.authority import late_entry
from motcua.process.rules.course import first_work
from motcua.process.types import Receipt, Reuse, WorkKind


def receive(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    intake: Intake,
    key: RequestKey | None = None,
    late_reason: TextRef | None = None,
    reused: Reuse | None = None,
    reserved: ReservedCode | None = None,
) -> Receipt:
    """Receives a complete dossier: code, receipt, clock, and the first work on the desk of whoever is competent.

    `late_reason` makes it a late entry with the past instant `at` (clock rule 2). `reused` are papers the person has
    already and agreed to have used; `reserved` is the code that he has on paper. Raises Refused: `not_competent_here`,
    those of an instant that is not now, those of `reusing.reuse`, and the heart's own refusals.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Receipt(**unit.earlier_answer)
        _require_desk(scope, intake)
        late = granted(late_entry(scope, late_reason, at=unit.at, recorded_at=unit.recorded_at))
        definition = definition_of(catalogue.version(intake.subject.procedure_version_id))
        step = first_work(definition) or definition.first
        placement = placement_of(unit, step, intake.subject, on=unit.at)
        holder = Holder(placement.agency_id, placement.unit_id, placement.officer_id, step.key)
        locked = dossier.receive(
            unit,
            intake,
            holder=holder,
            late_reason=late_reason,
            may_enter_late=late is not None and late.may_enter,
            reserved=reserved,
        )
        if reused is not None:
            locked = reuse(unit, locked, reused, scope=scope)
        course = Course(unit, locked, late=late)
        goes_away = placement.role is not Role.RECEPTIONIST
        papers_at = dossier_reads.papers_arrive_at(locked.facts) if goes_away else None
        course.open_step(step, placed=placement, papers_at=papers_at)
        course.save()
        receipt = Receipt(course.dossier_id, course.locked.facts.code, course.sequence)
        unit.answer({"dossier_id": receipt.dossier_id, "code": receipt.code, "sequence": receipt.sequence})
        return receipt


def file(
    *,
    actor: Actor,
    at: datetime,
    intake: Intake,
    key: RequestKey | None = None,
    reused: Reuse | None = None,
    proven: Collection[Identity] = (),
    papers: Sequence[NewPaper] = (),
) -> Receipt:
    """Lets an online filing arrive, now: the desk owes an answer within the regime's hours (NĐ118 Đ17.2).

    `reused` are papers the person has already and agreed to have used: results, and papers that were confirmed as those
    of one of the identities `proven`, which whoever files has proved to be his own. `papers` are accepted files that
    come with it. Raises Refused: those of `reusing.reuse`, those of a file that comes into a dossier, and the heart's
    own refusals.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Receipt(**unit.earlier_answer)
        granted(late_entry(EVERYTHING, None, at=unit.at, recorded_at=unit.recorded_at))
        placement = in_the_pool(intake.subject.receiving_agency_id, Role.RECEPTIONIST)
        holder = Holder(placement.agency_id, None, None, WorkKind.ANSWER_FILING)
        locked = dossier.open_filing(unit, intake, holder=holder)
        if reused is not None:
            locked = reuse(unit, locked, reused, scope=NOTHING, proven=proven)
        if papers:
            locked = dossier.add_papers(unit, locked, papers)
        course = Course(unit, locked)
        course.open(
            step_key=WorkKind.ANSWER_FILING,
            kind=WorkKind.ANSWER_FILING,
            placement=placement,
            due_at=locked.facts.answer_due_at,
        )
        course.save()
        receipt = Receipt(course.dossier_id, "", course.sequence)
        unit.answer({"dossier_id": receipt.dossier_id, "code": "", "sequence": receipt.sequence})
        return receipt


def _require_desk(scope: Scope, intake: Intake) -> None:
    if scope == EVERYTHING:
        return
    at_this_desk = intake.subject.receiving_agency_id in scope.own_agency_ids and scope.may(Role.RECEPTIONIST)
    if not at_this_desk:
        raise Refused(Refusal("not_competent_here"))
