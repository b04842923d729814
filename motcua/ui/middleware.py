"""What stands around every view: a lost database is a 503 with *try again*, a refusal is an answer and no error."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.kernel.types import Refused
from motcua.ui import answers

Handler = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


class Answers:
    """Turns a view's lost database and a view's uncaught refusal into pages (`ui.answers` does so for other places)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whatever the view answers."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers what the view did not: a refusal, or the database being away."""
        if isinstance(exception, Refused):
            return answers.refused(request, exception.refusal)
        if isinstance(exception, answers.DATABASE_AWAY):
            logger.warning("The database was away at %s: %s", request.path, exception)
            return answers.unavailable(request)
        return None
