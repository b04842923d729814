"""What wakes by itself: files nobody has looked at yet, and files of which a service did not answer."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.kernel import sweep
from motcua.kernel.types import system
from motcua.papers import models
from motcua.papers.examinations import commands

_EXAMINING = system("sweep:examinations")


def _due(at: datetime) -> QuerySet[models.Examination]:
    rows = models.Examination.objects.filter(again_at__lte=at, file__destroyed_at=None)
    return rows.order_by("again_at", "id")


def _act(examination_id: int, at: datetime) -> None:
    digest = models.Examination.objects.filter(id=examination_id).values_list("file__digest", flat=True).get()
    commands.examine_file(digest, actor=_EXAMINING, at=at)


UNSETTLED_SIGNATURES = sweep.Sweep("papers.signatures", _due, _act)
