"""When an agency ends: its open work goes to the desks of its heir."""

from datetime import date, datetime

from django.db.models import QuerySet

from motcua.journal.commands import recording
from motcua.kernel.types import Actor
from motcua.organisation.types import EVERYTHING, Estate
from motcua.process import models
from motcua.process.course import Course


def estate(agency_id: int, day: date) -> Estate:
    """How much open work the agency would leave."""
    return Estate("process", _left_by(agency_id).count())


def hand_over_to_heir(actor: Actor, at: datetime, predecessor_id: int, heir_id: int, limit: int) -> int:
    """Passes the open work of at most `limit` dossiers on, in one unit of work; called until it answers 0.

    Each piece keeps its own due instant, and whoever had it if he holds the same role with the heir, else as new
    work is placed there.
    """
    ids = list(_left_by(predecessor_id).order_by("dossier_id").values_list("dossier_id", flat=True).distinct()[:limit])
    if not ids:
        return 0
    moved = 0
    with recording(actor=actor, at=at) as unit:
        for dossier_id in ids:
            course = Course.load(unit, dossier_id, scope=EVERYTHING, seen=None)
            left = [work for work in course.open_work if work.placement.agency_id == predecessor_id]
            for work in left:
                course.pass_to_heir(work, heir_id=heir_id)
            course.save()
            moved += len(left)
    return moved


def _left_by(agency_id: int) -> QuerySet[models.WorkItem]:
    return models.WorkItem.objects.filter(agency_id=agency_id, closed_at__isnull=True)
