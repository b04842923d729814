"""Work items, one row per piece of work on one desk; and what agencies decided about closing."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class WorkItem(models.Model):
    """One piece of work. The history of a dossier's desks is the journal's; this table answers "what lies on mine".

    `number` is the sequence of the entry that opened it: a name that is known before the row is written.
    `sent_by` is the officer who sent it out of the agency `sent_from` and waits for it, while it is open.
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
    papers_at = models.DateTimeField(null=True)
    sent_by = models.BigIntegerField(null=True)
    sent_from = models.BigIntegerField(null=True)

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
            models.Index(
                fields=["sent_by", "due_at", "id"],
                condition=models.Q(closed_at__isnull=True, sent_by__isnull=False),
                name="process_work_sent_on",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(kind="give_opinion", closed_at__isnull=True),
                name="process_answers_awaited",
            ),
            models.Index(
                fields=["agency_id", "closed_at"],
                condition=models.Q(closed_at__isnull=False),
                name="process_work_done",
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


class RecordedCause(models.Model):
    """Why a late dossier was late, by the key of a cause: the one that was recorded last."""

    dossier_id = models.BigIntegerField(unique=True)
    cause = models.TextField(db_collation="C")
    recorded_at = models.DateTimeField()


class Mention(models.Model):
    """That an officer is mentioned in a note on a dossier; `number` is the sequence of its entry."""

    dossier_id = models.BigIntegerField()
    number = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    mentioned_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "number", "officer_id"], name="process_mention_once")
        ]
        indexes = [
            models.Index(
                fields=["officer_id", "-id"], condition=models.Q(read_at__isnull=True), name="process_mention_unread"
            )
        ]


class ChasingLetter(models.Model):
    """A chasing letter: `number` is that of its agency's year, `words_id` and `answer_id` are texts of `parties`.

    One that is signed with keys says in `awaits` which signature comes next, in `signed` which were made (as a
    `DraftedPaper` does), in `attachment_id` where the file is as it was signed last, and in `file_digest` its SHA-256.
    """

    agency_id = models.BigIntegerField()
    to_agency_id = models.BigIntegerField()
    number = models.IntegerField()
    dossier_ids = ArrayField(models.BigIntegerField())
    words_id = models.BigIntegerField()
    written_at = models.DateTimeField()
    written_by = models.TextField()
    answer_due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer_id = models.BigIntegerField(null=True)
    awaits = models.TextField(default="", db_collation="C")
    signed = models.JSONField(default=list)
    attachment_id = models.BigIntegerField(null=True)
    file_digest = models.TextField(default="", db_collation="C")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="process_chasing_answered_in_words",
                condition=models.Q(answered_at__isnull=True, answer_id__isnull=True)
                | models.Q(answered_at__isnull=False, answer_id__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["agency_id", "-id"], name="process_chasing_from"),
            models.Index(fields=["to_agency_id", "-id"], name="process_chasing_to"),
            models.Index(fields=["agency_id", "awaits"], condition=~models.Q(awaits=""), name="process_chasing_awaits"),
            models.Index(fields=["file_digest"], condition=~models.Q(file_digest=""), name="process_chasing_file"),
        ]


class DraftedPaper(models.Model):
    """A paper that is drafted in a template and signed: a result, or a letter.

    What it says is a text of `parties`. `place` and `number` are those drawn for it while it is being signed (since
    `drawn_at`) and afterwards. `signed` is one mapping for each signature: `key`, `by` (the actor), `at`, `press`,
    `capacity` and `title` in which it was made.
    """

    letter = models.TextField()
    letter_version = models.PositiveSmallIntegerField()
    values_id = models.BigIntegerField()
    values_digest = models.BinaryField()
    drafted_at = models.DateTimeField()
    drafted_by = models.TextField()
    place = models.TextField(default="")
    number = models.TextField(default="")
    drawn_at = models.DateTimeField(null=True)
    signed = models.JSONField(default=list)

    class Meta:
        abstract = True


class ResultPaper(DraftedPaper):
    """The electronic result of a dossier: what was drafted, under which number it goes out, who has signed, the file.

    `draft_id` is the attachment of the draft, `attachment_id` that of the paper as it was signed last; `token` goes
    with the number; `result` is its key in the register.
    """

    dossier_id = models.BigIntegerField(unique=True)
    draft_id = models.BigIntegerField()
    attachment_id = models.BigIntegerField(null=True)
    token = models.TextField(default="")
    result = models.TextField(default="")


class WrittenLetter(DraftedPaper):
    """A letter (công văn) about a dossier. `about` is the sequence of the entry that told of its first draft.

    `agency_id` issues it; `attachment_id` is its file, the draft and later the paper as it was signed last. `awaits` is
    the key of the signature that comes next, empty once it has all of them. One that is `to_person` is written to
    whoever the dossier is about: he is told of it, and fetches it where he follows the dossier.
    """

    dossier_id = models.BigIntegerField()
    about = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    attachment_id = models.BigIntegerField()
    awaits = models.TextField(db_collation="C")
    to_person = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="process_letter_once", fields=["dossier_id", "about"])]
        indexes = [
            models.Index(
                fields=["agency_id", "awaits", "drafted_at"],
                condition=~models.Q(awaits=""),
                name="process_letter_awaiting",
            )
        ]
