"""What an office's printer does to a paper: a sheet to print, and what to set in the printer's dialogue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.types import requires
from motcua.kernel import clock
from motcua.organisation.types import Role
from motcua.papers.types import PageSize
from motcua.process import queries as process
from motcua.ui.files import printed

PRINTING = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SYSTEM_ADMINISTRATOR)


@requires(*PRINTING)
@require_safe
def printer(request: HttpRequest) -> HttpResponse:
    """What to set, and the test sheets of both sizes."""
    return render(request, "desk/printer.html", {"sizes": [size.value for size in PageSize]})


@requires(*PRINTING)
@require_safe
def test_sheet(request: HttpRequest, size: str) -> HttpResponse:
    """The test sheet in that size, as PDF."""
    if size not in set(PageSize):
        raise Http404
    return printed(process.printer_test_pdf(PageSize(size), at=clock.now()), f"in-thu-{size}.pdf")
