"""What wakes by itself: the bytes of files that were destroyed by decision are removed."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.kernel import sweep
from motcua.papers import models
from motcua.papers.store import commands


def _due(at: datetime) -> QuerySet[models.StoredFile]:
    return models.StoredFile.objects.filter(destroyed_at__lte=at, emptied_at=None).order_by("destroyed_at")


DESTROYED_FILES = sweep.Sweep("papers.destroyed_files", _due, commands.empty_file)
