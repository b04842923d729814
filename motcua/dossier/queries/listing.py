"""Lists of dossiers, page by page as they are worked off. As many statements for 3 rows as for 300."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.utils.translation import get_language

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel
from motcua.dossier import models
from motcua.dossier.law import law_of
from motcua.dossier.queries.sight import in_sight
from motcua.dossier.rows import facts_of
from motcua.dossier.rules import codes
from motcua.dossier.rules.explaining import standing_words
from motcua.dossier.rules.possible import possible_actions as actions_possible
from motcua.dossier.rules.timeliness import is_overdue
from motcua.dossier.types import (
    OPEN,
    Action,
    After,
    DossierList,
    DossierRow,
    Facts,
    Filters,
    InvolvementRole,
    Listing,
    State,
)
from motcua.kernel.types import Refusal
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.worktime.types import Language

_SOON = timedelta(days=3)


class _Order(NamedTuple):
    """What a list holds and how it is ordered."""

    holds: Q
    column: str
    descending: bool = False


_ORDERS: Final[Mapping[Listing, _Order]] = {
    Listing.OPEN: _Order(Q(state__in=sorted(OPEN)), "lapses_at"),
    Listing.OVERDUE: _Order(Q(state__in=sorted(OPEN)), "lapses_at"),
    Listing.DUE_SOON: _Order(Q(state__in=sorted(OPEN)), "lapses_at"),
    Listing.FILINGS: _Order(Q(state__in=[State.FILED, State.INTAKE_COMPLETION]), "answer_due_at"),
    Listing.CLOSING: _Order(
        Q(state=State.AWAITING_SUPPLEMENT, closing_proposed_at__isnull=False), "closing_proposed_at"
    ),
    Listing.UNCOLLECTED: _Order(Q(state=State.COMPLETED), "completed_at"),
    Listing.RECEIVED: _Order(Q(received_at__isnull=False), "received_at", descending=True),
    Listing.ENDED: _Order(Q(ended_at__isnull=False), "ended_at", descending=True),
    Listing.CLASSES_DIFFER: _Order(
        Q(ended_at__isnull=False) & ~Q(timeliness=F("timeliness_766")), "ended_at", descending=True
    ),
}
_WITHOUT_DATE: Final = frozenset({State.AWAITING_SUPPLEMENT, State.PAUSED})
_AGENCY_COLUMNS: Final = {
    InvolvementRole.RESOLVES: "resolving_agency_id",
    InvolvementRole.RECEIVES: "receiving_agency_id",
}


def dossiers(
    scope: Scope, filters: Filters, *, at: datetime, after: After | None = None, limit: int = 50
) -> DossierList:
    """A page of a list as it stands at that instant. Three statements, whatever its length."""
    order = _ORDERS[filters.listing]
    rows = _narrowed(scope, filters, order, at)
    if after is not None:
        rows = rows.filter(_beyond(after, order))
    # Written as the indexes are: descending lists hold no row without an instant.
    columns = (f"-{order.column}", "-id") if order.descending else (F(order.column).asc(nulls_last=True), "id")
    found = list(rows.order_by(*columns)[: limit + 1])
    shown = found[:limit]
    following = After(getattr(shown[-1], order.column), shown[-1].id) if len(found) > limit else None
    return DossierList(tuple(_described(shown, at)), following)


def count(scope: Scope, filters: Filters, *, at: datetime) -> int:
    """How many dossiers the list holds; one statement."""
    return _narrowed(scope, filters, _ORDERS[filters.listing], at).count()


def counts(scope: Scope, lists: Mapping[str, Filters], *, at: datetime) -> Mapping[str, Mapping[int, int]]:
    """How many dossiers each of these lists holds, by the agency whose part it narrows to; one statement for all.

    They are the very words of `dossiers`, so a number and its list cannot differ. The lists must be of what agencies
    receive or resolve.
    """
    each = [
        _narrowed(scope, filters, _ORDERS[filters.listing], at, standing)
        .order_by()
        .values(of_agency=F(_AGENCY_COLUMNS[filters.role]))
        .annotate(listed=Value(name), counted=Count("id"))
        .values_list("listed", "of_agency", "counted")
        for name, filters in lists.items()
        for standing in _standings(filters.listing, at)
    ]
    found: dict[str, dict[int, int]] = {name: {} for name in lists}
    for name, agency_id, counted in each[0].union(*each[1:], all=True):
        found[name][agency_id] = found[name].get(agency_id, 0) + counted
    return found


def members(scope: Scope, lists: Mapping[str, Filters], *, at: datetime) -> Mapping[str, Mapping[int, list[int]]]:
    """Which dossiers each of these lists holds, by agency as `counts` counts them; one statement for all."""
    each = [
        _narrowed(scope, filters, _ORDERS[filters.listing], at, standing)
        .order_by()
        .values_list(Value(name), F(_AGENCY_COLUMNS[filters.role]), "id")
        for name, filters in lists.items()
        for standing in _standings(filters.listing, at)
    ]
    found: dict[str, dict[int, list[int]]] = {name: {} for name in lists}
    for name, agency_id, dossier_id in each[0].union(*each[1:], all=True):
        found[name].setdefault(agency_id, []).append(dossier_id)
    return found


def by_ids(scope: Scope, dossier_ids: Sequence[int], *, at: datetime) -> tuple[DossierRow, ...]:
    """The dossiers with these ids that are in sight, in the order of the ids: a cell of a table opens its list."""
    found = {row.id: row for row in in_sight(scope).filter(id__in=dossier_ids)}
    return tuple(_described([found[one] for one in dossier_ids if one in found], at))


def search(scope: Scope, typed: str, *, at: datetime, limit: int = 20) -> tuple[DossierRow, ...] | Refusal:
    """The dossiers somebody at the counter means: by the beginning of a code, of its part after the agency, or of a
    filing number; by a person's name or number. Refused (`search_too_broad`) when it could be anybody.
    """
    code = codes.typed(typed)
    if _DASH in code or "." in code:
        return tuple(_described(_beginning_with(code, in_sight(scope), limit), at))
    declared = parties.search(typed)
    if isinstance(declared, Refusal):
        return declared
    found = in_sight(scope).filter(declaration_id__in=declared).order_by("-id")[:limit]
    return tuple(_described(list(found), at))


def _beginning_with(code: str, rows: QuerySet[models.Dossier], limit: int) -> list[models.Dossier]:
    """By each column in turn, the latest first: one condition with all three would use none of their indexes."""
    found: dict[int, models.Dossier] = {}
    for column in ("code", "code_tail", "filing_number"):
        if len(found) < limit:
            begins = (
                rows.filter(**{f"{column}__startswith": code}).exclude(**{column: ""}).order_by(f"-{column}", "-id")
            )
            found |= {row.id: row for row in begins[:limit]}
    return list(found.values())[:limit]


def ids_of_procedure(code: str) -> QuerySet[models.Dossier, int]:
    """The ids of the dossiers of a procedure, as a condition for a statement by which another room reads its rows."""
    return models.Dossier.objects.filter(procedure_code=code).values_list("id", flat=True)


def possible_actions(facts: Facts) -> tuple[Action, ...]:
    """The actions that lie open for a dossier with these facts, whoever asks."""
    return actions_possible(facts, law_of(facts))


# --- narrowing --------------------------------------------------------------------------------------------------------

_DASH = "-"


def _narrowed(
    scope: Scope, filters: Filters, order: _Order, at: datetime, standing: Q | None = None
) -> QuerySet[models.Dossier]:
    stands = reduce(or_, _standings(filters.listing, at)) if standing is None else standing
    rows = _of_part(scope, filters).filter(order.holds, stands)
    equal: dict[str, Any] = {
        "holder_officer_id": filters.officer_id,
        "field_code": filters.field_code or None,
        "procedure_code": filters.procedure_code or None,
        "channel": filters.channel.value if filters.channel is not None else None,
        "state__in": sorted(filters.states) or None,
    }
    rows = rows.filter(**{column: value for column, value in equal.items() if value is not None})
    if filters.states and filters.states <= _WITHOUT_DATE:
        rows = rows.filter(lapses_at__isnull=True)  # said again for the index, where they stand at its end
    if filters.owing:
        rows = rows.filter(fees_due__gt=0)
    if filters.return_method is not None:
        rows = rows.filter(facts__return_method=filters.return_method.value)
    if filters.alerted_by is not None:
        rows = rows.filter(facts__alert_at__lte=filters.alerted_by.isoformat())
    if filters.apology_by is not None:
        rows = rows.filter(facts__apology__isnull=True, facts__clock__apologise_by__lte=filters.apology_by.isoformat())
    if filters.code:
        code = codes.typed(filters.code)
        rows = rows.filter(Q(code__startswith=code) | Q(code_tail__startswith=code))
    return rows.filter(
        _between(order.column, filters.since, filters.until), _within(order.column, filters.beyond, filters.upto)
    )


def _standings(listing: Listing, at: datetime) -> tuple[Q, ...]:
    """How the dossiers of a list stand: each in one of these ways. Every way is counted in an index of its own."""
    if listing is Listing.OVERDUE:
        return Q(lapses_at__lte=at), Q(lapses_at__isnull=True, overdue_before=True)
    if listing is Listing.DUE_SOON:
        return (Q(lapses_at__gt=at, lapses_at__lte=at + _SOON),)
    return (Q(),)


def _of_part(scope: Scope, filters: Filters) -> QuerySet[models.Dossier]:
    """The dossiers in which agencies within sight play that part: all of them, or the one that is named.

    Whoever resolves or receives is involved, so for these two parts the columns say all that sight asks.
    """
    agencies = scope.sight
    if filters.agency_id is not None:
        named = frozenset({filters.agency_id})
        agencies = named if agencies is None else named & agencies
    if agencies is None:
        return models.Dossier.objects.all()
    column = _AGENCY_COLUMNS.get(filters.role)
    if column is not None:
        return models.Dossier.objects.filter(**{f"{column}__in": sorted(agencies)})
    taking_part = models.Involvement.objects.filter(agency_id__in=agencies, role=filters.role)
    return models.Dossier.objects.filter(id__in=taking_part.values("dossier_id"))


def _between(column: str, since: date | None, until: date | None) -> Q:
    condition = Q()
    if since is not None:
        condition &= Q(**{f"{column}__gte": datetime.combine(since, time())})
    if until is not None:
        condition &= Q(**{f"{column}__lt": datetime.combine(until + timedelta(days=1), time())})
    return condition


def _within(column: str, beyond: datetime | None, upto: datetime | None) -> Q:
    bounds = {f"{column}__gt": beyond, f"{column}__lte": upto}
    return Q(**{bound: instant for bound, instant in bounds.items() if instant is not None})


def _beyond(after: After, order: _Order) -> Q:
    """The rows behind the last one shown; those without an instant come last."""
    past = "lt" if order.descending else "gt"
    if after.instant is None:
        return Q(**{f"{order.column}__isnull": True, f"id__{past}": after.id})
    return (
        Q(**{f"{order.column}__{past}": after.instant})
        | Q(**{order.column: after.instant, f"id__{past}": after.id})
        | Q(**{f"{order.column}__isnull": True})
    )


# --- describing -------------------------------------------------------------------------------------------------------


def _described(rows: Sequence[models.Dossier], at: datetime) -> Iterable[DossierRow]:
    declared = parties.declarations({row.declaration_id for row in rows})
    names = catalogue.procedure_names({row.procedure_code for row in rows})
    language: Language = "en" if (get_language() or "vi").startswith("en") else "vi"
    for row in rows:
        facts = facts_of(row.facts)
        declaration = declared.get(row.declaration_id)
        applicants = declaration.applicants if declaration is not None else ()
        yield DossierRow(
            id=row.id,
            code=row.code,
            filing_number=row.filing_number,
            state=facts.state,
            procedure_code=row.procedure_code,
            procedure=names.get(row.procedure_code, row.procedure_code),
            applicant=applicants[0].name if applicants else "",
            channel=Channel(row.channel),
            receiving_agency_id=row.receiving_agency_id,
            resolving_agency_id=row.resolving_agency_id,
            holder=facts.holder,
            received_at=row.received_at,
            due_at=row.due_at,
            lapses_at=row.lapses_at,
            appointment_at=row.appointment_at,
            answer_due_at=row.answer_due_at,
            waiting_until=row.waiting_until,
            completed_at=row.completed_at,
            ended_at=row.ended_at,
            timeliness=facts.timeliness,
            timeliness_766=facts.timeliness_766,
            overdue=facts.state in OPEN and facts.clock is not None and is_overdue(facts.clock, at),
            standing=standing_words(facts, at=at, language=language),
            fees_due=row.fees_due,
        )
