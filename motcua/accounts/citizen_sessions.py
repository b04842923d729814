"""Whose browser this is on the citizens' side: how a session begins, is met with each request, and ends.

The browser's own session holds the number of a row (`CitizenSession`) and nothing else. The staff's log-in and a
citizen's exclude each other: whoever logs in ends the other's session in that browser.
"""

from datetime import datetime
from functools import cache

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _

from motcua.accounts import citizen_commands, queries
from motcua.accounts.rules import sessions
from motcua.accounts.rules.browsers import name_of
from motcua.accounts.rules.claims import Claimed
from motcua.accounts.types import Citizen

CITIZEN = "citizen"
AT_THE_EID = {"username": ":eid"}
"""As whom false proofs are counted: no user can be called so."""


def meet(request: HttpRequest, now: datetime) -> None:
    """Makes the citizen askable (`queries.citizen_of`). The database is asked only when a view or a page does."""
    if request.session.get(CITIZEN) is not None:
        vars(request)["citizen"] = cache(lambda: _met(request, now))


def enter(request: HttpRequest, claimed: Claimed, *, issuer: str, at: datetime) -> None:
    """The browser is from now on that of somebody who is proven, under a new session key.

    Whoever was logged in in it before no longer is.
    """
    browser = name_of(request.headers.get("User-Agent", ""))
    session_id = citizen_commands.open_session(at=at, issuer=issuer, claimed=claimed, browser=browser)
    if request.user.is_authenticated:
        logout(request)
    else:
        leave(request)
        request.session.cycle_key()
    rotate_token(request)
    request.session[CITIZEN] = session_id


def leave(request: HttpRequest) -> None:
    """The browser is no citizen's any more."""
    session_id = request.session.pop(CITIZEN, None)
    if session_id is not None:
        citizen_commands.end_session(session_id)
    vars(request).pop("citizen", None)


def _met(request: HttpRequest, now: datetime) -> Citizen | None:
    found = queries.citizen_in(request.session[CITIZEN])
    if found is None:
        del request.session[CITIZEN]  # ended from another browser, or his data were erased
        return None
    citizen, session = found
    if sessions.is_over(began_at=session.began_at, seen_at=session.seen_at, now=now):
        leave(request)
        messages.info(request, _("Your session has ended because it was not used. Please log in again."))
        return None
    if sessions.is_stale(seen_at=session.seen_at, now=now):
        citizen_commands.touch_session(session.id, at=now)
    return citizen
