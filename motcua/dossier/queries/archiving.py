"""The dossiers that are finished: what the archive lists."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from motcua.dossier import models
from motcua.dossier.types import FINISHED, FinishedDossier

_ON: Final = Coalesce("handed_over_at", "ended_at")


def finished(dossier_ids: Iterable[int]) -> list[FinishedDossier]:
    """Those of these dossiers that are finished, by id; one statement."""
    rows = (
        _of_the_finished()
        .filter(id__in=list(dossier_ids))
        .order_by("id")
        .values_list("id", "code", "resolving_agency_id", "version_id", "procedure_code", "field_code", _ON)
    )
    return [
        FinishedDossier(dossier_id, code, agency_id, version_id, procedure, field, finished_at.date())
        for dossier_id, code, agency_id, version_id, procedure, field, finished_at in rows
    ]


def finished_ids(agency_id: int, year: int) -> Sequence[int]:
    """The dossiers that this agency resolved and that were finished in that year, in the order in which they were."""
    rows = _of_the_finished().filter(resolving_agency_id=agency_id).annotate(finished_at=_ON)
    return list(rows.filter(finished_at__year=year).order_by("finished_at", "id").values_list("id", flat=True))


def finished_by_year(agency_ids: Iterable[int] | None = None) -> dict[tuple[int, int], int]:
    """How many dossiers these agencies (None: all) finished, by agency and year; one statement."""
    rows = _of_the_finished()
    if agency_ids is not None:
        rows = rows.filter(resolving_agency_id__in=set(agency_ids))
    counted = (
        rows.annotate(year=ExtractYear(_ON))
        .values_list("resolving_agency_id", "year")
        .annotate(number=Count("id"))
        .order_by("resolving_agency_id", "year")
    )
    return {(agency_id, year): number for agency_id, year, number in counted}


def _of_the_finished() -> QuerySet[models.Dossier]:
    return models.Dossier.objects.filter(state__in=sorted(FINISHED))
