"""The dossiers that are finished: what the archive lists."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from motcua.dossier import models
from motcua.dossier.types import FINISHED, FinishedDossier

_ON: Final = Coalesce("handed_over_at", "ended_at")


def finished(dossier_ids: Iterable[int]) -> list[FinishedDossier]:
    """Those of these dossiers that are finished, by id; one statement."""
    return _described(_finished().filter(id__in=list(dossier_ids)).order_by("id"))


def finished_ids(agency_id: int, year: int) -> Sequence[int]:
    """The dossiers that this agency resolved and that were finished in that year, in the order in which they were."""
    rows = _finished().filter(resolving_agency_id=agency_id, finished_at__year=year)
    return list(rows.order_by("finished_at", "id").values_list("id", flat=True))


def finished_by_year(agency_ids: Iterable[int] | None = None) -> dict[tuple[int, int], int]:
    """How many dossiers these agencies (None: all) finished, by agency and year; one statement."""
    rows = _finished()
    if agency_ids is not None:
        rows = rows.filter(resolving_agency_id__in=set(agency_ids))
    counted = (
        rows.annotate(year=ExtractYear("finished_at"))
        .values_list("resolving_agency_id", "year")
        .annotate(number=Count("id"))
        .order_by("resolving_agency_id", "year")
    )
    return {(agency_id, year): number for agency_id, year, number in counted}


def _finished() -> QuerySet[models.Dossier]:
    return models.Dossier.objects.filter(state__in=sorted(FINISHED)).annotate(finished_at=_ON)


def _described(rows: QuerySet[models.Dossier]) -> list[FinishedDossier]:
    columns = ("id", "code", "resolving_agency_id", "version_id", "procedure_code", "field_code", "finished_at")
    return [
        FinishedDossier(dossier_id, code, agency_id, version_id, procedure, field, _day(at))
        for dossier_id, code, agency_id, version_id, procedure, field, at in rows.values_list(*columns)
    ]


def _day(finished_at: object) -> date:
    return finished_at.date()  # type: ignore[attr-defined,no-any-return] # an annotation the stubs know no type of
