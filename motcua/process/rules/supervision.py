"""Who oversees a dossier: supervisors and leaders of an agency that receives, resolves or has it, or of one above."""

from datetime import datetime

from motcua.catalogue.types import Reason
from motcua.dossier.types import Facts, Timeliness
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


def is_late(facts: Facts, at: datetime) -> bool:
    """Whether a dossier ended late, or is overdue at that instant."""
    if facts.timeliness is not None:
        return facts.timeliness is Timeliness.LATE
    clock = facts.clock
    if clock is None or facts.ended_at is not None:
        return False
    return clock.overdue_before if clock.lapses_at is None else at >= clock.lapses_at


def objection_to_cause(scope: Scope, facts: Facts, cause: Reason | None, words: str, *, at: datetime) -> Refusal | None:
    """Why somebody may not record this cause for a dossier."""
    if not oversees(scope, facts):
        return Refusal("not_yours_to_oversee")
    if not is_late(facts, at):
        return Refusal("not_late")
    if cause is None:
        return Refusal("no_such_cause")
    return Refusal("cause_needs_words") if cause.needs_words and not words.strip() else None


def objection_to_reminding(scope: Scope, facts: Facts, work: WorkItem | None) -> Refusal | None:
    """Why somebody may not remind of a dossier: it is not his to oversee, or lies with nobody any more."""
    if not oversees(scope, facts):
        return Refusal("not_yours_to_oversee")
    return Refusal("nothing_to_remind_of") if work is None else None
