"""Whoever has the code of a dossier and a second fact has proved that he may know of it; guessing is slow."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.dossier.types import Tracked
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal
from motcua.portal.shares import Share
from motcua.process import queries as course
from motcua.process.types import Followed

FACT = "second_fact"
_TRIES = Share("follow", 10, timedelta(minutes=10))


def code_of(request: HttpRequest) -> str:
    """The code that was sent in the form, or that the address names."""
    return request.POST.get("code", request.GET.get("code", "")).strip()


def proved(request: HttpRequest) -> Tracked:
    """How the dossier stands whose code and second fact were sent. Raises Refused as `followed`."""
    return followed(request).tracked


def followed(request: HttpRequest) -> Followed:
    """The dossier whose code and second fact were sent, and who has it.

    Raises Refused: `too_many_tries`, `tracking_not_found`.
    """
    code = code_of(request)
    tried, sought = _TRIES.begin(request, f"code {code[:40].casefold()}"), course.sought(code)
    _TRIES.require(tried)
    return course.follow(sought, request.POST.get(FACT, ""), at=clock.now())


def asked_again(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that asks for both, with what was wrong."""
    return render(
        request,
        "portal/track.html",
        {"code": code_of(request), "refusal": messages.sentence_of(refusal), "has_errors": True},
        status=messages.status_of(refusal),
    )
