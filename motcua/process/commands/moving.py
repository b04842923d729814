"""How every move of one dossier begins and ends: one press is one unit of work, answered once."""

from collections.abc import Callable
from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, granted
from motcua.organisation.types import Scope
from motcua.parties.types import TextRef
from motcua.process.course import Course
from motcua.process.rules.authority import late_entry
from motcua.process.types import Moved


def moved(
    move: Callable[[Course], None],
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    key: RequestKey | None,
    seen: int | None,
    late_reason: TextRef | None = None,
) -> Moved:
    """Loads the dossier with its work, lets `move` do what is new, saves it, and answers where its stream stands.

    A request that was answered before gets the same answer and nothing is done. Raises Refused: `no_such_dossier`
    (absent or out of sight), `moved_on`, those of an instant that is not now (clock rule 2), and what `move` refuses.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Moved(**unit.earlier_answer)
        late = granted(late_entry(scope, late_reason, at=unit.at, recorded_at=unit.recorded_at))
        course = Course.load(unit, dossier_id, scope=scope, seen=seen, late=late)
        move(course)
        course.save()
        unit.answer({"dossier_id": dossier_id, "sequence": course.sequence})
        return Moved(dossier_id, course.sequence)
