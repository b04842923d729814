"""What the sweep asks, and what a changed calendar concerns."""

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.dossier import models
from motcua.dossier.types import RUNNING, State
from motcua.worktime.types import AffectedRange


def due_alarms(at: datetime) -> QuerySet[models.Dossier]:
    """The dossiers at which something can have changed by that instant, the longest waiting first."""
    return models.Dossier.objects.filter(next_alarm_at__lte=at).order_by("next_alarm_at", "id")


def concerned_by(calendar_key: str, changed: AffectedRange, *, after_id: int = 0, limit: int = 500) -> list[int]:
    """The dossiers whose dates a changed calendar can move, by id from `after_id` on: to be recomputed (rule 25).

    Running ones whose count touches the changed days, waiting ones whose waiting term does, filings whose answer does.
    """
    first, last = changed.first, changed.last
    touched = (
        Q(state__in=sorted(RUNNING), day_zero__lte=last, lapses_at__date__gte=first)
        | Q(state=State.AWAITING_SUPPLEMENT, waiting_until__gte=first)
        | Q(state=State.FILED, answer_due_at__date__gte=first)
    )
    rows = models.Dossier.objects.filter(touched, calendar_key=calendar_key, id__gt=after_id).order_by("id")
    return list(rows.values_list("id", flat=True)[:limit])
