"""The tables of the archive: years, the dossiers in their lists, packages, and destructions with what they name."""

from django.db import models
from django.db.models import F, Q

from motcua.journal.types import StreamColumns


class Year(StreamColumns):
    """The list of an agency's dossiers that were finished in a year. `place` is both together."""

    stream_prefix = "archive"
    stream_key = "place"

    place = models.TextField(unique=True, db_collation="C")
    agency_id = models.BigIntegerField()
    year = models.SmallIntegerField()
    listed = models.IntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.TextField(default="")
    next_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "year"], name="archive_year_once")]
        indexes = [models.Index(fields=["next_at"], name="archive_year_next", condition=Q(next_at__isnull=False))]


class Record(models.Model):
    """A dossier in the list of its year. `number` is its place there; it is never given to another.

    `keep_until` is the last day of its period, the longest of its papers'; the last day of all for what is permanent.
    """

    year = models.ForeignKey(Year, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    dossier_id = models.BigIntegerField(unique=True)
    code = models.TextField(db_collation="C")
    version_id = models.BigIntegerField()
    finished_on = models.DateField()
    retention = models.TextField()
    keep_until = models.DateField()
    listed_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="archive_record_number")]
        indexes = [
            models.Index(
                fields=["year", "keep_until"], name="archive_record_kept", condition=Q(destroyed_at__isnull=True)
            )
        ]


class Awaited(models.Model):
    """A finished dossier that moved or got papers: its period is worked out anew by the sweep."""

    dossier_id = models.BigIntegerField(unique=True)
    since = models.DateTimeField()


class Package(models.Model):
    """The making of a transfer package. `manifest` is the SHA-256 of its tag manifest, by which it is known again."""

    year = models.ForeignKey(Year, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    dossiers = models.IntegerField()
    done = models.IntegerField(default=0)
    files = models.IntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    manifest = models.TextField(default="", db_collation="C")
    finished_at = models.DateTimeField(null=True)


class Destruction(StreamColumns):
    """What is proposed to be destroyed, the decision on it, and how far it has come."""

    stream_prefix = "destruction"

    agency_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField()
    proposed = models.IntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    decision = models.TextField(default="")
    decided_on = models.DateField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_digest = models.BinaryField(null=True)
    entered_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    files_destroyed = models.IntegerField(default=0)
    files_left = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="archive_destruction_decided_whole",
                condition=Q(entered_at__isnull=True, decision="", decided_on__isnull=True, decided_by_id__isnull=True)
                | (
                    Q(entered_at__isnull=False, decided_on__isnull=False, decided_by_id__isnull=False) & ~Q(decision="")
                ),
            ),
            models.CheckConstraint(
                name="archive_destruction_finished_by_decision",
                condition=Q(finished_at__isnull=True) | Q(entered_at__isnull=False, withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="archive_destruction_next", condition=Q(next_at__isnull=False)),
            models.Index(F("agency_id"), F("id").desc(), name="archive_destruction_agency"),
        ]


class Proposed(models.Model):
    """A dossier that a destruction names, and what became of it. A dossier is named by one open destruction at most."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="+", db_index=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.TextField(default="")
    files_destroyed = models.IntegerField(default=0)
    files_left = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["destruction", "record"], name="archive_proposed_once"),
            models.UniqueConstraint(fields=["record"], name="archive_proposed_open_once", condition=Q(outcome="")),
        ]
