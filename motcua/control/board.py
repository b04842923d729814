"""The live board of a centre: what came in, what is due, late, waiting, not answered; each number opens its list."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, requires
from motcua.control.views import WATCHERS
from motcua.control.watching import LABELS, OF_FILINGS, TONES, Watched, rules_on, watched
from motcua.dossier import queries as dossier
from motcua.dossier.types import After, Filters, InvolvementRole
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.process import queries as process
from motcua.ui.requests import listed_after
from motcua.ui.types import Column, Pages, Stat, Tab, Tone
from motcua.worktime import queries as worktime

_BY_AGENCY = [one for one in Watched if one not in {Watched.FILINGS_ALERTED, Watched.FILINGS_LATE}]
"""As many as a table has room for; the list of the filings says of each until when it is answered."""
_SIDES = {InvolvementRole.RESOLVES: "resolves", InvolvementRole.RECEIVES: "receives"}


@requires(*WATCHERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every number at this minute, together and by agency. It is asked again by itself, and works without."""
    me, at, role = acting(request), clock.now(), _role(request)
    lists = _lists(me, role, at)
    counts = dossier.counts(me.scope, {one.value: filters for one, filters in lists.items()}, at=at)
    agencies = sorted({agency_id for counted in counts.values() for agency_id in counted})
    names = organisation.agency_names(agencies)
    side = _SIDES[role]
    return render(
        request,
        "control/board.html",
        {
            "at": at,
            "refresh": rules_on(me.on).refresh_seconds,
            "dossiers": [_stat(one, counts[one], side) for one in Watched if one not in OF_FILINGS],
            "filings": [_stat(one, counts[one], side) for one in Watched if one in OF_FILINGS],
            "rows": [
                (
                    names.get(agency_id, ""),
                    [
                        (LABELS[one], counts[one].get(agency_id, 0), _address(one, side, agency_id))
                        for one in _BY_AGENCY
                    ],
                )
                for agency_id in agencies
            ],
            "columns": [Column(_("Agency")), *(Column(LABELS[one], is_number=True) for one in _BY_AGENCY)],
            "tabs": [
                Tab(words, f"{reverse('control:board')}?side={_SIDES[one]}", is_active=one is role)
                for one, words in (
                    (InvolvementRole.RESOLVES, _("Where they are resolved")),
                    (InvolvementRole.RECEIVES, _("Where they were received")),
                )
            ],
        },
    )


@requires(*WATCHERS)
@require_safe
def listed(request: HttpRequest, number: str) -> HttpResponse:
    """The dossiers that a number of the board counts, as they stand now."""
    if number not in set(Watched):
        raise Http404
    me, at, one, role = acting(request), clock.now(), Watched(number), _role(request)
    agency_id = _agency(request)
    after = listed_after(request)
    found = dossier.dossiers(
        me.scope, _lists(me, role, at, agency_id)[one], at=at, after=After(*after) if after is not None else None
    )
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in found.rows], purpose="list")
    older = ""
    if found.after is not None:
        older = f"{_address(one, _SIDES[role], agency_id)}&after={found.after.id}&due="
        older += found.after.instant.isoformat() if found.after.instant else ""
    due = _("Answer due") if one in OF_FILINGS else _("Due")
    return render(
        request,
        "control/board_list.html",
        {
            "number": LABELS[one],
            "of_filings": one in OF_FILINGS,
            "agency": organisation.agency_names([agency_id]).get(agency_id, "") if agency_id is not None else "",
            "back": f"{reverse('control:board')}?side={_SIDES[role]}",
            "rows": [(row, process.row_state(row, at)) for row in found.rows],
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(due), Column(_("Standing"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(found.rows))),
        },
    )


def _lists(me: Acting, role: InvolvementRole, at: datetime, agency_id: int | None = None) -> Mapping[Watched, Filters]:
    calendar = worktime.calendar(organisation.calendar_key(me.house.agency_id, on=me.on))
    return watched(rules_on(me.on), calendar, at=at, role=role, agency_id=agency_id)


def _stat(one: Watched, counted: Mapping[int, int], side: str) -> Stat:
    together = sum(counted.values())
    tone = TONES.get(one, Tone.NEUTRAL) if together else Tone.NEUTRAL
    return Stat(LABELS[one], together, url=_address(one, side), tone=tone)


def _address(one: Watched, side: str, agency_id: int | None = None) -> str:
    address = f"{reverse('control:board_list', args=[one.value])}?side={side}"
    return address if agency_id is None else f"{address}&agency={agency_id}"


def _role(request: HttpRequest) -> InvolvementRole:
    return InvolvementRole.RECEIVES if request.GET.get("side") == "receives" else InvolvementRole.RESOLVES


def _agency(request: HttpRequest) -> int | None:
    typed = request.GET.get("agency", "")
    return int(typed) if typed.isascii() and typed.isdecimal() else None
