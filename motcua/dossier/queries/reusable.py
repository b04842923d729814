"""The files of a person's earlier dossiers, for the next one: what was digitised once is not asked for again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Component
from motcua.dossier import models
from motcua.dossier.queries.sight import in_sight
from motcua.dossier.types import State
from motcua.kernel import statements
from motcua.organisation.types import Scope

_MOST_PAPERS = 2_000
"""How many of the latest papers are looked through."""
_IN_FORCE = """
SELECT d.id, d.code, d.received_at, d.version_id, d.declaration_id,
  p.paper->>'component', (p.paper->>'attachment')::bigint AS attachment, p.paper->>'file',
  (SELECT o.paper->>'file' FROM jsonb_array_elements(d.facts->'papers') AS o(paper)
    WHERE o.paper->'attachment' = p.paper->'signs')
FROM dossier_dossier d CROSS JOIN LATERAL jsonb_array_elements(d.facts->'papers') AS p(paper)
WHERE d.id = ANY(%s::bigint[]) AND NOT EXISTS (
  SELECT FROM jsonb_array_elements(d.facts->'papers') AS s(paper) WHERE s.paper->'signs' = p.paper->'attachment')
ORDER BY d.id DESC, attachment DESC LIMIT %s::int
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPaper:
    """A file that an earlier dossier has for one paper of its checklist.

    `original` is the digest of the file of which this one is the signed copy, empty where it is none. `in_sight`: the
    reader may see that dossier, not only this paper of his own. `is_of_applicants`: the dossier rests on one of the
    declarations that were asked for.
    """

    dossier_id: int
    in_sight: bool
    is_of_applicants: bool
    code: str
    received_at: datetime | None
    declaration_id: int
    component: Component
    attachment: int
    file: str
    original: str


@dataclass(frozen=True, slots=True)
class EarlierPapers:
    """The papers found, and how many of the latest were looked through where there are more (0: all were)."""

    papers: tuple[EarlierPaper, ...]
    looked_through: int = 0


def earlier_papers(
    scope: Scope, *, declared: Collection[int], holding: Collection[int], own: Collection[int]
) -> EarlierPapers:
    """The files in force that dossiers have for papers of their checklists, the latest dossier first.

    Of the dossiers in sight those that rest on the declarations `declared`, and those with the ids `holding`; besides,
    whoever sees them, those with the ids `own`. None of a dossier that was entered by mistake. Three statements.
    """
    wanted = Q(declaration_id__in=sorted(declared)) | Q(id__in=sorted(holding))
    seen = _ids(in_sight(scope).filter(wanted)) if declared or holding else frozenset()
    ids = seen | (_ids(models.Dossier.objects.filter(id__in=sorted(own))) if own else frozenset())
    rows = statements.rows(_IN_FORCE, [sorted(ids), _MOST_PAPERS + 1]) if ids else []
    return EarlierPapers(
        papers=tuple(_earlier(rows[:_MOST_PAPERS], seen=seen, declared=declared)),
        looked_through=_MOST_PAPERS if len(rows) > _MOST_PAPERS else 0,
    )


def _ids(rows: QuerySet[models.Dossier]) -> frozenset[int]:
    return frozenset(rows.exclude(state=State.VOIDED).values_list("id", flat=True))


def _earlier(
    rows: list[tuple[Any, ...]], *, seen: Collection[int], declared: Collection[int]
) -> Iterator[EarlierPaper]:
    """The rows with the papers of the checklists to which their files belong; a file without one is no paper."""
    components: dict[int, dict[str, Component]] = {}
    for dossier_id, code, received_at, version_id, declaration_id, key, attachment, file, original in rows:
        if version_id not in components:
            components[version_id] = {one.key: one for one in catalogue.version(version_id).components}
        component = components[version_id].get(key)
        if component is not None:
            yield EarlierPaper(
                dossier_id=dossier_id,
                in_sight=dossier_id in seen,
                is_of_applicants=declaration_id in declared,
                code=code,
                received_at=received_at,
                declaration_id=declaration_id,
                component=component,
                attachment=attachment,
                file=file,
                original=original or "",
            )
