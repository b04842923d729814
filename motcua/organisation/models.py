"""Tables of the dated tree. Days are inclusive at both ends; an empty `valid_to` means "until further notice".

That two rows of the same thing never overlap in time is said to the database: exclusion constraints over built-in
range types, so that no extension is needed.
"""

from enum import StrEnum

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from motcua.journal.types import StreamColumns
from motcua.organisation.types import AgencyKind, FormLanguages, Level, Line, PageSize, Role, SigningCapacity


def _same(column: str) -> tuple[Func, str]:
    return Func(F(column), F(column), Value("[]"), function="int8range"), RangeOperators.OVERLAPS


def _days() -> tuple[Func, str]:
    return Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS


def _one_at_a_time(name: str, *columns: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows equal in these columns on the same day."""
    return ExclusionConstraint(
        name=name, expressions=[*(_same(column) for column in columns), _days()], condition=condition
    )


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")))


def _known(name: str, column: str, values: type[StrEnum]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": [value.value for value in values]}))


def _known_or_empty(name: str, column: str, values: type[StrEnum]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": ["", *(one.value for one in values)]}))


class Agency(StreamColumns):
    """What stays the same through an agency's life. What changes is in AgencyPeriod and CodeUse."""

    stream_prefix = "agency"

    kind = models.CharField(max_length=20)
    line = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            _known("agency_kind_known", "kind", AgencyKind),
            _known("agency_line_known", "line", Line),
            _known("agency_level_known", "level", Level),
            _in_order("agency_days_in_order"),
        )


class AgencyPeriod(models.Model):
    """Name, place in the tree, calendar and manner of printing of an agency during some days of its life."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120)
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="periods_below", null=True)
    place_code = models.CharField(max_length=5, blank=True, db_collation="C")
    calendar_key = models.CharField(max_length=60, blank=True)
    form_size = models.CharField(max_length=5, blank=True)
    form_languages = models.CharField(max_length=10, blank=True)
    order = models.IntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            _one_at_a_time("agencyperiod_one_at_a_time", "agency_id"),
            _in_order("agencyperiod_days_in_order"),
            _known_or_empty("agencyperiod_form_size_known", "form_size", PageSize),
            _known_or_empty("agencyperiod_form_languages_known", "form_languages", FormLanguages),
            models.CheckConstraint(
                name="agencyperiod_not_under_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("agency"))
            ),
        )


class Contact(models.Model):
    """Where the public finds an agency now. It has no days: what was said before stands in the journal."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, primary_key=True, related_name="contact")
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.phone}"


class Code(models.Model):
    """An identifier in the canonical order, written once for all its uses."""

    code = models.CharField(max_length=35, unique=True, db_collation="C")


class CodeUse(models.Model):
    """Which agency an identifier named during which days. Rows are ended, never removed: old codes stay resolvable."""

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="uses")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="code_uses")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            _one_at_a_time("codeuse_one_agency_at_a_time", "code_id"),
            _one_at_a_time("codeuse_one_code_at_a_time", "agency_id"),
            _in_order("codeuse_days_in_order"),
        )


class Succession(models.Model):
    """That one agency came after another; the one that `inherits` takes over what is open."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions_to")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions_from")
    first_day = models.DateField()
    inherits = models.BooleanField()
    decision = models.CharField(max_length=200)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="succession_named_once", fields=["predecessor", "successor"]),
            models.UniqueConstraint(name="succession_one_heir", fields=["predecessor"], condition=Q(inherits=True)),
            models.CheckConstraint(name="succession_not_of_itself", condition=~Q(predecessor=F("successor"))),
        )
        indexes = (
            models.Index(
                name="succession_estate_open",
                fields=["first_day"],
                condition=Q(inherits=True, handed_over_at__isnull=True),
            ),
        )


class Unit(models.Model):
    """A unit inside an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="units_below", null=True)
    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=250)
    decision = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="unit_code_once_in_agency", fields=["agency", "code"]),
            _in_order("unit_days_in_order"),
        )


class Desk(models.Model):
    """A counter of a one-stop place."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="desks")
    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=250)
    desk_key = models.CharField(max_length=60, blank=True)
    calendar_key = models.CharField(max_length=60, blank=True)
    is_priority = models.BooleanField(default=False)
    decision = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="desk_code_once_in_agency", fields=["agency", "code"]),
            _in_order("desk_days_in_order"),
        )


class Post(models.Model):
    """A position in an agency, with the one role it carries."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts", null=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="posts", null=True)
    role = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    capacity = models.CharField(max_length=5)
    decision = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            _known("post_role_known", "role", Role),
            _known("post_capacity_known", "capacity", SigningCapacity),
            _in_order("post_days_in_order"),
        )
        indexes = (models.Index(name="post_agency_role", fields=["agency", "role"]),)


class Officer(StreamColumns):
    """A person in the service of the State; names of officers are public (NĐ 118/2025 Đ9.8)."""

    stream_prefix = "officer"

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=120, db_collation="C")
    name_order = models.CharField(max_length=400, db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (_in_order("officer_days_in_order"),)
        indexes = (models.Index(name="officer_name_order", fields=["name_order"]),)


class Holding(models.Model):
    """That an officer holds a post."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            _one_at_a_time("holding_one_at_a_time", "officer_id", "post_id"),
            _in_order("holding_days_in_order"),
        )


class Delegation(models.Model):
    """That an officer lets another act in his post. Revoked ones keep their days and say since when."""

    giver = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegations_received")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    decision = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_from = models.DateField(null=True)

    class Meta:
        constraints = (
            _one_at_a_time(
                "delegation_one_at_a_time",
                "post_id",
                "giver_id",
                "receiver_id",
                condition=Q(revoked_from__isnull=True),
            ),
            _in_order("delegation_days_in_order"),
            models.CheckConstraint(name="delegation_not_to_oneself", condition=~Q(giver=F("receiver"))),
        )
