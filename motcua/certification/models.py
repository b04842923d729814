"""The table of the certification desk: what was certified, as the register books print it."""

from django.db import models
from django.db.models import F, Q


class Certified(models.Model):
    """One request that was certified and handed over. Who asked for it and what it was, the dossier knows."""

    dossier_id = models.BigIntegerField(unique=True)
    agency_id = models.BigIntegerField()
    resolving_agency_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    series = models.TextField(db_collation="C")
    number = models.TextField(db_collation="C")
    pages = models.IntegerField()
    copies = models.IntegerField()
    amount = models.BigIntegerField()
    payment_id = models.BigIntegerField(null=True)
    signer_id = models.BigIntegerField()
    day = models.DateField()
    certified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certification_something", condition=Q(pages__gte=1, copies__gte=1, amount__gte=0)
            ),
            models.CheckConstraint(
                name="certification_paid",
                condition=Q(amount=0, payment_id__isnull=True) | Q(amount__gt=0, payment_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(F("agency_id"), F("day"), F("id").desc(), name="certification_day"),
            models.Index(fields=["resolving_agency_id", "series", "day", "id"], name="certification_book"),
        ]
