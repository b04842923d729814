"""The tables of the counter: visits and what was handed in during them, kept sheets, pins, parcels, and pads."""

from django.db import models

from motcua.counter.types import ParcelState, StubState
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


class Pad(StreamColumns):
    """Codes of one resolving agency and day that lie printed at a desk, for when the power is cut."""

    stream_prefix = "pad"

    agency_id = models.BigIntegerField()
    resolving_agency_id = models.BigIntegerField()
    day = models.DateField()
    officer_id = models.BigIntegerField()
    reserved_at = models.DateTimeField()
    settle_by = models.DateTimeField()
    codes = models.IntegerField()
    open_codes = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="counter_pad_open_of_all",
                condition=models.Q(open_codes__gte=0, open_codes__lte=models.F("codes")),
            )
        ]
        indexes = [
            models.Index(fields=["agency_id", "-id"], name="counter_pad_agency"),
            models.Index(
                fields=["agency_id", "settle_by"], name="counter_pad_open", condition=models.Q(open_codes__gt=0)
            ),
        ]


class Stub(models.Model):
    """One code of a pad, and what became of it."""

    pad = models.ForeignKey(Pad, on_delete=models.PROTECT, related_name="stubs")
    number = models.BigIntegerField()
    code = models.TextField(unique=True, db_collation="C")
    state = models.TextField(default=StubState.OPEN.value, db_collation="C")
    dossier_id = models.BigIntegerField(null=True, unique=True)
    settled_at = models.DateTimeField(null=True)
    officer_id = models.BigIntegerField(null=True)
    reason_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pad", "number"], name="counter_stub_number"),
            models.CheckConstraint(
                name="counter_stub_entered_is_dossier",
                condition=models.Q(state=StubState.ENTERED.value, dossier_id__isnull=False)
                | (~models.Q(state=StubState.ENTERED.value) & models.Q(dossier_id__isnull=True)),
            ),
            models.CheckConstraint(
                name="counter_stub_void_has_reason",
                condition=models.Q(state=StubState.VOID.value, reason_id__isnull=False)
                | (~models.Q(state=StubState.VOID.value) & models.Q(reason_id__isnull=True)),
            ),
        ]
