"""Work items, one row per piece of work on one desk; and what agencies decided about closing."""

from django.db import models


class WorkItem(models.Model):
    """One piece of work. The history of a dossier's desks is the journal's; this table answers "what lies on mine".

    `number` is the sequence of the entry that opened it: a name that is known before the row is written.
    """

    subject = models.TextField(db_collation="C")
    dossier_id = models.BigIntegerField()
    number = models.BigIntegerField()
    step_key = models.TextField()
    kind = models.TextField()
    role = models.TextField()
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    because = models.TextField()
    load = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    held_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    action_key = models.TextField(default="")
    late = models.BooleanField(null=True)
    previous_number = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "number"], name="process_workitem_number"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(late__isnull=False),
                name="process_workitem_closed_has_lateness",
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer_id", "due_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="process_work_of_officer",
            ),
            models.Index(
                fields=["agency_id", "role", "due_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="process_work_of_agency",
            ),
        ]


class ClosingRule(models.Model):
    """What an agency decided, from a day on, about dossiers whose supplement nobody answered (clock rule 19)."""

    agency_id = models.BigIntegerField()
    valid_from = models.DateField()
    by_itself = models.BooleanField()
    decided_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="process_closing_rule_once", fields=["agency_id", "valid_from"])]


class ResultPaper(models.Model):
    """The electronic result of a dossier: what was drafted, under which number it goes out, who has signed, the file.

    What it says is a text of `parties`. `draft_id` is the attachment of the draft, `attachment_id` that of the paper as
    it was signed last. `place`, `number` and `token` are those drawn for it while it is being signed and afterwards;
    `result` is its key in the register. `signed` is one mapping for each signature: `key`, `by` (the actor), `at`,
    `press`.
    """

    dossier_id = models.BigIntegerField(unique=True)
    letter = models.TextField()
    letter_version = models.PositiveSmallIntegerField()
    values_id = models.BigIntegerField()
    values_digest = models.BinaryField()
    draft_id = models.BigIntegerField()
    attachment_id = models.BigIntegerField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.TextField()
    place = models.TextField(default="")
    number = models.TextField(default="")
    token = models.TextField(default="")
    drawn_at = models.DateTimeField(null=True)
    result = models.TextField(default="")
    signed = models.JSONField(default=list)
