"""What wakes by itself: files nobody has looked at yet, or of which a service did not answer; papers whose archive time
stamp is to be renewed."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.kernel import sweep
from motcua.kernel.types import system
from motcua.papers import models
from motcua.papers.examinations import commands, renewing_commands

RENEWED_BEFORE = timedelta(days=90)
"""So long before the certificate of an archive time stamp ends it is renewed: an authority may be away for weeks."""
_EXAMINING = system("sweep:examinations")
_RENEWING = system("sweep:archive-stamps")


def _due(at: datetime) -> QuerySet[models.Examination]:
    rows = models.Examination.objects.filter(again_at__lte=at, file__destroyed_at=None)
    return rows.order_by("again_at", "id")


def _act(examination_id: int, at: datetime) -> None:
    digest = models.Examination.objects.filter(id=examination_id).values_list("file__digest", flat=True).get()
    commands.examine_file(digest, actor=_EXAMINING, at=at)


UNSETTLED_SIGNATURES = sweep.Sweep("papers.signatures", _due, _act)


def ending_stamps(at: datetime) -> QuerySet[models.Examination]:
    """The papers whose archive time stamp ends soon, the nearest end first. Of one that has ended it is too late."""
    rows = models.Examination.objects.filter(
        lasts_until__lte=at + RENEWED_BEFORE, lasts_until__gt=at, file__destroyed_at=None
    )
    return rows.order_by("lasts_until", "id")


def _renew(examination_id: int, at: datetime) -> None:
    digest = models.Examination.objects.filter(id=examination_id).values_list("file__digest", flat=True).get()
    renewing_commands.renew_file(digest, actor=_RENEWING, at=at)


ENDING_STAMPS = sweep.Sweep("papers.archive_stamps", ending_stamps, _renew)
