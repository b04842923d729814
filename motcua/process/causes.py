"""Causes of lateness: the listed reasons they are chosen from, and which was recorded for which dossier."""

from collections.abc import Collection
from datetime import date

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Reason, ReasonKind
from motcua.process import models


def causes_on(day: date) -> tuple[Reason, ...]:
    """The causes that may be chosen on that day."""
    return catalogue.reasons_offered(ReasonKind.LATENESS, on=day)


def cause_called(key: str) -> Reason | None:
    """The cause of that key, whenever it could be chosen."""
    return catalogue.reason_called(key)


def recorded_causes(dossier_ids: Collection[int]) -> dict[int, str]:
    """The keys of the causes that were recorded for these dossiers, in one statement."""
    rows = models.RecordedCause.objects.filter(dossier_id__in=dossier_ids)
    return dict(rows.values_list("dossier_id", "cause"))
