"""Whether a dossier that nobody supplements closes by itself: each agency's own dated decision (clock rule 19)."""

from collections.abc import Collection
from datetime import date

from motcua.process import models
from motcua.process.types import ClosingRule


def closes_by_itself(agency_id: int, day: date) -> bool:
    """Whether the agency had decided so for that day. The law's own rule is that a person confirms."""
    rules = models.ClosingRule.objects.filter(agency_id=agency_id, valid_from__lte=day).order_by("-valid_from")
    return rules.values_list("by_itself", flat=True).first() or False


def closing_rules(agency_ids: Collection[int]) -> list[ClosingRule]:
    """What these agencies decided, the latest first; one statement."""
    rows = models.ClosingRule.objects.filter(agency_id__in=agency_ids).order_by("-valid_from", "agency_id")
    return [ClosingRule(row.agency_id, row.valid_from, row.by_itself, row.decided_by) for row in rows]
