"""Why the classes of ended dossiers differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.queries.sight import facts_many
from motcua.dossier.rules.differing import why_classes_differ as why_of
from motcua.dossier.types import ClassesDiffer


@dataclass(frozen=True, slots=True)
class Differing:
    """The due instant by QĐ 766, where a date ran, and why the class is another one than by law."""

    due_766_at: datetime | None
    reason: ClassesDiffer


def why_classes_differ(dossier_ids: Sequence[int]) -> dict[int, Differing]:
    """Those of these dossiers whose classes differ, with why; one statement. For rooms that know who may see them."""
    found: dict[int, Differing] = {}
    for dossier_id, facts in facts_many(list(dossier_ids)).items():
        reason = why_of(facts)
        if reason is not None:
            found[dossier_id] = Differing(facts.clock.due_766_at if facts.clock is not None else None, reason)
    return found
