"""What wakes by itself: drafts that nobody went on with are removed."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.intake import commands, models
from motcua.kernel.sweep import Sweep


def _expired(at: datetime) -> QuerySet[models.Draft]:
    return models.Draft.objects.filter(expires_at__lte=at).order_by("expires_at", "id")


EXPIRED_DRAFTS = Sweep("intake.expired_drafts", _expired, commands.remove_expired)
