"""How much a draft may hold."""

from collections.abc import Sequence

from motcua.catalogue.types import ComponentKind, ProcedureVersion
from motcua.intake.types import DraftFile, DraftRules
from motcua.kernel.types import Refusal


def file_objection(
    component: str, size: int, *, version: ProcedureVersion, there: Sequence[DraftFile], rules: DraftRules
) -> Refusal | None:
    """Why another file of so many bytes may not be attached for that paper; None where it may."""
    asked = {one.key for one in version.components if one.kind is not ComponentKind.DATA}
    if component not in asked:
        return Refusal("draft_component_unknown")
    return rules.allowance.objection_to(size, there=[one.file.size for one in there])
