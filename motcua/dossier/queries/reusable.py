"""The files of a person's earlier dossiers, for the next one: what was digitised once is not asked for again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Component
from motcua.dossier.queries.sight import in_sight
from motcua.dossier.rows import facts_of
from motcua.dossier.types import PaperFile, State
from motcua.organisation.types import Scope

_MOST_DOSSIERS = 30
"""How many of the latest dossiers are looked through."""


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """A file that an earlier dossier has for one paper of its checklist."""

    dossier_id: int
    code: str
    received_at: datetime | None
    component: Component
    paper: PaperFile


def earlier_files(scope: Scope, declaration_ids: Collection[int]) -> Iterator[EarlierFile]:
    """The files that are in force in the dossiers of these declarations that are in sight, the latest dossier first.

    None of a dossier that was entered by mistake.
    """
    rows = in_sight(scope).filter(declaration_id__in=sorted(declaration_ids)).exclude(state=State.VOIDED)
    for row in rows.order_by("-id")[:_MOST_DOSSIERS]:
        facts = facts_of(row.facts)
        components = {one.key: one for one in catalogue.version(facts.subject.procedure_version_id).components}
        for paper in facts.files_in_force:
            if paper.component in components:
                yield EarlierFile(row.id, row.code, row.received_at, components[paper.component], paper)
