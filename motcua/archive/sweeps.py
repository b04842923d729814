"""What wakes by itself: periods of finished dossiers, closings that were asked for, decisions to be carried out."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.archive import commands, models
from motcua.kernel.sweep import Sweep


def _awaited(_at: datetime) -> QuerySet[models.Awaited]:
    return models.Awaited.objects.order_by("id")


def _closings(at: datetime) -> QuerySet[models.Year]:
    return models.Year.objects.filter(next_at__lte=at).order_by("next_at", "id")


def _decided(at: datetime) -> QuerySet[models.Destruction]:
    return models.Destruction.objects.filter(next_at__lte=at).order_by("next_at", "id")


PERIODS = Sweep("archive.periods", _awaited, commands.keep_awaited)
CLOSINGS = Sweep("archive.closings", _closings, commands.close_next)
DESTRUCTIONS = Sweep("archive.destructions", _decided, commands.carry_out_next)
SWEEPS = (PERIODS, CLOSINGS, DESTRUCTIONS)
