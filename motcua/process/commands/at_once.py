"""What is resolved on the spot: received, paid, decided, done and handed over with one press (NĐ 118/2025 Đ17.4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion, StepKind
from motcua.dossier import commands as dossier
from motcua.dossier.types import Complete, Decide, HandOver, Holder, Intake, Outcome, OwedFee, ReturnMethod, SettleFee
from motcua.journal.commands import recording
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.process.commands.issuing import issue
from motcua.process.course import Course
from motcua.process.rules.at_once import objection_to_doing_at_once
from motcua.process.rules.authority import late_entry
from motcua.process.signatories import signatories
from motcua.process.types import RESOLVED_AT_ONCE, DoneAtOnce, Settlement

Write = Sequence[tuple[str, Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the caller keeps of it: in the entry (dates, numbers and references, never names), and in his own rows."""

    told: Mapping[str, Any]
    statements: Write = ()


def resolve_at_once(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    intake: Intake,
    signer_id: int,
    settled: Callable[[Mapping[int, tuple[OwedFee, ...]]], Settlement],
    beside: Callable[[DoneAtOnce], Beside],
) -> DoneAtOnce:
    """Receives a dossier whose result is given on the spot, inside the caller's unit, and hands the result over.

    Nobody else's work lies in between, so there is none in the books; the entry says who signed (`signer_id`, a leader
    of the agency that resolves, or whoever has his post for the day). `settled` is told what is owed, where anything
    is, and answers what it is settled with; `beside` is told what came of it. Everything goes out with the dossier's
    own row. Raises Refused: `not_competent_here`, `not_done_at_once`, `signer_not_in_office`, what `settled` refuses,
    and the heart's own refusals.
    """
    with recording(actor=actor, at=at) as unit, reference.held():
        granted(late_entry(scope, None, at=unit.at, recorded_at=unit.recorded_at))
        version = catalogue.version(intake.subject.procedure_version_id)
        granted(objection_to_doing_at_once(version, intake.subject, scope))
        _require_signer(signer_id, intake.subject.resolving_agency_id, on=unit.at.date())
        course = Course(unit, dossier.receive(unit, intake, holder=_desk(version, intake, scope)))
        _settle(course, settled)
        course.act(Decide(Outcome.GRANTED))
        number = issue(course, "")
        course.act(Complete(number))
        course.act(HandOver(ReturnMethod.COUNTER))
        done = DoneAtOnce(course.dossier_id, course.locked.facts.code, number)
        kept = beside(done)
        course.note(RESOLVED_AT_ONCE, {"signer": signer_id, "number": number, **kept.told})
        for statement, parameters in kept.statements:
            course.send_along(statement, parameters)
        course.save()
        return done


def _require_signer(officer_id: int, agency_id: int, *, on: date) -> None:
    """Raises Refused (`signer_not_in_office`). Who leads is known; delegations are asked for only where he does not."""
    if officer_id in organisation.holders_of(Role.LEADER, agency_id=agency_id, on=on):
        return
    if officer_id not in {one.officer_id for one in signatories(agency_id, on=on)}:
        raise Refused(Refusal("signer_not_in_office"))


def _desk(version: ProcedureVersion, intake: Intake, scope: Scope) -> Holder:
    """The desk itself: the step in which results are handed over."""
    steps = version.process.steps if version.process is not None else ()
    last = next((step.key for step in steps if step.kind is StepKind.HAND_OVER), "")
    return Holder(intake.subject.receiving_agency_id, None, scope.officer_id, last)


def _settle(course: Course, settled: Callable[[Mapping[int, tuple[OwedFee, ...]]], Settlement]) -> None:
    fees = course.locked.facts.fees_due
    if not fees:
        return
    settlement = settled({course.dossier_id: fees})
    for statement, parameters in settlement.statements:
        course.send_along(statement, parameters)
    for fee in fees:
        course.act(SettleFee(fee.key, settlement.by))
