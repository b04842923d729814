"""The one permission this room needs; all others are declared with the decorators of `accounts`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def for_anybody(view: View) -> View:
    """Declares that the view may be seen without logging in."""

    @wraps(view)
    def shown(*arguments: Any, **values: Any) -> HttpResponseBase:
        return view(*arguments, **values)

    shown.permission = "anybody"  # type: ignore[attr-defined]  # the guard test reads it
    return login_not_required(shown)
