"""Reading the tree. Every function takes the day it is asked for; each is one statement, or two where it says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from motcua.kernel import reference
from motcua.kernel.text import sort_key
from motcua.kernel.types import Refusal, Refused, granted
from motcua.organisation import models
from motcua.organisation.queries.eras import era
from motcua.organisation.queries.places import commune
from motcua.organisation.types import (
    Agency,
    AgencyKind,
    AgencyNode,
    Contact,
    Desk,
    FormChoice,
    FormLanguages,
    Ground,
    Level,
    Line,
    PageSize,
    Spot,
    Succession,
    Unit,
    identifier,
)

DEFAULT_CALENDAR = "vn-office"
"""The working calendar of an agency when neither it nor any agency above names one."""

_ABOVE = """
WITH RECURSIVE above (agency_id, parent_id, calendar_key, distance) AS (
    SELECT agency_id, parent_id, calendar_key, 0 FROM organisation_agencyperiod
    WHERE agency_id = %(agency)s AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
  UNION ALL
    SELECT p.agency_id, p.parent_id, p.calendar_key, a.distance + 1
    FROM above a JOIN organisation_agencyperiod p ON p.agency_id = a.parent_id
    WHERE p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s)
)
SELECT calendar_key FROM above WHERE calendar_key <> '' ORDER BY distance LIMIT 1
"""

_HEIR = """
WITH RECURSIVE heirs (agency_id, distance) AS (
    SELECT %(agency)s::bigint, 0
  UNION ALL
    SELECT s.successor_id, h.distance + 1
    FROM heirs h JOIN organisation_succession s ON s.predecessor_id = h.agency_id
    WHERE s.inherits AND s.first_day <= %(day)s
)
SELECT agency_id FROM heirs ORDER BY distance DESC LIMIT 1
"""


_BEQUEATHED = """
WITH RECURSIVE line (agency_id) AS (
    SELECT unnest(%(agencies)s::bigint[])
  UNION
    SELECT s.predecessor_id
    FROM line l JOIN organisation_succession s ON s.successor_id = l.agency_id
    WHERE s.inherits AND s.first_day <= %(day)s
)
SELECT agency_id FROM line
"""


def covering(day: date) -> Q:
    """Rows whose days include this one."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def agency(agency_id: int, *, on: date | None = None) -> Agency:
    """The agency as it stood on a day; without one, as it stands last. Refused (`agency_absent`) when there is none."""
    found = agencies_by_id([agency_id], on=on).get(agency_id)
    if found is None:
        raise Refused(Refusal("agency_absent"))
    return found


def agencies_by_id(ids: Iterable[int], *, on: date | None = None) -> Mapping[int, Agency]:
    """Those of the agencies that existed on the day, or all as they stand last."""
    return _agencies_of(frozenset(ids), on)


@reference.kept("organisation", era=era)
def _agencies_of(ids: frozenset[int], on: date | None) -> Mapping[int, Agency]:
    return {row.id: row for row in map(_agency, _periods(on).filter(agency_id__in=ids))}


def agencies(
    *,
    on: date,
    kind: AgencyKind | None = None,
    line: Line | None = None,
    level: Level | None = None,
    parent_id: int | None = None,
) -> list[Agency]:
    """All agencies of a day, narrowed as asked, in their order."""
    wanted = {
        "agency__kind": kind,
        "agency__line": line,
        "agency__level": level,
        "parent_id": parent_id,
    }
    rows = _periods(on).filter(**{column: value for column, value in wanted.items() if value is not None})
    return [_agency(row) for row in rows.order_by("order", "code", "agency_id")]


def communes_served(*, on: date) -> list[tuple[str, str]]:
    """The codes and names of the communes in which the house has an agency on that day, in Vietnamese order."""
    served = {one.place_code for one in agencies(on=on) if one.level is Level.COMMUNE and one.place_code}
    return sorted(((code, commune(code).name) for code in served), key=lambda named: sort_key(named[1]))


