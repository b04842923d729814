"""Who has how much: for leaders and supervisors, who move work from one officer to another."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.kernel import clock
from motcua.office.inboxes import Place
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import queries as process
from motcua.process.queries import Box, Near
from motcua.process.types import Workload
from motcua.ui.types import Column
from motcua.worktime.types import Language, minutes_words

_TENTH = Decimal("0.1")


@requires(Role.LEADER, Role.SUPERVISOR)
@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """Every officer of the viewer's agencies: what lies with him, what comes, what he does, and how long it takes."""
    me, at = acting(request), clock.now()
    loads = process.workloads(me.scope, at=at)
    over = process.overloaded(loads)
    officers = organisation.officer_names({one.officer_id for one in loads if one.officer_id is not None})
    agencies = organisation.agency_names({one.agency_id for one in loads})
    return render(
        request,
        "office/workload.html",
        {
            "rows": [
                {
                    "load": one,
                    "officer": officers.get(one.officer_id or 0, ""),
                    "agency": agencies.get(one.agency_id, ""),
                    "is_over": (one.agency_id, one.officer_id) in over,
                    "open_url": _place_of(one).address,
                    "late_url": _place_of(one, Near.LATE).address,
                    "came": one.weekly_in.quantize(_TENTH),
                    "done": one.weekly_out.quantize(_TENTH),
                    "weeks": None if one.weeks_at_hand is None else one.weeks_at_hand.quantize(_TENTH),
                    "usual": "" if one.median_minutes is None else minutes_words(one.median_minutes, _language()),
                }
                for one in loads
            ],
            "weeks": process.WEEKS,
            "columns": [
                Column(_("Officer")),
                Column(_("To be done"), is_number=True),
                Column(_("Due today"), is_number=True),
                Column(_("Late"), is_number=True),
                Column(_("Waiting for others"), is_number=True),
                Column(_("Comes in a week"), is_number=True),
                Column(_("Done in a week"), is_number=True),
                Column(_("Weeks of work"), is_number=True),
                Column(_("Usually takes")),
                Column(_("Share of the agency"), is_number=True),
            ],
        },
    )


def _place_of(load: Workload, near: Near | None = None) -> Place:
    """Where this work stands in the inbox of whoever may give it to another."""
    if load.officer_id is None:
        return Place(Box.POOL, near)
    return Place(Box.TEAM, near, officer_id=load.officer_id)


def _language() -> Language:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
