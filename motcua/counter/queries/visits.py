"""Visits of the house, whom they were of, and whether tickets and visits agree."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F, Max
from django.utils.translation import gettext as _

from motcua.counter import models
from motcua.counter.rules.visiting import may_void_until, objection_to_voiding
from motcua.counter.tables import rules_on
from motcua.counter.types import Taken, Visit
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.parties.types import Declaration


def visit(scope: Scope, visit_id: int) -> Visit:
    """A visit of the house. Raises Refused (`visit_absent`). Three statements."""
    row = models.Visit.objects.filter(id=visit_id, agency_id__in=sorted(scope.own_agency_ids)).first()
    if row is None:
        raise Refused(Refusal("visit_absent"))
    return _visit(row)


def visit_of(scope: Scope, dossier_id: int) -> Visit | None:
    """The visit during which a dossier was taken in; None where it was none, or not here."""
    own = sorted(scope.own_agency_ids)
    row = models.Visit.objects.filter(taken__dossier_id=dossier_id, agency_id__in=own).first()
    return _visit(row) if row is not None else None


def declared_at_visit(found: Visit) -> Declaration | None:
    """Who stood at the counter, as declared for the last dossier of the visit."""
    facts = dossier.facts(found.dossier_ids[-1])
    return parties.declarations([facts.declaration.id]).get(facts.declaration.id)


def may_void(facts: Facts, *, at: datetime) -> datetime | None:
    """Until when the counter voids a mistaken receipt itself; None once that is over."""
    rules = rules_on(at.date())
    if facts.received_at is None or objection_to_voiding(facts.received_at, at=at, rules=rules) is not None:
        return None
    return may_void_until(facts.received_at, rules)


def shown_of(facts: Facts) -> tuple[str, ...]:
    """The papers of a dossier of which the original was only shown, by their keys."""
    return tuple(one.key for one in facts.components if one.presented)


def faults() -> Iterator[str]:
    """Places and days whose tickets were not all served, as sentences: `motcua check` asks this."""
    days = models.Visit.objects.values("agency_id", "day").annotate(there=Count("id"), last=Max("number"))
    for one in days.exclude(there=F("last")).order_by("day", "agency_id"):
        yield _("Of the {last} visits at agency {agency} on {day} only {there} are there.").format(
            last=one["last"], agency=one["agency_id"], day=one["day"], there=one["there"]
        )


def _visit(row: models.Visit) -> Visit:
    taken = list(models.Taken.objects.filter(visit=row).order_by("id"))
    facts = dossier.facts_many([one.dossier_id for one in taken])
    return Visit(
        id=row.pk,
        number=row.number,
        agency_id=row.agency_id,
        officer_id=row.officer_id,
        begun_at=row.begun_at,
        dossiers=tuple(
            Taken(one.dossier_id, one.taken_at, shown_of(facts[one.dossier_id]), one.handed_back_at) for one in taken
        ),
    )
