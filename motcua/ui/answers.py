"""Pages that answer when the page that was asked for cannot be shown: in the reader's language, saying what to do.

They are drawn without context processors, so that none of them needs the database, a session or a viewer.
"""

import sys
from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.translation import get_language

from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.ui import requests

TRY_AGAIN_AFTER_SECONDS = "5"
DATABASE_AWAY = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something this house cannot read."""
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the viewer may not do this from the post he acts from."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its guard token, mostly one that was open for too long. What was typed can be sent again."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN, again=_again_from_here(request))


def log_in_ended(request: HttpRequest, refusal: Refusal, *, log_in: str) -> HttpResponse:
    """A form of a page that is only for whoever has logged in, sent by nobody: his log-in has ended, or it never was
    his. He is told what a stranger is told, and what he typed waits here until he has logged in beside it (`log_in` is
    the address at which he does).
    """
    sentence, again = messages.sentence_of(refusal), _again_from_here(request)
    status = messages.status_of(refusal)
    return _page(request, "ui/log_in_ended.html", status, sentence=sentence, again=again, log_in=log_in)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or nothing for this viewer; the two are never told apart."""
    return _page(request, "404.html", HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. What was typed can be sent again. A lost database outside the view (session, log-in) is a 503."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return unavailable(request)
    return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR, again=_again(request))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database is away. The page carries all that was typed and sends it again under the same request key."""
    response = _page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE, again=_again(request))
    response["Retry-After"] = TRY_AGAIN_AFTER_SECONDS
    return response


def refused(request: HttpRequest, refusal: Refusal, *, typed: Sequence[str] = ()) -> HttpResponse:
    """A refusal that no page wanted to show beside its own form: mostly of a form that is offered no more, because
    somebody else was quicker. What was typed into it is given back, to be copied.
    """
    sentence = messages.sentence_of(refusal)
    return _page(request, "ui/refused.html", messages.status_of(refusal), sentence=sentence, typed=typed)


def _again(request: HttpRequest) -> list[tuple[str, str]] | None:
    """The posted fields, to be sent once more; None when nothing was posted. Without files, and without a PIN."""
    if request.method != "POST":
        return None
    try:
        posted = request.POST
    except (UnreadablePostError, BadRequest, SuspiciousOperation):
        return None
    kept = [name for name in posted if name not in {requests.CSRF_FIELD, requests.PIN_FIELD}]
    return [(name, str(value)) for name in kept for value in posted.getlist(name)]


def _again_from_here(request: HttpRequest) -> list[tuple[str, str]] | None:
    """The posted fields where the browser says that they come from a page of this house: nobody else's words are put
    before somebody to be sent in his name."""
    here = f"{request.scheme}://{request.get_host()}"
    return _again(request) if request.headers.get("Origin") == here else None


def _page(request: HttpRequest, template: str, status: HTTPStatus, **values: object) -> HttpResponse:
    context = {
        "language": get_language(),
        "request": request,
        "csrf_token": get_token(request),
        "is_sample": False,
        "is_training": settings.TRAINING,
        "has_errors": False,
        "messages": (),
        **values,
    }
    response = HttpResponse(loader.render_to_string(template, context), status=status)
    if "HX-Request" in request.headers:
        # The part of a page that asked is no place for a whole answer: it takes the page's.
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
    return response
