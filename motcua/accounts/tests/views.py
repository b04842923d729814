"""Addresses for the tests of permissions and readings."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from motcua.accounts.types import ReadingKind, acting, any_staff, note_reading, open_to_public, requires
from motcua.organisation.types import Role


@open_to_public
def anybody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anybody")


@any_staff
def staff(request: HttpRequest) -> HttpResponse:
    return HttpResponse("staff")


@requires(Role.RECEPTIONIST, Role.LEADER)
def some(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(acting(request).actor(Role.RECEPTIONIST, Role.LEADER)))


@any_staff
def personal(request: HttpRequest) -> HttpResponse:
    note_reading(request, ReadingKind.DOSSIER, "H49.16-260302-0001", purpose="page")
    note_reading(request, ReadingKind.PERSON, ["12", "13", "12"], purpose="list")
    return HttpResponse("personal")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("undeclared")


urlpatterns = [
    path("anybody/", anybody),
    path("staff/", staff),
    path("some/", some),
    path("personal/", personal),
    path("undeclared/", undeclared),
    path("", include("motcua.config.urls")),
]
