"""What wakes by itself: sheets that nobody came back for are removed."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.counter import models
from motcua.counter.commands.keeping import remove_expired
from motcua.kernel.sweep import Sweep


def _expired(at: datetime) -> QuerySet[models.KeptSheet]:
    return models.KeptSheet.objects.filter(expires_at__lte=at).order_by("expires_at", "id")


EXPIRED_SHEETS = Sweep("counter.expired_sheets", _expired, remove_expired)
