"""Tables of the catalogue: procedures, their versions, who is competent. Days are inclusive at both ends."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from motcua.journal.types import StreamColumns


class Procedure(StreamColumns):
    """A procedure by its national code, as lists and the search show it: the words of its newest version or listing."""

    stream_prefix = "procedure"
    stream_key: ClassVar[str] = "code"

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    name = models.TextField()
    field_code = models.CharField(max_length=60, db_collation="C")
    field_name = models.CharField(max_length=250)
    levels = models.JSONField(default=list)
    keywords = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(name="procedure_by_field", fields=["field_code", "code"]),)


class Version(models.Model):
    """One version of a procedure. A trigger refuses to change or delete what was published.

    `id` is made from the digest, so it means the same version in every house. `effective_to` is the last day on which
    new dossiers may stand on it, empty until a later version or a withdrawal sets it. `annulled`: replaced before it
    came into force. `body` is the version as encoded by `parts.codec`, `digest` its SHA-256, which the journal repeats.
    """

    id = models.BigIntegerField(primary_key=True)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    decision = models.TextField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    annulled = models.BooleanField(default=False)
    body = models.JSONField()
    digest = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="version_numbered_once", fields=["procedure", "number"]),
            ExclusionConstraint(
                name="version_one_in_force",
                expressions=[
                    (
                        Func(F("procedure_id"), F("procedure_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("effective_from"), F("effective_to"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(annulled=False),
            ),
        )


class ImportedDraft(models.Model):
    """What a source said about a procedure when it was last read: undecided, with the marks that await a person.

    `shape` is the kind of source; each keeps its own draft. `source` names the file. `body` is `importing.shapes.Draft`
    as encoded by `parts.codec`; `digest` covers body and marks, and the journal repeats it.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="drafts")
    shape = models.CharField(max_length=10, db_collation="C")
    source = models.TextField()
    body = models.JSONField()
    marks = models.JSONField(default=list)
    digest = models.BinaryField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="draft_once_per_shape", fields=["procedure", "shape"]),)


class VersionDraft(models.Model):
    """The next version of a procedure while it is being written here, at fault or not; one for each procedure.

    `text` is in the catalogue's language. `revision` never comes twice, so whoever began with an older one is told.
    """

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="next_version")
    text = models.TextField()
    revision = models.BigIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.revision}"


class Competence(models.Model):
    """That an agency has a part in a procedure on some days: resolves it, or is the partner a step names.

    `commune_code` limits it to one commune; empty: wherever the agency is competent at all.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="competences")
    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=60, db_collation="C")
    commune_code = models.CharField(max_length=5, blank=True, db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="competence_once_from_a_day", fields=["procedure", "agency", "part", "commune_code", "valid_from"]
            ),
            models.CheckConstraint(
                name="competence_days_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        )
        indexes = (models.Index(name="competence_of_agency", fields=["agency", "part"]),)


class ListedReason(models.Model):
    """A reason that may be chosen on some days (`parts.reasons.Reason`). Its words never change: another one begins."""

    key = models.CharField(max_length=40, db_collation="C")
    kinds = models.JSONField()
    vi = models.TextField()
    en = models.TextField(blank=True)
    article = models.TextField(blank=True)
    only = models.JSONField(default=list)
    needs_words = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="reason_begins_once_a_day", fields=["key", "valid_from"]),
            models.CheckConstraint(
                name="reason_days_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} from {self.valid_from}"


class PublishedForm(models.Model):
    """One number of an e-form as it was published. A trigger refuses to change or delete it: drafts pin it.

    `document` is in the language of `forms`, `digest` its SHA-256, which the journal repeats. `uses` are the pairs of
    procedure and component for which it is filled in.
    """

    key = models.CharField(max_length=40, db_collation="C")
    number = models.IntegerField()
    document = models.JSONField()
    digest = models.BinaryField()
    uses = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="form_numbered_once", fields=["key", "number"]),)

    def __str__(self) -> str:
        return f"{self.key}/{self.number}"


class FormDraft(models.Model):
    """The next number of an e-form while it is being written here, at fault or not; one for each form.

    `text` is the document as it was typed, `uses` the papers it is for, one a line (`procedure/component`).
    `revision` never comes twice, so whoever began with an older one is told.
    """

    key = models.CharField(max_length=40, unique=True, db_collation="C")
    text = models.TextField()
    uses = models.TextField(blank=True)
    revision = models.BigIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.key}: {self.revision}"
