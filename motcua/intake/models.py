"""The table of drafts. What was typed lies with the people (`parties`), files with the papers; here is only which."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


def holder_of(draft_id: int) -> str:
    """The name under which `papers` knows a draft."""
    return f"draft/{draft_id}"


class Draft(models.Model):
    """What somebody is going to file online. Of the secret in its link only the digest is known.

    `unfiled_id` is where what was typed lies, as long as it is not filed; `form_ids` the numbers of the e-forms that
    were begun in it. `expires_at` is when the row goes.
    """

    secret_digest = models.BinaryField(unique=True)
    procedure_code = models.TextField(db_collation="C")
    citizen_id = models.BigIntegerField(null=True)
    unfiled_id = models.BigIntegerField(null=True, unique=True)
    form_ids = ArrayField(models.BigIntegerField(), default=list)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    dossier_id = models.BigIntegerField(null=True, unique=True)
    filed_sequence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_draft_filed_or_not",
                condition=Q(
                    filed_at__isnull=True,
                    dossier_id__isnull=True,
                    filed_sequence__isnull=True,
                    unfiled_id__isnull=False,
                )
                | Q(
                    filed_at__isnull=False,
                    dossier_id__isnull=False,
                    filed_sequence__isnull=False,
                    unfiled_id__isnull=True,
                ),
            )
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="intake_draft_expires"),
            models.Index(
                fields=["citizen_id", "-changed_at"], name="intake_draft_citizen", condition=Q(citizen_id__isnull=False)
            ),
        ]

    @property
    def holder(self) -> str:
        """The name under which `papers` knows it."""
        return holder_of(self.id)
