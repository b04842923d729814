"""What wakes by itself: sheets nobody came back for are removed, and who sent a parcel that became no dossier."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.counter import models
from motcua.counter.commands.keeping import remove_expired
from motcua.counter.commands.parcels import forget_sender
from motcua.kernel.sweep import Sweep


def _expired(at: datetime) -> QuerySet[models.KeptSheet]:
    return models.KeptSheet.objects.filter(expires_at__lte=at).order_by("expires_at", "id")


EXPIRED_SHEETS = Sweep("counter.expired_sheets", _expired, remove_expired)


def _outlived(at: datetime) -> QuerySet[models.Parcel]:
    return models.Parcel.objects.filter(expires_at__lte=at).order_by("expires_at", "id")


OUTLIVED_PARCELS = Sweep("counter.outlived_parcels", _outlived, forget_sender)
