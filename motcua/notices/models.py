"""The tables of notices: deliveries, how channels stand, wishes, and the demonstration's outbox.

No address and no phone stands here: a delivery names a place in a declaration, which has them as long as the person is
not erased. Only what an officer gave as his own mailbox at work is kept, in his wishes.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


def key_of(position: int, recipient: str, channel: str) -> str:
    """The name of a message: it is planned once, and the vendor hears the same one at every try."""
    return f"{position}.{recipient}.{channel}"


class Delivery(models.Model):
    """One message to one person by one channel, keyed by the entry that it tells of.

    `recipient` is `applicant/0` of the declaration, or `officer/12`. `said` are dates and keys from the entry.
    `begun_at` is the try that is under way, or that was cut off.
    """

    key = models.TextField(unique=True, db_collation="C")
    position = models.BigIntegerField()
    recipient = models.TextField(db_collation="C")
    channel = models.TextField(db_collation="C")
    event = models.TextField(db_collation="C")
    recorded_at = models.DateTimeField()
    dossier_id = models.BigIntegerField(null=True)
    code = models.TextField(default="", db_collation="C")
    agency_ids = ArrayField(models.BigIntegerField(), default=list)
    declaration_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    said = models.JSONField(default=dict)
    state = models.TextField(default="waiting", db_collation="C")
    next_try_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    receipt = models.TextField(default="")
    why = models.TextField(default="", db_collation="C")
    about = models.TextField(default="")
    template = models.PositiveSmallIntegerField(null=True)
    retried_by = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notices_delivery_waits_for_an_instant",
                condition=Q(state="waiting", next_try_at__isnull=False)
                | (~Q(state="waiting") & Q(next_try_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notices_delivery_sent_once",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="notices_delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["dossier_id", "id"], name="notices_delivery_dossier"),
            models.Index(fields=["state", "-id"], name="notices_delivery_state"),
            models.Index(fields=["code"], name="notices_delivery_code"),
            models.Index(fields=["declaration_id"], name="notices_delivery_declared"),
            GinIndex(fields=["agency_ids"], name="notices_delivery_agencies"),
        ]


class ChannelPace(models.Model):
    """How a channel stands: it rests after its vendor did not answer, and between two passes of the sweep."""

    channel = models.TextField(primary_key=True, db_collation="C")
    rests_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    pass_at = models.DateTimeField(null=True)
    passed = models.PositiveSmallIntegerField(default=0)


class CitizenWishes(models.Model):
    """How a citizen who logs in wants to be told."""

    citizen_id = models.BigIntegerField(primary_key=True)
    by_email = models.BooleanField(default=True)
    by_phone = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="vi")


class OfficerWishes(models.Model):
    """Where an officer wants to be reminded: his mailbox at work, empty where he does not want it.

    `digest` says when the digest goes there, where he oversees agencies.
    """

    officer_id = models.BigIntegerField(primary_key=True)
    email = models.TextField(default="")
    language = models.CharField(max_length=5, default="vi")
    digest = models.TextField(default="when_needed", db_collation="C")


class DigestRound(models.Model):
    """The making of one day's digests: due at an instant, and made. The one that is not made yet is the next."""

    day = models.DateField(unique=True)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="notices_digest_due", condition=Q(made_at__isnull=True))]


class AgencyDigest(models.Model):
    """What was to be reported of an agency on a morning: lists of ids by kind. None where there was nothing."""

    round = models.ForeignKey(DigestRound, on_delete=models.CASCADE, related_name="digests")
    agency_id = models.BigIntegerField()
    found = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(name="notices_digest_once", fields=["round", "agency_id"])]


class DemoMessage(models.Model):
    """What the demonstration's vendor was handed. To whom, only its delivery knows, by way of `parties`."""

    key = models.TextField(unique=True, db_collation="C")
    channel = models.TextField(db_collation="C")
    subject = models.TextField()
    text = models.TextField()
    sent_at = models.DateTimeField()
