"""The tables of the room: one section for each of its parts."""

from django.db import models
from django.db.models import Q

from motcua.journal.types import StreamColumns

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


# --- examinations: what was found about the signatures of files ---


class Examination(models.Model):
    """What was found about the signatures of a file at one examination; the latest counts. Goes with the file's bytes.

    `again_at` and `lasts_until` are alarms, and stand in the latest row only: when to look again, and when the
    certificate behind the archive time stamp ends.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.TextField()
    verdicts = models.JSONField(default=list)
    examined_at = models.DateTimeField(null=True)
    believed = models.JSONField(default=list)
    asked_issuers = models.BooleanField()
    silent = models.JSONField(default=list)
    hindrance = models.TextField(default="")
    tries = models.SmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    lasts_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="papers_examination_made_or_awaited",
                condition=Q(examined_at__isnull=True, hindrance="awaited")
                | (Q(examined_at__isnull=False) & ~Q(hindrance="awaited")),
            ),
        ]
        indexes = [
            models.Index(fields=["file", "-id"], name="papers_examination_latest"),
            models.Index(fields=["again_at"], name="papers_examination_again", condition=Q(again_at__isnull=False)),
            models.Index(
                fields=["lasts_until"], name="papers_examination_lasts", condition=Q(lasts_until__isnull=False)
            ),
        ]


class Renewal(StreamColumns):
    """That a paper got a new archive time stamp: from then on `by` is its copy, and `file` is kept beside it."""

    stream_prefix = "renewal"
    stream_key = "digest"

    digest = models.CharField(max_length=64, unique=True, db_collation="C")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.TextField()


# --- registers: numbers of the clerk, and the results that bear them ---


class RegisterNumber(StreamColumns):
    """A number that was drawn from the register of an agency for a year. `place` is all four together.

    `letter` is the name of the letter that bears it, empty where a result does or nothing yet.
    """

    stream_prefix = "register"
    stream_key = "place"

    place = models.TextField(unique=True, db_collation="C")
    agency_id = models.BigIntegerField()
    series = models.TextField(db_collation="C")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    written = models.TextField()
    holder = models.TextField(db_collation="C")
    drawn_at = models.DateTimeField()
    drawn_by = models.TextField()
    voided_at = models.DateTimeField(null=True)
    void_reason_id = models.BigIntegerField(null=True)
    void_reason_digest = models.BinaryField(null=True)
    letter = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "series", "year", "number"], name="papers_registernumber_in_its_register"
            ),
            models.CheckConstraint(
                name="papers_registernumber_voided_with_reason",
                condition=Q(voided_at__isnull=True, void_reason_id__isnull=True)
                | Q(voided_at__isnull=False, void_reason_id__isnull=False),
            ),
        ]


class Result(StreamColumns):
    """A paper that was issued. Whose it is stands in a declaration of `parties`, and nowhere here."""

    stream_prefix = "result"
    stream_key = "key"

    key = models.CharField(max_length=32, unique=True, db_collation="C")
    token = models.CharField(max_length=40, unique=True, db_collation="C")
    number = models.TextField(db_collation="C")
    place = models.TextField(default="", db_collation="C")
    kind_code = models.TextField(default="", db_collation="C")
    kind_name = models.TextField()
    agency_id = models.BigIntegerField()
    holder = models.TextField(db_collation="C")
    declaration_id = models.BigIntegerField()
    declaration_digest = models.BinaryField()
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    file = models.CharField(max_length=64, default="", db_collation="C")
    on_paper = models.BooleanField()
    entered_at = models.DateTimeField()
    entered_by = models.TextField()
    replaced_by = models.CharField(max_length=32, default="", db_collation="C")
    replaced_at = models.DateTimeField(null=True)
    replace_reason_id = models.BigIntegerField(null=True)
    replace_reason_digest = models.BinaryField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoke_reason_id = models.BigIntegerField(null=True)
    revoke_reason_digest = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="papers_result_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="papers_result_replaced_by_another",
                condition=Q(replaced_at__isnull=True, replaced_by="", replace_reason_id__isnull=True)
                | (Q(replaced_at__isnull=False, replace_reason_id__isnull=False) & ~Q(replaced_by="")),
            ),
            models.CheckConstraint(
                name="papers_result_revoked_with_reason",
                condition=Q(revoked_at__isnull=True, revoke_reason_id__isnull=True)
                | Q(revoked_at__isnull=False, revoke_reason_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["place"], name="papers_result_one_for_a_number", condition=~Q(place="") & Q(revoked_at=None)
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "id"], name="papers_result_holder"),
            models.Index(fields=["declaration_id"], name="papers_result_declaration"),
            models.Index(fields=["place"], name="papers_result_place", condition=~Q(place="")),
            models.Index(fields=["file"], name="papers_result_file", condition=~Q(file="")),
            models.Index(fields=["agency_id", "number"], name="papers_result_number"),
            models.Index(fields=["replaced_by"], name="papers_result_successor", condition=~Q(replaced_by="")),
        ]


# --- scanning: what an officer confirmed about a file ---


class PaperFacts(models.Model):
    """What a file says of itself, as confirmed; the latest row of a file counts. Personal parts are references."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind_code = models.TextField(default="", db_collation="C")
    title = models.TextField()
    number = models.TextField(default="")
    issuer = models.TextField(default="")
    issued_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    scope = models.TextField(default="")
    declaration_id = models.BigIntegerField()
    declaration_digest = models.BinaryField()
    summary_id = models.BigIntegerField(null=True)
    summary_digest = models.BinaryField(null=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="papers_paperfacts_in_order",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="papers_paperfacts_summary_whole",
                condition=Q(summary_id__isnull=True, summary_digest__isnull=True)
                | Q(summary_id__isnull=False, summary_digest__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["declaration_id"], name="papers_paperfacts_declaration")]
