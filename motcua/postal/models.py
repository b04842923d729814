"""The tables of the parcels. Where a parcel goes stands in a declaration; no address stands here."""

from django.db import models
from django.db.models import Q

from motcua.journal.types import StreamColumns
from motcua.postal.types import OPEN

_OPEN = sorted(state.value for state in OPEN)


class Shipment(StreamColumns):
    """One shipment of a result. `next_at` is when it is looked after again; None: it has ended."""

    stream_prefix = "shipment"

    dossier_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    declaration_digest = models.BinaryField()
    state = models.TextField(default="ordered", db_collation="C")
    amount = models.BigIntegerField()
    reference = models.TextField(default="", db_collation="C")
    ordered_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(default="", db_collation="C")
    about = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id"], name="postal_shipment_one_open", condition=Q(state__in=_OPEN)
            ),
            models.CheckConstraint(
                name="postal_shipment_booked_has_number",
                condition=Q(state__in=["ordered", "failed", "cancelled"]) | ~Q(reference=""),
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="postal_shipment_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["agency_id", "-id"], name="postal_shipment_agency"),
            models.Index(fields=["dossier_id", "-id"], name="postal_shipment_dossier"),
        ]


class DemoParcel(models.Model):
    """What the demonstration's carrier has been given. To whom, only its shipment knows, by way of `parties`."""

    key = models.TextField(unique=True, db_collation="C")
    reference = models.TextField(unique=True, db_collation="C")
    amount = models.BigIntegerField()
    booked_at = models.DateTimeField()
    comes_back = models.BooleanField(default=False)
