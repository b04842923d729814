"""What the journal itself has swept: request keys so old that nobody presses their button again."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.journal.commands import recording
from motcua.journal.models import AnsweredRequest
from motcua.kernel.sweep import Sweep, register
from motcua.kernel.types import system

KEPT = timedelta(days=30)
_AT_ONCE = 1_000


def expired(at: datetime) -> QuerySet[AnsweredRequest]:
    """The keys answered more than thirty days ago, the oldest first."""
    return AnsweredRequest.objects.filter(answered_at__lte=at - KEPT).order_by("answered_at")


def forget(_subject: int, at: datetime) -> None:
    """Removes the oldest expired keys, many at a time: one by one they would cost a commit each."""
    with recording(actor=system("sweep:journal.answered_requests"), at=at):
        oldest = expired(at).select_for_update(skip_locked=True).values("pk")[:_AT_ONCE]
        AnsweredRequest.objects.filter(pk__in=oldest).delete()


register(Sweep("journal.answered_requests", expired, forget))
