"""Counters that lose no number, numbers set aside, running counts, rows a sweep could not act on, and editions of
reference data.
"""

from django.db import models


class Counter(models.Model):
    """The last number drawn of one series. The row is the lock: who draws waits for who drew before."""

    series = models.TextField(primary_key=True, db_collation="C")
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="counter_last_not_negative", condition=models.Q(last__gte=0))]

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Tally(models.Model):
    """How many of something there are just now (see `kernel.tallies`)."""

    name = models.TextField(primary_key=True, db_collation="C")
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"


class NumberFate(models.TextChoices):
    """Why a drawn number is on no paper."""

    RESERVED = "reserved"
    VOID = "void"


class SetAsideNumber(models.Model):
    """A drawn number that is not in use: reserved for later, or void for ever. `reason` is a code, never typed text."""

    series = models.TextField(db_collation="C")
    number = models.BigIntegerField()
    fate = models.CharField(max_length=8, choices=NumberFate.choices)
    reason = models.TextField()
    by = models.TextField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="set_aside_number_once", fields=["series", "number"]),
            models.CheckConstraint(name="set_aside_number_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(name="set_aside_number_fate", condition=models.Q(fate__in=["reserved", "void"])),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.number}: {self.fate} ({self.reason})"


class SweepTrouble(models.Model):
    """A row on which a sweep failed: it is left alone until `next_try_at`, each time for longer.

    `trouble` names the kind of error and the line it arose on, never its message: a message may carry a person's data.
    """

    sweep = models.TextField(db_collation="C")
    subject = models.BigIntegerField()
    tries = models.IntegerField()
    trouble = models.TextField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    next_try_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="sweep_trouble_once", fields=["sweep", "subject"])]

    def __str__(self) -> str:
        return f"{self.sweep} {self.subject}: {self.trouble} ({self.tries})"


class Planted(models.Model):
    """A seed this house holds, in which edition; also (`TABLES`) which edition its tables themselves are."""

    name = models.TextField(primary_key=True, db_collation="C")
    edition = models.TextField(db_collation="C")
    planted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"


class Edition(models.Model):
    """Which edition of its reference data a room has: another one after every change (see `kernel.reference`)."""

    room = models.TextField(primary_key=True, db_collation="C")
    edition = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.room} {self.edition}"
