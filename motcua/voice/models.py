"""The table of feedback. What was said, and by whom, lies with the people (`parties`), files with the papers."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from motcua.journal.types import StreamColumns


def holder_of(feedback_id: int) -> str:
    """The name under which `papers` knows a feedback."""
    return f"feedback/{feedback_id}"


class Feedback(StreamColumns):
    """Something said to an agency. Of the secret in the sender's link only the digest is known.

    `words_id` is what he said, `typed_code_id` the code of a dossier as he typed it, `reply_id` the answer or why there
    is none. `calendar` and `calendar_version` are by what the terms were counted.
    """

    stream_prefix = "feedback"
    stream_key = "code"

    code = models.TextField(unique=True, db_collation="C")
    secret_digest = models.BinaryField(unique=True)
    kind = models.TextField(db_collation="C")
    for_leaders = models.BooleanField()
    stage = models.TextField(db_collation="C")
    agency_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    dossier_id = models.BigIntegerField(null=True)
    declaration_id = models.BigIntegerField()
    words_id = models.BigIntegerField()
    typed_code_id = models.BigIntegerField(null=True)
    reply_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="", db_collation="C")
    received_at = models.DateTimeField()
    calendar = models.TextField()
    calendar_version = models.TextField()
    calendar_agency = models.TextField()
    due_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    decline_due_at = models.DateTimeField()
    decline_lapses_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="voice_feedback_ended_or_not",
                condition=Q(stage__in=["received", "assigned"], ended_at__isnull=True, reply_id__isnull=True)
                | Q(stage__in=["answered", "returned", "declined"], ended_at__isnull=False, reply_id__isnull=False),
            ),
            models.CheckConstraint(
                name="voice_feedback_assigned_to_somebody",
                condition=~Q(stage="assigned") | Q(officer_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency_id", "lapses_at", "id"], name="voice_feedback_open", condition=Q(ended_at=None)
            ),
            models.Index(
                fields=["agency_id", "-ended_at", "-id"], name="voice_feedback_ended", condition=~Q(ended_at=None)
            ),
            models.Index(fields=["declaration_id"], name="voice_feedback_declaration"),
        ]

    @property
    def holder(self) -> str:
        """The name under which `papers` knows it."""
        return holder_of(self.pk)


class RatedDossier(models.Model):
    """That a dossier was rated, so that it is once. How, nobody can find out: nothing leads from here to the answers,
    and neither says when."""

    dossier_id = models.BigIntegerField(primary_key=True)


class Rating(models.Model):
    """One rating, of nobody: its number is drawn by lot, and of its day the month alone is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    month = models.DateField()
    answers = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["agency_id", "month"], name="voice_rating_agency"),
            models.Index(fields=["procedure_code", "month"], name="voice_rating_procedure"),
        ]
