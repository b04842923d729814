"""Which versions of procedures the open dossiers stand on."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from motcua.dossier import models
from motcua.dossier.types import OPEN


def open_by_version(version_ids: Iterable[int]) -> Mapping[int, int]:
    """How many open dossiers of the whole house stand on each of these versions; those with none are left out.

    A number that tells nothing of anybody, so it is not scoped.
    """
    rows = models.Dossier.objects.filter(state__in=sorted(OPEN), version_id__in=list(version_ids))
    return dict(rows.values_list("version_id").annotate(count=Count("id")).order_by())
