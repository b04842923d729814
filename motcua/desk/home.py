"""The desk's own page: what it receives, found first what it receives most, and what waits for it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.counter import queries as counter
from motcua.counter.types import KeptSheet
from motcua.desk.stubs import STUB, being_entered
from motcua.desk.visits import visitor
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow, Filters, InvolvementRole, Listing
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role

_FOUND = 12
_SUGGESTED = 9
_SHOWN = 8


@requires(Role.RECEPTIONIST)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the desk can receive, found in the words people use, and what waits at the desk."""
    me, at = acting(request), clock.now()
    words = request.GET.get("q", "").strip()
    received = _listed(me, Filters(listing=Listing.RECEIVED, role=InvolvementRole.RECEIVES, since=me.on), at)
    to_return = _listed(me, Filters(listing=Listing.UNCOLLECTED, role=InvolvementRole.RECEIVES), at)
    parcels_to_open, parcels_late = counter.parcels_waiting(me.scope, at=at)
    codes_open, codes_late = counter.codes_waiting(me.scope, at=at)
    filings = _listed(me, Filters(listing=Listing.FILINGS, role=InvolvementRole.RECEIVES), at)
    shown = dict.fromkeys(str(row.id) for row in (*received, *to_return, *filings))
    note_reading(request, ReadingKind.DOSSIER, list(shown), purpose="list")
    return render(
        request,
        "desk/home.html",
        {
            "q": words,
            "found": catalogue.search(words, limit=_FOUND) if words else [],
            "suggested": [] if words else _often_here(me),
            "visitor": visitor(request, me),
            "recent": received,
            "to_return": to_return,
            "filings": [(row, row.answer_due_at is not None and row.answer_due_at < at) for row in filings],
            "kept": _kept(me, at),
            "goes_along": _goes_along(request),
            "along": f"?{urlencode(_goes_along(request))}" if _goes_along(request) else "",
            "parcels_to_open": parcels_to_open,
            "parcels_late": parcels_late,
            "codes_open": codes_open,
            "codes_late": codes_late,
            "stub": being_entered(request, me),
        },
    )


def receiving_agency(me: Acting) -> int:
    """The place for which somebody at a desk receives."""
    return me.actor(Role.RECEPTIONIST).agency_id or min(me.scope.own_agency_ids)


def desk_key(me: Acting) -> str:
    """The reception hours of the desk the receptionist sits at; empty where it keeps office hours."""
    for capacity in me.house.capacities:
        if capacity.post.role is Role.RECEPTIONIST and capacity.post.desk_id is not None:
            return organisation.desk(capacity.post.desk_id).desk_key
    return ""


def _listed(me: Acting, filters: Filters, at: datetime) -> tuple[DossierRow, ...]:
    return dossier.dossiers(me.scope, filters, at=at, limit=_SHOWN).rows


def _goes_along(request: HttpRequest) -> dict[str, str]:
    """What the address hands on to the sheet that is chosen: the visit, the parcel, or the code of a pad."""
    return {name: request.GET[name] for name in ("visit", "parcel", STUB) if request.GET.get(name, "").isdecimal()}


def _often_here(me: Acting) -> list[tuple[ProcedureVersion, bool]]:
    """What this place receives: the pinned first, then what it received most lately; each with whether it is pinned."""
    agency_id = receiving_agency(me)
    pinned = counter.pinned(agency_id)
    since = me.on - timedelta(days=counter.rules_on(me.on).often_days)
    first = [*pinned, *dossier.received_most(me.scope, agency_id, since=since, limit=_SUGGESTED)]
    codes = {code for house_id in me.scope.own_agency_ids for code in catalogue.procedures_of_agency(house_id, me.on)}
    versions = catalogue.list_published(me.on, codes=sorted(codes | set(pinned)) or None)
    ranks = {code: rank for rank, code in reversed(list(enumerate(first)))}
    ordered: Sequence[ProcedureVersion] = sorted(versions, key=lambda version: ranks.get(version.code, len(first)))
    return [(version, version.code in pinned) for version in ordered[:_SUGGESTED]]


def _kept(me: Acting, at: datetime) -> list[tuple[KeptSheet, str]]:
    """The sheets that wait for somebody, each with the name of its procedure."""
    found = counter.kept_sheets(me.scope, at=at)
    names = catalogue.procedure_names({one.procedure_code for one in found})
    return [(one, names.get(one.procedure_code, one.procedure_code)) for one in found]