@reference.kept("organisation", era=era)
def agency_by_code(code: str, *, on: date) -> Agency:
    """The agency that an identifier means on a day, in either order of writing.

    A code that is no longer in use leads to the agency that bore it last, or to the heir of that agency; one not yet in
    use on the day does not count. Refused: a malformed identifier, or `agency_code_unknown`. At most three statements.
    """
    wanted = str(granted(identifier(code)))
    use = models.CodeUse.objects.filter(code__code=wanted, valid_from__lte=on).order_by("-valid_from").first()
    if use is None:
        raise Refused(Refusal("agency_code_unknown", {"code": wanted}))
    found = agencies_by_id([use.agency_id], on=on).get(use.agency_id)
    return found or agency(heir_of(use.agency_id, on=on), on=on)


@reference.kept("organisation", era=era)
def heir_of(agency_id: int, *, on: date) -> int:
    """Who answers on that day for what the agency left: itself while it exists, else its heir's heir's …"""
    with connection.cursor() as cursor:
        cursor.execute(_HEIR, {"agency": agency_id, "day": on})
        return int(cursor.fetchone()[0])


def with_predecessors(agency_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """These agencies, and every one that ended by that day and whose heir's heir's … one of them is; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BEQUEATHED, {"agencies": sorted(agency_ids), "day": on})
        return frozenset(agency_id for (agency_id,) in cursor.fetchall())


def successions(agency_id: int) -> list[Succession]:
    """Who came after an agency, the heir first."""
    rows = models.Succession.objects.filter(predecessor_id=agency_id).order_by("-inherits", "successor_id")
    return [Succession(row.predecessor_id, row.successor_id, row.first_day, row.inherits, row.decision) for row in rows]


def tree(on: date) -> tuple[AgencyNode, ...]:
    """The whole tree of a day."""
    below: defaultdict[int | None, list[Agency]] = defaultdict(list)
    found = agencies(on=on)
    present = {row.id for row in found}
    for row in found:
        below[row.parent_id if row.parent_id in present else None].append(row)
    return _nodes(None, below)


def _nodes(parent_id: int | None, below: Mapping[int | None, list[Agency]]) -> tuple[AgencyNode, ...]:
    return tuple(AgencyNode(row, _nodes(row.id, below)) for row in below.get(parent_id, ()))


@reference.kept("organisation", era=era)
def ground(on: date) -> Ground:
    """The tree of a day as a map, in one statement."""
    rows = models.AgencyPeriod.objects.filter(covering(on)).order_by("order", "agency_id")
    columns = rows.values_list("agency_id", "parent_id", "agency__kind", "name")
    return Ground({agency_id: Spot(parent, AgencyKind(kind), name) for agency_id, parent, kind, name in columns})


def with_all_below(agency_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """These agencies and everything below them on that day."""
    return ground(on).with_all_below(agency_ids)


@reference.kept("organisation", era=era)
def house_of(agency_id: int, *, on: date) -> frozenset[int]:
    """The house an agency belongs to: the agency itself with its centre, branches and reception points.

    An officer who holds posts in several of them acts with all of them at once (one shell, one menu).
    """
    return ground(on).house_of(agency_id)


def agency_names(ids: Iterable[int], *, on: date | None = None) -> Mapping[int, str]:
    """Names by id. Without a day the last known name. Unknown ids are left out."""
    known = _names(on=on)
    return {agency_id: known[agency_id] for agency_id in set(ids) if agency_id in known}


@reference.kept("organisation", era=era)
def _names(*, on: date | None) -> Mapping[int, str]:
    """Everybody's name: they are asked for by every page, and there are a few thousand."""
    return dict(_latest(models.AgencyPeriod.objects.all(), on).values_list("agency_id", "name"))


@reference.kept("organisation", era=era)
def calendar_key(agency_id: int, *, on: date) -> str:
    """The working calendar of an agency: its own, else that of the nearest one above, else the country's."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"agency": agency_id, "day": on})
        row = cursor.fetchone()
    return str(row[0]) if row else DEFAULT_CALENDAR


@reference.kept("organisation", era=era)
def form_choice(agency_id: int, *, on: date) -> FormChoice:
    """How an agency has its forms printed: its own choice, and where it made none that of the nearest one above."""
    spots, said = ground(on).spots, _form_choices(on=on)
    chosen, here = FormChoice(), agency_id
    while here in spots:
        there = said.get(here, chosen)
        chosen = FormChoice(chosen.size or there.size, chosen.languages or there.languages)
        above = spots[here].parent_id
        if above is None:
            break
        here = above
    return chosen


def own_form_choice(agency_id: int, *, on: date) -> FormChoice:
    """What an agency itself chose for its forms."""
    return _form_choices(on=on).get(agency_id, FormChoice())


@reference.kept("organisation", era=era)
def _form_choices(*, on: date) -> Mapping[int, FormChoice]:
    rows = models.AgencyPeriod.objects.filter(covering(on)).exclude(form_size="", form_languages="")
    return {
        row.agency_id: FormChoice(
            PageSize(row.form_size) if row.form_size else None,
            FormLanguages(row.form_languages) if row.form_languages else None,
        )
        for row in rows
    }


@reference.kept("organisation", era=era)
def contact_of(agency_id: int, *, on: date) -> Contact:
    """Where the public finds an agency: by what it says itself, else by what its house says, the head of it first."""
    said, there = _contacts(), ground(on)
    asked = (agency_id, there.head_of_house(agency_id), *sorted(there.house_of(agency_id)))
    return next((said[one] for one in asked if one in said), Contact())


def own_contact(agency_id: int) -> Contact:
    """What an agency itself says of where it is found."""
    return _contacts().get(agency_id, Contact())


@reference.kept("organisation")
def _contacts() -> Mapping[int, Contact]:
    rows = models.Contact.objects.exclude(address="", phone="", email="")
    return {row.agency_id: Contact(row.address, row.phone, row.email) for row in rows}


def units(agency_id: int, *, on: date) -> list[Unit]:
    """The units of an agency on a day, by code."""
    return [unit_of(row) for row in models.Unit.objects.filter(covering(on), agency_id=agency_id).order_by("code")]


def unit_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names of units by id, in one statement."""
    return dict(models.Unit.objects.filter(id__in=set(ids)).values_list("id", "name"))


def desks(agency_ids: Iterable[int], *, on: date) -> list[Desk]:
    """The counters of these places on a day, by code."""
    rows = models.Desk.objects.filter(covering(on), agency_id__in=set(agency_ids)).order_by("agency_id", "code")
    return [desk_of(row) for row in rows]


def desk(desk_id: int) -> Desk:
    """One counter. Refused (`desk_absent`) when there is none."""
    row = models.Desk.objects.filter(id=desk_id).first()
    if row is None:
        raise Refused(Refusal("desk_absent"))
    return desk_of(row)


def unit_of(row: models.Unit) -> Unit:
    """The row as it crosses the door."""
    return Unit(row.id, row.agency_id, row.parent_id, row.code, row.name, row.valid_from, row.valid_to, row.decision)


def desk_of(row: models.Desk) -> Desk:
    """The row as it crosses the door."""
    return Desk(
        row.id,
        row.agency_id,
        row.code,
        row.name,
        row.desk_key,
        row.calendar_key,
        row.is_priority,
        row.valid_from,
        row.valid_to,
        row.decision,
    )


def _latest(rows: QuerySet[models.AgencyPeriod], on: date | None) -> QuerySet[models.AgencyPeriod]:
    if on is not None:
        return rows.filter(covering(on))
    newest = models.AgencyPeriod.objects.filter(agency_id=OuterRef("agency_id")).order_by("-valid_from").values("id")
    return rows.filter(id=Subquery(newest[:1]))


def _periods(on: date | None) -> QuerySet[models.AgencyPeriod]:
    uses = models.CodeUse.objects.filter(agency_id=OuterRef("agency_id"))
    if on is not None:
        uses = uses.filter(covering(on))
    code = Subquery(uses.order_by("-valid_from").values("code__code")[:1])
    return _latest(models.AgencyPeriod.objects.all(), on).select_related("agency").annotate(code=code)


def _agency(row: models.AgencyPeriod) -> Agency:
    return Agency(
        id=row.agency_id,
        code=row.code,  # type: ignore[attr-defined]  # annotated by _periods
        name=row.name,
        short_name=row.short_name or row.name,
        kind=AgencyKind(row.agency.kind),
        line=Line(row.agency.line),
        level=Level(row.agency.level),
        parent_id=row.parent_id,
        place_code=row.place_code,
        calendar_key=row.calendar_key,
        valid_from=row.agency.valid_from,
        valid_to=row.agency.valid_to,
    )
