"""The tables of the journal. Triggers (migration 0001) keep entries and seals from being changed or removed."""

from django.db import models

from motcua.journal.types import StreamColumns


class KeptText(models.TextField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """A JSON text kept byte for byte (column type `json`, which stores what it was given)."""

    def db_type(self, connection: object) -> str:
        """The column's type."""
        return "json"


class Entry(models.Model):
    """One move. Written only by the last statement of a unit of work."""

    position = models.BigIntegerField(primary_key=True)
    stream = models.TextField(db_collation="C")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = KeptText()
    kind = models.TextField(db_collation="C")
    version = models.SmallIntegerField()
    body = KeptText()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="entry_stream_sequence", fields=["stream", "sequence"]),
            models.CheckConstraint(name="entry_sequence_from_one", condition=models.Q(sequence__gte=1)),
            models.CheckConstraint(name="entry_version_from_one", condition=models.Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.stream} {self.sequence} {self.kind}"


class Stream(StreamColumns):
    """A stream without a row of its own elsewhere: calendars, settings, catalogue decisions."""

    stream_prefix = ""
    stream_key = "name"

    name = models.TextField(primary_key=True, db_collation="C")

    def __str__(self) -> str:
        return self.name


class AnsweredRequest(models.Model):
    """A request key that was answered, with the digest of what was asked and the ids of the answer."""

    actor = models.TextField(db_collation="C")
    key = models.TextField(db_collation="C")
    digest = models.BinaryField()
    answer = models.JSONField(default=dict)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="answered_request_once", fields=["actor", "key"])]
        indexes = [models.Index(name="answered_request_age", fields=["answered_at"])]

    def __str__(self) -> str:
        return f"{self.actor}: {self.key}"


class Seal(models.Model):
    """Covers the entries with `after < position <= upto`, and the seal before it. Written once."""

    number = models.BigIntegerField(primary_key=True)
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    entries = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="seal_covers_forward", condition=models.Q(upto__gt=models.F("after")))
        ]

    def __str__(self) -> str:
        return f"{self.number}: up to {self.upto}"


class SealStamp(models.Model):
    """The time stamp of an authority outside over a seal's digest. Written once, after the seal."""

    seal = models.OneToOneField(Seal, models.PROTECT, primary_key=True, related_name="stamp")
    token = models.BinaryField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seal_id}"


class Checkpoint(models.Model):
    """How far a reader has read. `stopped_before` is the position of the entry it waits at, with the trouble's name."""

    reader = models.TextField(primary_key=True, db_collation="C")
    position = models.BigIntegerField()
    moved_at = models.DateTimeField()
    stopped_before = models.BigIntegerField(null=True)
    trouble = models.TextField(default="", blank=True)
    tries = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader}: {self.position}"


class ParkedStream(models.Model):
    """A stream that waits for one reader from `position` on, until it is retried."""

    reader = models.TextField(db_collation="C")
    stream = models.TextField(db_collation="C")
    position = models.BigIntegerField()
    trouble = models.TextField()
    since = models.DateTimeField()
    tries = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(name="parked_stream_once", fields=["reader", "stream"])]

    def __str__(self) -> str:
        return f"{self.reader}: {self.stream} from {self.position}"


class SkippedEntry(models.Model):
    """An entry that a reader passed over."""

    reader = models.TextField(db_collation="C")
    position = models.BigIntegerField()
    trouble = models.TextField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="skipped_entry_once", fields=["reader", "position"])]

    def __str__(self) -> str:
        return f"{self.reader}: {self.position}"
