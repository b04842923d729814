"""What whoever oversees a dossier sees of it beside everybody else, and may do about it."""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.types import Facts
from motcua.organisation.types import Scope
from motcua.process.causes import cause_called, recorded_causes
from motcua.process.naming import said
from motcua.process.rows import open_work_of
from motcua.process.rules.submissions import main_work
from motcua.process.rules.supervision import is_late, objection_to_reminding, oversees


@dataclass(frozen=True, slots=True)
class Oversight:
    """What somebody may do who oversees a dossier. `cause` is why it is late, as it was recorded last."""

    may_remind: bool = False
    may_say_why: bool = False
    cause: str = ""


def oversight(scope: Scope, facts: Facts, dossier_id: int, *, at: datetime) -> Oversight:
    """What this person may do about the dossier; nothing for whoever does not oversee it."""
    if not oversees(scope, facts):
        return Oversight()
    late = is_late(facts, at)
    found = cause_called(recorded_causes([dossier_id]).get(dossier_id, "")) if late else None
    return Oversight(
        may_remind=objection_to_reminding(scope, facts, main_work(open_work_of(dossier_id))) is None,
        may_say_why=late,
        cause=said(found.label) if found is not None else "",
    )
