"""Pages that lose their database at different moments."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@login_not_required
def cut_in_the_view(request: HttpRequest) -> HttpResponse:
    if "again" not in request.GET:
        _cut()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s, %s)", [request.POST["request_key"], request.POST["content"]])
    return HttpResponse("saved")


@login_not_required
def cut_before_the_session_is_saved(request: HttpRequest) -> HttpResponse:
    request.session["step"] = 2
    with suppress(OperationalError):
        _cut()
    return HttpResponse("never seen")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a bug")


urlpatterns = [
    path("view", cut_in_the_view),
    path("session", cut_before_the_session_is_saved),
    path("broken", broken),
    path("", include("motcua.config.urls")),
]

handler500 = "motcua.config.answers.failed"
