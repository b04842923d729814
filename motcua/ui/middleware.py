"""What stands around every view: a database that goes away is a 503 with *try again*, a refusal is an answer and no error."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from motcua.kernel.types import Refused
from motcua.ui import answers

Handler = Callable[[HttpRequest], HttpResponse]


class Answers:
    """Turns a lost database and an uncaught refusal into pages. Stands outermost, so that sessions may fail too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's response. Django shows failures of inner middleware as 500 unless `process_exception` below took them."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers what the view did not: a refusal, or the database being away."""
        if isinstance(exception, Refused):
            return answers.refused(request, exception.refusal)
        if isinstance(exception, OperationalError | InterfaceError):
            return answers.unavailable(request)
        return None
