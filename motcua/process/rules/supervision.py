"""Who oversees a dossier: supervisors and leaders of an agency that receives, resolves or has it, or of one above."""

from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role, Scope
from motcua.process.types import WorkItem

OVERSEERS = frozenset({Role.SUPERVISOR, Role.LEADER})
"""An inspector sees the same and changes nothing."""


def oversees(scope: Scope, facts: Facts) -> bool:
    """Whether somebody with this scope oversees such a dossier, not only sees it because his opinion was asked."""
    if not scope.may(*OVERSEERS):
        return False
    agencies = {facts.subject.receiving_agency_id, facts.subject.resolving_agency_id, facts.holder.agency_id}
    return scope.agency_ids is None or not scope.agency_ids.isdisjoint(agencies)


def objection_to_reminding(scope: Scope, facts: Facts, work: WorkItem | None) -> Refusal | None:
    """Why somebody may not remind of a dossier: it is not his to oversee, or lies with nobody any more."""
    if not oversees(scope, facts):
        return Refusal("not_yours_to_oversee")
    return Refusal("nothing_to_remind_of") if work is None else None
