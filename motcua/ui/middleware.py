"""What stands around every view: the policy of contents, a lost database as a 503 with *try again*, a refusal as an
answer and no error.
"""

import logging
from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from motcua.kernel.types import Refusal, Refused
from motcua.ui import answers
from motcua.ui.requests import typed_texts

Handler = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)
_MEGABYTE = 1024**2


class ContentPolicy:
    """What a browser may load for a page, said in a header: the same for every page, so it is written once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response with the policy, unless it has one of its own."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self._policy)
        return response


class Answers:
    """Turns a view's lost database and a view's uncaught refusal into pages (`ui.answers` does so for other places)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whatever the view answers; a request too large to be taken is not read at all."""
        if _announced_size(request) > settings.MOST_REQUEST_BYTES:
            values = {"most_megabytes": settings.MOST_REQUEST_BYTES // _MEGABYTE}
            return answers.refused(request, Refusal("request_too_large", values))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers what the view did not: a refusal, or the database being away."""
        if isinstance(exception, Refused):
            return answers.refused(request, exception.refusal, typed=typed_texts(request))
        if isinstance(exception, answers.DATABASE_AWAY):
            logger.warning("The database was away at %s: %s", request.path, exception)
            return answers.unavailable(request)
        return None


def _announced_size(request: HttpRequest) -> int:
    """How many bytes the request says it carries. What says nothing carries nothing: no more than that is read."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() else 0
