"""How much a draft may hold."""

from collections.abc import Sequence

from motcua.catalogue.types import ComponentKind, ProcedureVersion
from motcua.intake.types import DraftFile, DraftRules
from motcua.kernel.types import Refusal

_MEGABYTE = 1024**2


def is_full(files: int, *, rules: DraftRules) -> Refusal | None:
    """Why no file more is taken; None where one is."""
    return Refusal("draft_files_too_many", {"most": rules.most_files}) if files >= rules.most_files else None


def file_objection(
    component: str, size: int, *, version: ProcedureVersion, there: Sequence[DraftFile], rules: DraftRules
) -> Refusal | None:
    """Why another file of so many bytes may not be attached for that paper; None where it may."""
    asked = {one.key for one in version.components if one.kind is not ComponentKind.DATA}
    if component not in asked:
        return Refusal("draft_component_unknown")
    if (refusal := is_full(len(there), rules=rules)) is not None:
        return refusal
    if sum(one.file.size for one in there) + size > rules.most_bytes:
        return Refusal("draft_files_too_large", {"most": rules.most_bytes // _MEGABYTE})
    return None
