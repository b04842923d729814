"""Tables of calendars. A version is never changed: a decree makes the next one.

A special day belongs to every version from the one it was entered in to before the one it was withdrawn in, so that a
version can be read back whole and a decree costs only its own rows.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.journal.types import StreamColumns
from motcua.worktime.rules.definition import SpecialKind


class WorkingCalendar(StreamColumns):
    """A calendar under its key; the row that is locked while its next version is made."""

    stream_prefix = "calendar"
    stream_key = "key"

    key = models.CharField(max_length=60, db_collation="C")
    latest = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="workingcalendar_key_once", fields=["key"]),)


class CalendarVersion(models.Model):
    """One version: all of its definition but the special days. `digest` covers the definition with them."""

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    label = models.CharField(max_length=20, db_collation="C")
    published_at = models.DateTimeField()
    decision = models.TextField()
    weekly = models.JSONField()
    settings = models.JSONField()
    assumptions = models.JSONField(null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    listed_from = models.DateField()
    listed_through = models.DateField()
    decreed_through = models.DateField()
    digest = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="calendarversion_number_once", fields=["calendar", "number"]),
            models.UniqueConstraint(name="calendarversion_label_once", fields=["calendar", "label"]),
            models.CheckConstraint(name="calendarversion_days_in_order", condition=Q(first_day__lte=F("last_day"))),
        )


class SpecialDay(models.Model):
    """A day that differs from the week's pattern, in versions `entered_in` to before `withdrawn_in`."""

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.PROTECT, related_name="special_days")
    day = models.DateField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    decision = models.TextField()
    official = models.BooleanField()
    instead_of = models.DateField(null=True)
    hours = ArrayField(models.CharField(max_length=11), null=True)
    agencies = ArrayField(models.CharField(max_length=60, db_collation="C"), default=list)
    stops_terms = models.BooleanField(default=False)
    entered_in = models.IntegerField()
    withdrawn_in = models.IntegerField(null=True)

    class Meta:
        indexes = (models.Index(name="specialday_of_calendar", fields=["calendar", "day"]),)
        constraints = (
            models.CheckConstraint(
                name="specialday_kind_known", condition=Q(kind__in=[kind.value for kind in SpecialKind])
            ),
            models.UniqueConstraint(
                name="specialday_once",
                fields=["calendar", "day"],
                condition=Q(withdrawn_in__isnull=True) & ~Q(kind=SpecialKind.CLOSURE.value),
            ),
            models.CheckConstraint(
                name="specialday_closure_names_agencies",
                condition=~Q(kind=SpecialKind.CLOSURE.value) | Q(agencies__len__gt=0),
            ),
            models.CheckConstraint(name="specialday_by_decision", condition=~Q(decision="")),
        )


class ReceptionDesk(StreamColumns):
    """Reception hours under their key; the row that is locked while their next version is made."""

    stream_prefix = "reception"
    stream_key = "key"

    key = models.CharField(max_length=60, db_collation="C")
    latest = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="receptiondesk_key_once", fields=["key"]),)


class DeskVersion(models.Model):
    """One version of a desk's reception hours."""

    desk = models.ForeignKey(ReceptionDesk, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    published_at = models.DateTimeField()
    decision = models.TextField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    weekly = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(name="deskversion_number_once", fields=["desk", "number"]),)
