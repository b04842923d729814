"""The sheets that are kept at the counters of a house, and the procedures that a place has pinned."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.counter import models
from motcua.counter.types import KeptSheet
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role, Scope
from motcua.parties import queries as people
from motcua.parties.types import Subject

MOST_SHOWN = 30


def kept_sheets(scope: Scope, *, at: datetime) -> tuple[KeptSheet, ...]:
    """The sheets that are kept at the counters of the house, the latest first. Two statements."""
    rows = list(_kept(scope, at).order_by("-kept_at", "-id")[:MOST_SHOWN])
    typed = people.unfiled_many([row.unfiled_id for row in rows])
    return tuple(_sheet(row, typed.get(row.unfiled_id, {})) for row in rows)


def kept_sheet(scope: Scope, sheet_id: int, *, at: datetime) -> KeptSheet:
    """One of them. Raises Refused (`sheet_absent`)."""
    row = _kept(scope, at).filter(id=sheet_id).first() if scope.may(Role.RECEPTIONIST) else None
    if row is None:
        raise Refused(Refusal("sheet_absent"))
    return _sheet(row, people.unfiled(row.unfiled_id))


def pinned(agency_id: int) -> tuple[str, ...]:
    """The codes of the procedures that a place has pinned, the first pinned first."""
    rows = models.Favourite.objects.filter(agency_id=agency_id).order_by("pinned_at", "id")
    return tuple(rows.values_list("procedure_code", flat=True))


def sheets_about(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """What is held of a person on kept sheets: his own fields and the matter."""
    rows = list(models.KeptSheet.objects.filter(unfiled_id__in=subject.unfiled_ids).order_by("id"))
    typed = people.unfiled_many([row.unfiled_id for row in rows])
    for row in rows:
        fields = typed.get(row.unfiled_id, {})
        his = {name.rpartition("-")[0] for name, value in fields.items() if value == subject.identity.number}
        yield {
            "sheet": row.pk,
            "procedure": row.procedure_code,
            "kept_at": row.kept_at.isoformat(),
            "expires_at": row.expires_at.isoformat(),
            "typed": {name: value for name, value in fields.items() if name.partition("-")[0] in his},
        }


def _kept(scope: Scope, at: datetime) -> QuerySet[models.KeptSheet]:
    return models.KeptSheet.objects.filter(agency_id__in=sorted(scope.own_agency_ids), expires_at__gt=at)


def _sheet(row: models.KeptSheet, typed: Mapping[str, str]) -> KeptSheet:
    return KeptSheet(row.pk, row.procedure_code, row.kept_at, row.expires_at, typed)
