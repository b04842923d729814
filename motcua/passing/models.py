"""The tables: lists with their lines, and where the papers of each dossier lie that ever left the desk."""

from django.db import models
from django.db.models import F, Q

from motcua.journal.types import StreamColumns


class PaperList(StreamColumns):
    """Papers that went from one agency to another in somebody's hands."""

    stream_prefix = "paper_list"

    giver_id = models.BigIntegerField()
    taker_id = models.BigIntegerField()
    year = models.IntegerField()
    number = models.IntegerField()
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField()
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.BigIntegerField(null=True)
    remark_id = models.BigIntegerField(null=True)
    remark_digest = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["giver_id", "year", "number"], name="passing_list_number"),
            models.CheckConstraint(
                name="passing_list_between_two",
                condition=~Q(giver_id=F("taker_id")),
            ),
            models.CheckConstraint(
                name="passing_list_taken_by_somebody",
                condition=Q(taken_at__isnull=True, taken_by_id__isnull=True)
                | (Q(taken_at__isnull=False, taken_by_id__isnull=False) & ~Q(taken_by_id=F("given_by_id"))),
            ),
        ]
        indexes = [
            models.Index(F("taker_id"), F("id").desc(), name="passing_list_taker"),
            models.Index(F("giver_id"), F("id").desc(), name="passing_list_giver"),
        ]


class Line(models.Model):
    """The papers of one dossier in a list."""

    list = models.ForeignKey(PaperList, on_delete=models.PROTECT, related_name="lines")
    dossier_id = models.BigIntegerField()
    is_missing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "dossier_id"], name="passing_line_once")]
        indexes = [models.Index(fields=["dossier_id", "list"], name="passing_line_dossier")]


class Place(models.Model):
    """Where the papers of a dossier lie; on the way with `carried_by`. Without a row they never left the desk."""

    dossier_id = models.BigIntegerField(primary_key=True)
    agency_id = models.BigIntegerField()
    carried_by = models.ForeignKey(PaperList, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["agency_id", "dossier_id"], name="passing_place_here", condition=Q(carried_by__isnull=True)
            )
        ]
