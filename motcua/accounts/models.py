"""Tables of log-in and of who read what."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from motcua.accounts.types import Purpose
from motcua.journal.types import StreamColumns


class User(AbstractBaseUser, StreamColumns):
    """Somebody who can log in. What he may do comes from the posts of his officer, never from here.

    `is_sample` marks the accounts of the sample province: only these open with one click, and only in demo mode.
    """

    stream_prefix = "account"

    username = models.CharField(max_length=60, unique=True, db_collation="C")
    officer = models.OneToOneField("organisation.Officer", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager()


class Reading(models.Model):
    """That somebody saw personal data: written after the response, outside the journal, one row a thing."""

    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="readings")
    post_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30)
    subject_key = models.CharField(max_length=80, db_collation="C")
    purpose = models.CharField(max_length=60)

    class Meta:
        indexes = (
            models.Index(name="reading_of_subject", fields=["subject_kind", "subject_key", "-at"]),
            models.Index(name="reading_by_user", fields=["user", "-at"]),
        )


class KeptView(models.Model):
    """A list as somebody narrowed it, kept under his name for it. `query` is the part of its address after the `?`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_views")
    page = models.CharField(max_length=30, db_collation="C")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(name="keptview_named_once", fields=["user", "page", "name"]),)


class Citizen(StreamColumns):
    """Somebody whom the national e-ID has proven. Who he is lies in a declaration of `parties`, where it is erased.

    `subject` is a keyed digest of the provider's name for him: by it he is found again, and nothing is read from it.
    """

    stream_prefix = "citizen"

    subject = models.BinaryField(unique=True)
    declaration_id = models.BigIntegerField()
    declaration_digest = models.BinaryField()
    level = models.CharField(max_length=20, default="")
    joined_at = models.DateTimeField()


class CitizenSession(models.Model):
    """One browser in which a citizen is logged in. The row is the session: without it the browser is a stranger's."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="sessions")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(name="citizensession_seen", fields=["seen_at"]),)


class DatabaseMark(models.Model):
    """What this database is for, written once: demo mode never opens one that was marked for production."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    purpose = models.CharField(max_length=20)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="databasemark_only_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="databasemark_purpose_known", condition=Q(purpose__in=[purpose.value for purpose in Purpose])
            ),
        )
