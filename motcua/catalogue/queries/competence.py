"""Which agency resolves a procedure for a place, and which procedures an agency resolves."""

from datetime import date

from django.db.models import Q, QuerySet

from motcua.catalogue import models
from motcua.catalogue.queries.eras import era
from motcua.catalogue.rules.competence import RESOLVES, Grant, choose
from motcua.kernel import reference
from motcua.kernel.types import Refusal


@reference.kept("catalogue", era=era)
def competent_agency(
    code: str, on: date, *, commune_code: str = "", agency_id: int | None = None, part: str = RESOLVES
) -> int | Refusal:
    """The id of the agency that has this part in the procedure on that day for that commune.

    `part` is `resolves`, or a partner's key from the process definition ("tax"). Where several agencies are competent,
    `agency_id` says which one was chosen. Refuses with `nobody_competent` or `competence_unclear`.
    """
    rows = _in_force(on).filter(procedure__code=code, part=part, commune_code__in={"", commune_code})
    grants = [Grant(*row) for row in rows.values_list("agency_id", "commune_code")]
    return choose(grants, code=code, part=part, commune_code=commune_code, agency_id=agency_id)


def competent_agencies(code: str, on: date, *, part: str = RESOLVES) -> list[int]:
    """The ids of all agencies that have this part on that day, whatever the place."""
    rows = _in_force(on).filter(procedure__code=code, part=part)
    return sorted(set(rows.values_list("agency_id", flat=True)))


@reference.kept("catalogue", era=era)
def resolving_agencies(on: date) -> frozenset[int]:
    """The ids of all agencies that resolve some procedure on that day."""
    return frozenset(_in_force(on).filter(part=RESOLVES).values_list("agency_id", flat=True))


def procedures_of_agency(agency_id: int, on: date, *, part: str = RESOLVES) -> frozenset[str]:
    """The codes of the procedures in which the agency has this part on that day."""
    rows = _in_force(on).filter(agency_id=agency_id, part=part)
    return frozenset(rows.values_list("procedure__code", flat=True))


def _in_force(day: date) -> QuerySet[models.Competence]:
    return models.Competence.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
