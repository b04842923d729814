"""The tables of the counter: visits and what was handed in during them, kept sheets, pins, and parcels."""

from django.db import models

from motcua.counter.types import ParcelState
from motcua.journal.types import StreamColumns


class Visit(StreamColumns):
    """A ticket that was served. `number` counts the tickets of a place on a day."""

    stream_prefix = "visit"

    agency_id = models.BigIntegerField()
    desk_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField()
    day = models.DateField()
    number = models.IntegerField()
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "day", "number"], name="counter_visit_number")]


class Taken(models.Model):
    """A dossier of a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="taken")
    dossier_id = models.BigIntegerField(unique=True)
    taken_at = models.DateTimeField()
    handed_back_at = models.DateTimeField(null=True)


class KeptSheet(models.Model):
    """A receiving sheet that waits for somebody who ran home. What was typed lies with the people (`parties`)."""

    agency_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    unfiled_id = models.BigIntegerField(unique=True)
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency_id", "-kept_at"], name="counter_keptsheet_agency"),
            models.Index(fields=["expires_at"], name="counter_keptsheet_expires"),
        ]


class Favourite(models.Model):
    """A procedure that a place has pinned, so that it is found first."""

    agency_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    pinned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "procedure_code"], name="counter_favourite_once")]


class Parcel(StreamColumns):
    """A parcel that came by public post. Who sent it lies with the people (`parties`), until nobody needs to know."""

    stream_prefix = "parcel"

    agency_id = models.BigIntegerField()
    number = models.TextField(db_collation="C")
    unfiled_id = models.BigIntegerField(unique=True, null=True)
    state = models.TextField(default=ParcelState.WAITING.value, db_collation="C")
    arrived_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    dossier_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "number"], name="counter_parcel_number"),
            models.CheckConstraint(
                name="counter_parcel_received_is_dossier",
                condition=models.Q(state=ParcelState.RECEIVED.value, dossier_id__isnull=False)
                | (~models.Q(state=ParcelState.RECEIVED.value) & models.Q(dossier_id__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["agency_id", "state", "due_at", "id"], name="counter_parcel_agency"),
            models.Index(
                fields=["expires_at"], name="counter_parcel_expires", condition=models.Q(expires_at__isnull=False)
            ),
        ]
