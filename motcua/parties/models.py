"""The tables of personal data. Rows are immutable; a trigger lets their content be erased, and nothing else.

Of an erased row there remain its place and its digest, so that the journal that names it still verifies. Only what has
not been filed yet may change and go: no entry names it.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class KeyMark(models.Model):
    """By which key the digests of this database are made. One row; another key is refused, not silently used."""

    id = models.SmallAutoField(primary_key=True)
    mark = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="parties_keymark_is_single")]


class Declaration(models.Model):
    """What was declared at one filing. Its digest covers the digests of its parties, so one can be erased alone."""

    digest = models.BinaryField()
    declared_at = models.DateTimeField()
    declared_by = models.TextField()
    authorisation = models.TextField(null=True)
    authorisation_salt = models.BinaryField(null=True)
    authorisation_digest = models.BinaryField(null=True)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.TextField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="parties_declaration_authorisation_whole_or_erased",
                condition=Q(
                    authorisation__isnull=False, authorisation_salt__isnull=False, authorisation_digest__isnull=False
                )
                | Q(authorisation__isnull=True, authorisation_salt__isnull=True),
            )
        ]


class DeclaredParty(models.Model):
    """One party of a declaration: sealed content, and beside it the columns by which it is found."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.TextField()
    place = models.SmallIntegerField()
    digest = models.BinaryField()
    salt = models.BinaryField(null=True)
    content = models.TextField(null=True)
    name_folded = models.TextField(null=True, db_collation="C")
    identity_number = models.TextField(null=True, db_collation="C")
    phone = models.TextField(null=True, db_collation="C")
    erased_at = models.DateTimeField(null=True)
    erased_by = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "role", "place"], name="parties_declaredparty_place"),
            models.CheckConstraint(
                name="parties_declaredparty_whole_or_erased",
                condition=Q(
                    erased_at__isnull=True,
                    erased_by__isnull=True,
                    salt__isnull=False,
                    content__isnull=False,
                    name_folded__isnull=False,
                )
                | Q(
                    erased_at__isnull=False,
                    erased_by__isnull=False,
                    salt__isnull=True,
                    content__isnull=True,
                    name_folded__isnull=True,
                    identity_number__isnull=True,
                    phone__isnull=True,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["identity_number", "-id"],
                name="parties_declaredparty_number",
                condition=Q(identity_number__isnull=False),
            ),
            models.Index(fields=["phone", "-id"], name="parties_declaredparty_phone", condition=Q(phone__isnull=False)),
        ]


class TypedText(models.Model):
    """A free text somebody typed. The journal refers to it by id and digest and never repeats it."""

    purpose = models.TextField()
    digest = models.BinaryField()
    salt = models.BinaryField(null=True)
    content = models.TextField(null=True)
    written_at = models.DateTimeField()
    written_by = models.TextField()
    erased_at = models.DateTimeField(null=True)
    erased_by = models.TextField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="parties_typedtext_whole_or_erased",
                condition=Q(erased_at__isnull=True, erased_by__isnull=True, salt__isnull=False, content__isnull=False)
                | Q(erased_at__isnull=False, erased_by__isnull=False, salt__isnull=True, content__isnull=True),
            )
        ]


class Unfiled(models.Model):
    """What somebody has typed so far for a filing that is not made yet. It changes with every page, and goes.

    `identities` are the numbers that stand in it, each with its register, by which it is found.
    """

    content = models.TextField()
    identities = ArrayField(models.TextField(db_collation="C"))
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["identities"], name="parties_unfiled_identities")]
