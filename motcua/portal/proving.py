"""Whoever has the code of a dossier and a second fact has proved that he may know of it; guessing is slow."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.accounts.types import open_to_public
from motcua.dossier.types import Tracked
from motcua.kernel import clock, messages
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.portal.shares import Share
from motcua.process import queries as course
from motcua.process.types import Followed

FACT = "second_fact"
WHOEVER_PROVED = Actor(ActorKind.CITIZEN, "portal")
"""Who acts by a code and a second fact; which of those who know both, nobody can say."""
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


def with_proof(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For whoever sends the code and the second fact, each time anew; one try more is counted each time.

    Such a form needs no token: who knows both may do what it does, and it works in a browser that takes no cookies.
    """

    @wraps(view)
    @open_to_public
    @csrf_exempt
    @never_cache
    @sensitive_post_parameters(FACT)
    @require_POST
    def with_proof(request: HttpRequest, /, **named: int) -> HttpResponseBase:
        try:
            tracked = proved(request)
        except Refused as refused:
            return asked_again(request, refused.refusal)
        proof = {"code": tracked.code, FACT: request.POST.get(FACT, "")}
        return view(request, tracked.id, proof, **named)

    return with_proof
