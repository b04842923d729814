"""Tables of the ledger. All but the submissions can be emptied and rebuilt from the journal."""

from django.db import models

from motcua.insight.types import Measure, StockKind


class Standing(models.Model):
    """What the ledger knows of one dossier between two entries (rules.movements.Standing)."""

    stream = models.TextField(primary_key=True, db_collation="C")
    code = models.TextField()
    counted = models.BooleanField()
    body = models.JSONField()


class Movement(models.Model):
    """One signed line of the ledger. Sums of `sign` are figures."""

    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    stream = models.TextField(db_collation="C")
    measure = models.CharField(max_length=8, choices=[(m.value, m.value) for m in Measure])
    sign = models.SmallIntegerField()
    happened_on = models.DateField()
    booked_on = models.DateField()

    resolving_agency_id = models.BigIntegerField()
    receiving_agency_id = models.BigIntegerField()
    line = models.TextField()
    level = models.TextField()
    field_code = models.TextField()
    procedure_code = models.TextField()
    channel = models.TextField()
    service_level = models.TextField()
    commune_code = models.TextField()
    cross_boundary = models.BooleanField()
    unit_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    step_key = models.TextField()

    stock_kind = models.TextField(choices=[(k.value, k.value) for k in StockKind])
    lapses_at = models.DateTimeField(null=True)
    overdue_before = models.BooleanField()
    reason_key = models.TextField()
    timeliness = models.TextField()
    timeliness_766 = models.TextField()
    outcome = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sign__in=(-1, 1)), name="insight_movement_sign"),
        ]
        indexes = [
            models.Index(fields=["stream"], name="insight_movement_stream"),
            models.Index(fields=["resolving_agency_id", "booked_on"], name="insight_movement_booked"),
            models.Index(fields=["resolving_agency_id", "happened_on"], name="insight_movement_happened"),
        ]


class Books(models.Model):
    """Up to which day the books of an agency are closed. Read from the submissions in the journal."""

    agency_id = models.BigIntegerField(primary_key=True)
    closed_until = models.DateField()


class Submission(models.Model):
    """A submitted report: it never changes again, and keeps the figures as they were."""

    agency_id = models.BigIntegerField()
    first = models.DateField()
    last = models.DateField()
    submitted_at = models.DateTimeField()
    submitted_by = models.TextField()
    position = models.BigIntegerField()
    table = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "first", "last"], name="insight_submission_once"),
        ]


class Taken(models.Model):
    """What one ended dossier took: the working minutes to its result, whether with a supplement, refused, late.

    `minutes` are null where nothing was decided: stopped, closed unanswered. One narrow row, so that the figures of a
    province are sums over days and never open a dossier.
    """

    dossier_id = models.BigIntegerField(primary_key=True)
    procedure_code = models.TextField(db_collation="C")
    agency_id = models.BigIntegerField()
    ended_on = models.DateField()
    refused = models.BooleanField()
    supplemented = models.BooleanField()
    late = models.BooleanField()
    minutes = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ended_on"], name="insight_taken_day"),
            models.Index(
                fields=["agency_id", "procedure_code", "ended_on"], include=["minutes"], name="insight_taken_line"
            ),
        ]


class TakenInMonth(models.Model):
    """What ended of one procedure at one agency in one report month (15th to 14th): the sums of its `Taken` rows.

    `month` is its first day. So that the figures of a year add twelve rows a line instead of every dossier.
    """

    agency_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    month = models.DateField()
    ended = models.IntegerField()
    decided = models.IntegerField()
    refused = models.IntegerField()
    supplemented = models.IntegerField()
    late = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "procedure_code", "month"], name="insight_taken_in_month_once"
            ),
        ]
