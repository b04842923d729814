"""The last answer of all: when something failed anywhere between the web server and the page.

Django turns an error of any middleware or view into this call, so a database that goes away is met in one place,
whether it went while the session was read, in the view, or when the answer was saved.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from motcua.ui import answers


def failed(request: HttpRequest) -> HttpResponse:
    """503 with *try again* and all that was typed when the database was away; else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return answers.unavailable(request)
    return answers.failed(request)
