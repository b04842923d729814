"""The tables of the heart. The row of a dossier is what its entries fold to; its columns are a projection of that.

`facts` is the whole legal state as JSON and the only thing a command reads; the columns beside it exist to be filtered,
sorted and indexed, are written by the very statement that writes `facts`, and are compared with it by `motcua check`.
Agencies and versions are plain numbers: the hot path writes hundreds of rows a second under a few agencies, and a
foreign key would have them all share a lock on the agency's row.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from motcua.dossier.types import BEFORE_RECEIPT, OPEN, InvolvementRole, State
from motcua.journal.types import StreamColumns


def _plain(members: Iterable[StrEnum]) -> list[str]:
    """Members of an enum as plain text: a migration must not depend on the code of a later day."""
    return sorted(member.value for member in members)


_OPEN = Q(state__in=_plain(OPEN))
_SOONEST_FIRST = (F("lapses_at").asc(nulls_last=True), F("id").asc())


class Dossier(StreamColumns):
    """One dossier, or one filing that is to become one."""

    stream_prefix = "dossier"

    code = models.TextField(default="", db_collation="C")
    code_tail = models.TextField(default="", db_collation="C")
    filing_number = models.TextField(default="", db_collation="C")
    state = models.TextField(db_collation="C")
    regime = models.TextField(db_collation="C")
    calendar_key = models.TextField(db_collation="C")

    version_id = models.BigIntegerField()
    procedure_code = models.TextField(db_collation="C")
    field_code = models.TextField(db_collation="C")
    level = models.TextField(db_collation="C")
    line = models.TextField(db_collation="C")
    case_key = models.TextField(db_collation="C")
    channel = models.TextField(db_collation="C")
    service_level = models.TextField(db_collation="C")
    applicant_kind = models.TextField(db_collation="C")
    commune_code = models.TextField(db_collation="C")
    cross_boundary = models.BooleanField()
    quantity = models.IntegerField()
    receiving_agency_id = models.BigIntegerField()
    resolving_agency_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()

    holder_agency_id = models.BigIntegerField()
    holder_unit_id = models.BigIntegerField(null=True)
    holder_officer_id = models.BigIntegerField(null=True)
    step_key = models.TextField(db_collation="C")

    filed_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    day_zero = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    due_766_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    waiting_until = models.DateField(null=True)
    closing_proposed_at = models.DateTimeField(null=True)
    overdue_before = models.BooleanField()
    outcome = models.TextField(db_collation="C")
    completed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    timeliness = models.TextField(db_collation="C")
    timeliness_766 = models.TextField(db_collation="C")
    fees_due = models.BigIntegerField()
    next_alarm_at = models.DateTimeField(null=True)

    facts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="dossier_code_once", fields=["code"], condition=~Q(code="")),
            models.UniqueConstraint(
                name="dossier_filing_number_once", fields=["filing_number"], condition=~Q(filing_number="")
            ),
            models.CheckConstraint(name="dossier_state_known", condition=Q(state__in=_plain(State))),
            models.CheckConstraint(
                name="dossier_code_from_receipt_on",
                condition=Q(state__in=_plain(BEFORE_RECEIPT), code="", received_at__isnull=True)
                | (~Q(state__in=_plain(BEFORE_RECEIPT)) & ~Q(code="") & Q(received_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="dossier_waiting_has_no_date",
                condition=~Q(state__in=_plain([State.AWAITING_SUPPLEMENT, State.PAUSED])) | Q(lapses_at__isnull=True),
            ),
            models.CheckConstraint(
                name="dossier_ended_has_classes",
                condition=Q(ended_at__isnull=True, timeliness="", timeliness_766="")
                | (Q(ended_at__isnull=False) & ~Q(timeliness="") & ~Q(timeliness_766="")),
            ),
        ]
        indexes = [
            models.Index(
                F("next_alarm_at"), F("id"), name="dossier_next_alarm", condition=Q(next_alarm_at__isnull=False)
            ),
            models.Index(F("resolving_agency_id"), *_SOONEST_FIRST, name="dossier_open_resolving", condition=_OPEN),
            models.Index(F("receiving_agency_id"), *_SOONEST_FIRST, name="dossier_open_receiving", condition=_OPEN),
            models.Index(F("holder_officer_id"), *_SOONEST_FIRST, name="dossier_open_officer", condition=_OPEN),
            models.Index(*_SOONEST_FIRST, name="dossier_open", condition=_OPEN),
            models.Index(
                fields=["resolving_agency_id", "state", "overdue_before", "id"],
                name="dossier_undated_resolving",
                condition=_OPEN & Q(lapses_at__isnull=True),
            ),
            models.Index(
                fields=["receiving_agency_id", "state", "overdue_before", "id"],
                name="dossier_undated_receiving",
                condition=_OPEN & Q(lapses_at__isnull=True),
            ),
            models.Index(
                F("resolving_agency_id"),
                F("closing_proposed_at"),
                F("id"),
                name="dossier_closing",
                condition=Q(state=State.AWAITING_SUPPLEMENT.value, closing_proposed_at__isnull=False),
            ),
            models.Index(
                F("receiving_agency_id"),
                F("answer_due_at"),
                F("id"),
                name="dossier_filings",
                condition=Q(state__in=_plain([State.FILED, State.INTAKE_COMPLETION])),
            ),
            models.Index(
                F("receiving_agency_id"),
                F("completed_at"),
                F("id"),
                name="dossier_uncollected",
                condition=Q(state=State.COMPLETED.value),
            ),
            models.Index(
                F("calendar_key"), F("day_zero"), name="dossier_running", condition=Q(lapses_at__isnull=False) & _OPEN
            ),
            models.Index(fields=["resolving_agency_id", "-received_at", "-id"], name="dossier_received"),
            models.Index(
                fields=["resolving_agency_id", "-ended_at", "-id"],
                name="dossier_ended",
                condition=Q(ended_at__isnull=False),
            ),
            models.Index(fields=["-received_at", "-id"], name="dossier_received_all"),
            models.Index(fields=["-ended_at", "-id"], name="dossier_ended_all", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["declaration_id"], name="dossier_declaration"),
            models.Index(fields=["code_tail"], name="dossier_code_tail"),
        ]

    def __str__(self) -> str:
        return self.code or self.filing_number or f"dossier {self.pk}"


class Involvement(models.Model):
    """An agency that may see a dossier, and in which role. Written with the move that involves it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, db_index=False)
    agency_id = models.BigIntegerField()
    role = models.TextField(db_collation="C")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="involvement_once", fields=["dossier", "agency_id", "role"]),
            models.CheckConstraint(name="involvement_role_known", condition=Q(role__in=_plain(InvolvementRole))),
        ]
        indexes = [models.Index(fields=["agency_id", "role", "-dossier"], name="involvement_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.role} {self.dossier_id}"


class CodePattern(models.Model):
    """How an agency (none: every agency) writes its codes from a day on; beside the packaged patterns."""

    agency_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    template = models.TextField()
    filing_template = models.TextField()
    width = models.SmallIntegerField()
    decided_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="code_pattern_once", fields=["agency_id", "valid_from"], nulls_distinct=False),
            models.CheckConstraint(name="code_pattern_width", condition=Q(width__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.template} from {self.valid_from}"
