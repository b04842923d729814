"""The public pages: find a procedure, read what it needs. No log-in, no script needed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel
from motcua.kernel import clock
from motcua.portal.sheets import case_sheets, fee_lines, step_names


@open_to_public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure. One that is only listed says so."""
    today = clock.now().date()
    version = catalogue.version_of(code, today)
    listing = catalogue.listing(code)
    if version is None and listing is None:
        raise Http404
    if version is None:
        return render(request, "portal/listed.html", {"listing": listing})
    context = {
        "version": version,
        "cases": case_sheets(version),
        "fees": fee_lines(version),
        "steps": step_names(version),
        "is_online": Channel.ONLINE in version.channels,
    }
    return render(request, "portal/procedure.html", context)
