"""The tables of the room: one section for each of its parts."""

from django.db import models
from django.db.models import Q

# --- store: the files of the house, and who holds them ---


class StoredFile(models.Model):
    """A file the house knows, named by the digest of its bytes. Of a destroyed one the row remains."""

    digest = models.CharField(max_length=64, unique=True, db_collation="C")
    size = models.BigIntegerField()
    media_type = models.TextField()
    original_digest = models.CharField(max_length=64, db_collation="C")
    pages = models.IntegerField()
    is_signed = models.BooleanField()
    stored_at = models.DateTimeField()
    stored_by = models.TextField()
    retention = models.TextField(default="")
    keep_until = models.DateField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    decision = models.TextField(default="")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="papers_storedfile_digest_is_sha256",
                condition=Q(digest__regex=r"^[0-9a-f]{64}$", original_digest__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="papers_storedfile_destroyed_by_decision",
                condition=Q(destroyed_at__isnull=True, decision="", emptied_at__isnull=True)
                | (Q(destroyed_at__isnull=False) & ~Q(decision="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["original_digest"],
                name="papers_storedfile_original",
                condition=~Q(original_digest=models.F("digest")),
            ),
            models.Index(
                fields=["destroyed_at"],
                name="papers_storedfile_to_empty",
                condition=Q(destroyed_at__isnull=False, emptied_at__isnull=True),
            ),
        ]


class Attachment(models.Model):
    """That a holder, named by its key, has a file. Taken away it is marked, and the file stays."""

    holder = models.TextField(db_collation="C")
    component = models.TextField(default="", db_collation="C")
    kind = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.TextField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "component", "kind", "file"],
                name="papers_attachment_once",
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="papers_attachment_removed_by_somebody",
                condition=Q(removed_at__isnull=True, removed_by="") | (Q(removed_at__isnull=False) & ~Q(removed_by="")),
            ),
        ]
        indexes = [models.Index(fields=["holder", "id"], name="papers_attachment_holder")]
