"""Every read of the heart."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.dossier import models


def due_alarms(at: datetime) -> QuerySet[models.Dossier]:
    """The dossiers at which something can have changed by that instant, the longest waiting first."""
    return models.Dossier.objects.filter(next_alarm_at__lte=at).order_by("next_alarm_at", "id")
