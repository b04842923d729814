"""What gateways tell by themselves, and the page of the demonstration's gateway, which has no machine of its own."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import open_to_public
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.payments import commands, queries
from motcua.payments.types import Play

_MOST_BYTES = 64 * 1024
_DEMO = "demo"
_PLAYS = {
    Play.SUCCESS: _("Pay"),
    Play.FAILURE: _("Pay, and have it refused"),
    Play.SILENCE: _("Pay, and lose the notice"),
    Play.TWICE: _("Pay, and send the notice twice"),
    Play.LATE: _("Pay when the time is over"),
    Play.OTHER_AMOUNT: _("Pay another amount"),
    Play.FORGED: _("Send a notice that is not as it was signed"),
}


@open_to_public
@csrf_exempt
@require_POST
def notice(request: HttpRequest, gateway: str) -> HttpResponse:
    """What a gateway tells, machine to machine: believed for its signature, and for nothing else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        answer = commands.take_notice(at=clock.now(), gateway=gateway, body=request.body, headers=headers)
    except Refused as refused:
        return HttpResponse(refused.refusal.code, status=messages.status_of(refused.refusal), content_type="text/plain")
    return HttpResponse(answer, content_type="application/json")


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of the demonstration's gateway: what is pressed happens, and the person is led back."""
    if not queries.has_gateway(_DEMO):
        raise Refused(Refusal("payments_absent"))
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        raise Refused(Refusal("payments_absent"))
    pressed = request.POST.get("play", "")
    refusal = None
    if pressed in {one.value for one in Play}:
        try:
            commands.play(reference, Play(pressed), at=clock.now())
        except Refused as refused:
            refusal = refused.refusal
        else:
            return redirect(back)
    amount = request.GET.get("amount", "")
    return render(
        request,
        "portal/paying/demo.html",
        {
            "reference": reference,
            "amount": int(amount) if amount.isascii() and amount.isdigit() else 0,
            "plays": [(play.value, words) for play, words in _PLAYS.items()],
            "back": back,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        },
        status=messages.status_of(refusal) if refusal is not None else HTTPStatus.OK,
    )
