"""How often somebody has tried: counted in the database, because every process of every machine must know it."""

from django.db import models


class Tries(models.Model):
    """The tries of one address, or at one code, within one stretch of time. The table is not logged: a count may be
    lost in a crash, and costs no writing to disk.
    """

    subject = models.BinaryField(primary_key=True)
    """A keyed digest; neither the address nor the code can be read from it."""
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    """When all is forgiven."""

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="portal_tries_ends_at")]
