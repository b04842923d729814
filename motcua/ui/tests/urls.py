"""Pages that go wrong in every way, for the tests of the answers."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.kernel.types import Refusal, Refused
from motcua.ui.permissions import for_anybody


@for_anybody
def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the connection is closed")


@for_anybody
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@for_anybody
def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest


@for_anybody
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@for_anybody
def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused(Refusal("test_answers_late", {"count": 2}, "NĐ 118/2025, Điều 11"))


@for_anybody
def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


urlpatterns = [
    path("", include("motcua.ui.urls")),
    path("away/", away),
    path("broken/", broken),
    path("unreadable/", unreadable),
    path("forbidden/", forbidden),
    path("refusing/", refusing),
    path("fine/", fine),
    path("log-in/", include(([path("", fine, name="login")], "accounts"))),
]
handler400 = "motcua.ui.answers.bad_request"
handler403 = "motcua.ui.answers.forbidden"
handler404 = "motcua.ui.answers.not_found"
handler500 = "motcua.ui.answers.failed"
