"""The parts that agencies have in procedures, many agencies at once."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from motcua.catalogue import models
from motcua.catalogue.rules.competence import Part


def parts_of_agencies(agency_ids: Iterable[int], on: date) -> list[Part]:
    """Every part these agencies have in a procedure on that day, wherever it holds; one statement."""
    in_force = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    rows = models.Competence.objects.filter(in_force, agency_id__in=set(agency_ids)).distinct()
    columns = ("agency_id", "procedure__code", "part")
    return [Part(*row) for row in rows.order_by(*columns).values_list(*columns)]
