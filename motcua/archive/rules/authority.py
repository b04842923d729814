"""Who keeps an archive, who decides what is destroyed of it, and who may look."""

from motcua.organisation.types import Role, Scope

KEEPERS = (Role.CLERK, Role.LEADER)
"""They close years and propose what is to be destroyed: the clerk (văn thư, lưu trữ) and whoever heads the agency."""
DECIDERS = (Role.LEADER,)
"""The head of the agency decides what is destroyed (Luật Lưu trữ): never whoever proposed it in the clerk's post."""
READERS = (*KEEPERS, Role.INSPECTOR)


def keeps(scope: Scope, agency_id: int) -> bool:
    """Whether somebody keeps the archive of that agency."""
    return agency_id in scope.own_agency_ids and scope.may(*KEEPERS)


def decides(scope: Scope, agency_id: int) -> bool:
    """Whether somebody decides what is destroyed there."""
    return agency_id in scope.own_agency_ids and scope.may(*DECIDERS)


def reads(scope: Scope, agency_id: int) -> bool:
    """Whether somebody may look at the archive of that agency: who keeps it, and inspectors of what they oversee."""
    return keeps(scope, agency_id) or (scope.may(Role.INSPECTOR) and scope.sees([agency_id]))
