"""The posts that procedures need and nobody holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ROLE_NAMES, acting, requires
from motcua.organisation import queries as organisation
from motcua.process import queries as process
from motcua.ui.types import Column

_CODES_SHOWN = 5


@requires(*sorted(process.STAFFING_ROLES))
@require_safe
def empty_posts(request: HttpRequest) -> HttpResponse:
    """Which roles are missing where, how much work waits for them, and what to do about it."""
    me = acting(request)
    found = process.vacancies(me.standing)
    agencies = organisation.agencies_by_id({one.agency_id for one in found}, on=me.on)
    return render(
        request,
        "control/posts.html",
        {
            "rows": [
                {
                    "agency": agencies[one.agency_id],
                    "role": ROLE_NAMES[one.role],
                    "codes": one.procedures[:_CODES_SHOWN],
                    "others": len(one.procedures) - _CODES_SHOWN,
                    "waiting": one.waiting,
                }
                for one in found
            ],
            "columns": [
                Column(_("Agency")),
                Column(_("Role")),
                Column(_("Needed by")),
                Column(_("Work that waits"), is_number=True),
            ],
        },
    )
