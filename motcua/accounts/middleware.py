"""What accounts adds to every request: who acts, which citizen it is, how long a session lasts, and the record of what
was read.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from motcua.accounts import citizen_sessions, commands, queries
from motcua.accounts.rules import sessions
from motcua.accounts.types import Acting, Read
from motcua.kernel import clock, reference
from motcua.ui.types import PostChoice, Viewer

HOUSE = "house"
BEGAN_AT = "began_at"
SEEN_AT = "seen_at"
UNATTENDED = "Motcua-Unattended"
"""What a page says that asks again by itself: nobody is kept logged in by a screen that was left alone."""
_READING = {"GET", "HEAD"}

_LOG = logging.getLogger("motcua.readings")
Handler = Callable[[HttpRequest], HttpResponseBase]


class AtWork:
    """Sets `request.acting` and `request.viewer`, ends sessions that are over, and writes down what was read.

    Both attributes are read from the database only when a view or a page asks for them. A page that only reads is made
    from one edition of the reference data.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The view's response, with the record of readings tied to its end."""
        if request.user.is_authenticated:
            now = clock.now()
            if _session_is_over(request, now):
                logout(request)
                messages.info(request, _("Your session has ended because it was not used. Please log in again."))
            else:
                acting = SimpleLazyObject(lambda: _acting(request, now))
                vars(request).update(acting=acting, viewer=SimpleLazyObject(lambda: _viewer(request)))
        else:
            citizen_sessions.meet(request, clock.now())
        with reference.held() if request.method in _READING else nullcontext():
            response = _for_part_of_a_page(request, self.get_response(request))
        _record_when_sent(request, response)
        return response


def begin_session(request: HttpRequest, now: datetime) -> None:
    """Notes in a session when it began: at log-in, or when one that was opened otherwise is met first.

    A citizen who was logged in in this browser no longer is: nobody is staff and citizen at once.
    """
    citizen_sessions.leave(request)
    request.session.update({BEGAN_AT: now.isoformat(), SEEN_AT: now.isoformat()})


def _session_is_over(request: HttpRequest, now: datetime) -> bool:
    """Whether it has lasted, or stood unused, for too long."""
    began_at, seen_at = request.session.get(BEGAN_AT), request.session.get(SEEN_AT)
    if began_at is None or seen_at is None:
        begin_session(request, now)
        return False
    seen = datetime.fromisoformat(seen_at)
    if sessions.is_over(began_at=datetime.fromisoformat(began_at), seen_at=seen, now=now):
        return True
    if UNATTENDED not in request.headers and sessions.is_stale(seen_at=seen, now=now):
        request.session[SEEN_AT] = now.isoformat()
    return False


def _acting(request: HttpRequest, now: datetime) -> Acting | None:
    return queries.acting_of(request.user, on=now.date(), house_id=request.session.get(HOUSE))


def _viewer(request: HttpRequest) -> Viewer:
    someone: Acting | None = vars(request)["acting"] or None
    choices: tuple[PostChoice, ...] = ()
    if someone:
        choices = tuple(
            PostChoice(
                key=str(house.agency_id),
                name=", ".join(dict.fromkeys(capacity.post.title for capacity in house.capacities)),
                agency=house.name,
                is_current=house == someone.house,
            )
            for house in someone.standing.houses
        )
    return Viewer(
        name=someone.officer.name if someone else request.user.get_username(),
        roles=frozenset(role.value for role in someone.scope.roles) if someone else frozenset(),
        posts=choices,
        switch_url=reverse("accounts:switch_post"),
        log_out_url=reverse("accounts:logout"),
        account_url=reverse("accounts:account"),
    )


def _for_part_of_a_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Somebody whose session ended while a part of a page was asked for is led to the log-in as a whole."""
    if not request.headers.get("HX-Request"):
        return response
    login = resolve_url(settings.LOGIN_URL)
    if not response.headers.get("Location", "").startswith(login):
        return response
    return HttpResponse(status=204, headers={"HX-Redirect": login})


def _record_when_sent(request: HttpRequest, response: HttpResponseBase) -> None:
    reads: list[Read] = vars(request).get("readings", [])
    if not reads or not request.user.is_authenticated:
        return
    someone: Acting | None = vars(request)["acting"] or None
    user_id, at = request.user.pk, clock.now()
    post_id = someone.house.capacities[0].post.id if someone else None
    send = response.close

    def send_and_record() -> None:
        try:
            commands.record_readings(user_id=user_id, post_id=post_id, at=at, reads=reads)
        except DatabaseError:
            # The page is with the reader already; that it was read must at least be known from the log.
            keys = ", ".join(f"{read.kind} {read.key}" for read in reads)
            _LOG.exception("A reading could not be recorded: user %s, %s", user_id, keys)
        finally:
            send()

    response.close = send_and_record  # type: ignore[method-assign]  # Django calls it once the last byte was sent
