"""Fees of one visit settled together: the dossiers are locked first, then the money is written down, then all move."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from motcua.dossier.types import Action, OwedFee, SettleFee
from motcua.journal.commands import recording
from motcua.kernel import reference
from motcua.kernel.types import Actor, granted
from motcua.organisation.types import Scope
from motcua.process.commands.acting import leave_the_payment_step, require_right
from motcua.process.course import Course
from motcua.process.rules.authority import late_entry
from motcua.process.types import Settlement


def settle_fees(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    fees: Mapping[int, Collection[str]],
    settled: Callable[[Mapping[int, tuple[OwedFee, ...]]], Settlement],
) -> None:
    """Settles fees of one or several dossiers, named by the dossier and the keys of the fees, inside the caller's unit.

    `settled` is told what is owed of them once every dossier is locked, and answers what they are settled with. Its
    statements are sent with the first dossier's row. Raises Refused: those of `act`, and what `settled` refuses.
    """
    with recording(actor=actor, at=at) as unit, reference.held():
        granted(late_entry(scope, None, at=unit.at, recorded_at=unit.recorded_at))
        courses = [Course.load(unit, dossier_id, scope=scope, seen=None) for dossier_id in sorted(fees)]
        for course in courses:
            require_right(course, scope, Action.SETTLE_FEE)
        owed = {
            course.dossier_id: tuple(fee for fee in course.locked.facts.fees_due if fee.key in fees[course.dossier_id])
            for course in courses
        }
        settlement = settled(owed)
        for statement, parameters in settlement.statements:
            courses[0].send_along(statement, parameters)
        for course in courses:
            for key in sorted(fees[course.dossier_id]):
                course.act(SettleFee(key, settlement.by))
                leave_the_payment_step(course, key, scope.officer_id)
            course.save()
