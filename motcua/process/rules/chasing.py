"""Who writes a chasing letter to whom, and who answers it."""

from collections.abc import Collection, Mapping
from datetime import date

from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role, Scope
from motcua.process.rules.general_letters import may_sign
from motcua.process.rules.supervision import OVERSEERS

ANSWERING = frozenset({Role.LEADER, Role.SUPERVISOR})


def objection_to_chasing(
    scope: Scope,
    *,
    agency_id: int,
    to_agency_id: int,
    wanted: Collection[int],
    seen: Mapping[int, Facts],
    answer_due_on: date,
    today: date,
) -> Refusal | None:
    """Why somebody may not write this letter: `seen` are those of the dossiers that are within his sight."""
    if agency_id not in scope.own_agency_ids or not scope.may(*OVERSEERS):
        return Refusal("chasing_not_yours")
    if not wanted:
        return Refusal("chasing_about_nothing")
    if set(wanted) - seen.keys():
        return Refusal("no_such_dossier")
    for facts in seen.values():
        if to_agency_id not in {facts.subject.resolving_agency_id, facts.holder.agency_id}:
            return Refusal("chasing_of_another_agency", {"code": facts.code})
    return Refusal("chasing_answer_too_soon") if answer_due_on <= today else None


def objection_to_signing(scope: Scope, *, agency_id: int, awaits: str, signature: str) -> Refusal | None:
    """Why somebody may not make this signature: it is not the one that comes next, or not his to make."""
    if not awaits or awaits != signature:
        return Refusal("letter_signed_already")
    if not may_sign(scope, agency_id=agency_id, signature=signature):
        return Refusal("letter_not_yours_to_sign")
    return None


def may_answer(scope: Scope, *, to_agency_id: int) -> bool:
    """Whether somebody answers for the agency that a letter went to."""
    return to_agency_id in scope.own_agency_ids and scope.may(*ANSWERING)
