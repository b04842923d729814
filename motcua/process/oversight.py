"""What whoever oversees a dossier sees of it beside everybody else, and may do about it."""

from dataclasses import dataclass

from motcua.dossier.types import Facts
from motcua.organisation.types import Scope
from motcua.process.rows import open_work_of
from motcua.process.rules.submissions import main_work
from motcua.process.rules.supervision import objection_to_reminding, oversees


@dataclass(frozen=True, slots=True)
class Oversight:
    """What somebody may do who oversees a dossier."""

    may_remind: bool = False


def oversight(scope: Scope, facts: Facts, dossier_id: int) -> Oversight:
    """What this person may do about the dossier; nothing for whoever does not oversee it."""
    if not oversees(scope, facts):
        return Oversight()
    return Oversight(may_remind=objection_to_reminding(scope, facts, main_work(open_work_of(dossier_id))) is None)
