"""When an agency ends: its parts in procedures are its heir's from that day on."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.rules.passing import Span, passed
from motcua.journal.commands import recording
from motcua.kernel.types import Actor
from motcua.organisation import queries as organisation
from motcua.organisation.types import Estate, Passing

_ONE_DAY = timedelta(days=1)
_Place = tuple[int, str, str]
"""A procedure, a part in it, and a commune (empty: everywhere)."""


def estate(agency_id: int, day: date) -> Estate:
    """How many competences the agency has on that day or later."""
    return Estate("catalogue", _lasting(agency_id, day).count())


def pass_to_heir(actor: Actor, at: datetime, passing: Passing) -> None:
    """Ends the agency's competences on the day before and grants them to its heir, each until its own last day.

    What the heir has already stays as it is. One that was granted for a later day only is the heir's from that day. The
    agency's own commune becomes the heir's. One entry tells of all of them.
    """
    with recording(actor=actor, at=at) as work:
        rows = list(_lasting(passing.predecessor_id, passing.first_day).select_for_update().select_related("procedure"))
        if not rows:
            return
        held: defaultdict[_Place, list[models.Competence]] = defaultdict(list)
        communes = _communes(passing)
        for row in rows:
            held[row.procedure_id, row.part, communes.get(row.commune_code, row.commune_code)].append(row)
        heirs = _heirs(passing)
        granted = [
            models.Competence(
                procedure=of_place[0].procedure,
                agency_id=passing.heir_id,
                part=part,
                commune_code=commune,
                valid_from=span.first,
                valid_to=span.last,
                decision=passing.decision,
            )
            for (procedure_id, part, commune), of_place in held.items()
            for span in passed(
                [Span(row.valid_from, row.valid_to) for row in of_place],
                heirs.get((procedure_id, part, commune), []),
                first_day=passing.first_day,
            )
        ]
        lasting = models.Competence.objects.filter(id__in=[row.id for row in rows])
        lasting.filter(valid_from__gte=passing.first_day).delete()
        lasting.update(valid_to=passing.first_day - _ONE_DAY)
        models.Competence.objects.bulk_create(granted)
        body = {
            "predecessor_id": passing.predecessor_id,
            "heir_id": passing.heir_id,
            "first_day": passing.first_day.isoformat(),
            "decision": passing.decision,
            "ended": len(rows),
            "granted": [_told(row) for row in granted],
        }
        stream = f"competence/{passing.predecessor_id}"
        work.append_named(stream, kind=CatalogueKind.COMPETENCE_PASSED.value, version=1, body=body)


def _lasting(agency_id: int, day: date) -> QuerySet[models.Competence]:
    rows = models.Competence.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), agency_id=agency_id)
    return rows.order_by("procedure__code", "part", "commune_code", "valid_from")


def _heirs(passing: Passing) -> Mapping[_Place, list[Span]]:
    spans: defaultdict[_Place, list[Span]] = defaultdict(list)
    for row in _lasting(passing.heir_id, passing.first_day):
        spans[row.procedure_id, row.part, row.commune_code].append(Span(row.valid_from, row.valid_to))
    return spans


def _communes(passing: Passing) -> Mapping[str, str]:
    """The commune that is no more, by the one it went into: a dossier of later days names only that one."""
    before = organisation.agency(passing.predecessor_id).place_code
    after = organisation.agency(passing.heir_id).place_code
    return {before: after} if before and after else {}


def _told(row: models.Competence) -> dict[str, str | None]:
    return {
        "code": row.procedure.code,
        "part": row.part,
        "commune_code": row.commune_code,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
