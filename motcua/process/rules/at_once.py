"""What may be resolved on the spot, and by which desk (NĐ 118/2025 Đ17.4)."""

from motcua.catalogue.types import ProcedureVersion
from motcua.dossier.types import Subject
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role, Scope


def is_done_at_once(version: ProcedureVersion) -> bool:
    """Whether a procedure's result is given on the spot, on a paper that nobody signs digitally."""
    return version.immediate and version.result is not None and not version.result.signatures


def objection_to_doing_at_once(version: ProcedureVersion, subject: Subject, scope: Scope) -> Refusal | None:
    """Why this desk does not resolve it on the spot; None: it does.

    Refused: `not_competent_here` (not at this desk, or for an agency of another house), `not_done_at_once`.
    """
    at_this_desk = subject.receiving_agency_id in scope.own_agency_ids and scope.may(Role.RECEPTIONIST)
    if not at_this_desk or subject.resolving_agency_id not in scope.own_agency_ids:
        return Refusal("not_competent_here")
    return None if is_done_at_once(version) else Refusal("not_done_at_once", {"procedure": version.code})
