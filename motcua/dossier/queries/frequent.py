"""What a place receives most."""

from datetime import date, datetime, time

from django.db.models import Count

from motcua.dossier import models
from motcua.organisation.types import Scope


def received_most(scope: Scope, agency_id: int, *, since: date, limit: int) -> list[str]:
    """The codes of the procedures received most at a place of the house since a day, the most frequent first."""
    if agency_id not in scope.own_agency_ids:
        return []
    rows = models.Dossier.objects.filter(
        receiving_agency_id=agency_id, received_at__gte=datetime.combine(since, time())
    )
    counted = rows.values("procedure_code").annotate(count=Count("id")).order_by("-count", "procedure_code")
    return [row["procedure_code"] for row in counted[:limit]]
