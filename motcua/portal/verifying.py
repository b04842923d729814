"""Anybody who holds a result learns whether it holds: by the code printed on it, and by the electronic file itself."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import open_to_public
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.papers.types import ResultState, VerifiedResult
from motcua.portal.shares import Share
from motcua.portal.uploads import MOST_BYTES, DigestedFile, DigestOnly, is_too_large
from motcua.process import queries as course
from motcua.process.types import SentLetter
from motcua.ui.types import Fact

_TRIES = Share("verify", 30, timedelta(minutes=10))
"""Whoever verifies a handful of papers does not notice."""
_TONES = {ResultState.VALID: "success", ResultState.NOT_YET: "warning", ResultState.EXPIRED: "warning"}


@open_to_public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """A result by the code on it: whether it holds, and whether a file that is sent is the registered one."""
    return _compared(request, token)


@open_to_public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """A result by its electronic file, for whoever has no code."""
    return _compared(request, "")


def _compared(request: HttpRequest, token: str) -> HttpResponse:
    """The forms here only ask, so they need no token, and how a file is taken in can be said before it is read."""
    request.upload_handlers = [DigestOnly(request)]
    if is_too_large(request):
        return _page(request, token, refusal=_too_large())
    return _answered(request, token)


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    try:
        _TRIES.spend(request, *([f"token {token[:40]}"] if token else []))
        if request.method != "POST":
            return _page(request, token)
        digest = _digest(request)
        if not token:
            return _found(request, digest)
        return _page(request, token, is_the_file=course.is_the_registered_file(token, digest))
    except Refused as refused:
        return _page(request, token, refusal=refused.refusal)


def _found(request: HttpRequest, digest: str) -> HttpResponse:
    """The result whose file it is; else the letter that an agency signed and sent."""
    try:
        return redirect("portal:verify", token=course.token_of_file(digest))
    except Refused as no_result:
        if no_result.refusal.code != "file_of_no_result":
            raise
        return _page(request, "", letter=course.chasing_of_file(digest))


def _digest(request: HttpRequest) -> str:
    sent = request.FILES.get("file")
    if not isinstance(sent, DigestedFile):
        raise Refused(Refusal("no_file_to_compare"))
    return sent.digest


def _page(
    request: HttpRequest,
    token: str,
    *,
    is_the_file: bool | None = None,
    letter: SentLetter | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    result = None
    if token and (refusal is None or refusal.code not in {"too_many_tries", "result_absent"}):
        try:
            result = course.verified_result(token, on=clock.now().date())
        except Refused as refused:
            refusal = refused.refusal
    context: dict[str, Any] = {
        "result": result,
        "is_the_file": is_the_file,
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": refusal is not None,
        "most_megabytes": MOST_BYTES // (1024 * 1024),
        "may_send": result.has_file if result is not None else not token,
    }
    if result is not None:
        context |= {"first": _sentence(result), "tone": _TONES.get(result.state, "danger"), "facts": _facts(result)}
    if letter is not None:
        context |= {"letter": letter, "facts": _facts_of_letter(letter), "is_the_file": True}
    status = messages.status_of(refusal) if refusal is not None else HTTPStatus.OK
    return render(request, "portal/verify.html", context, status=status)


def _sentence(result: VerifiedResult) -> str:
    return {
        ResultState.VALID: _("This result is in the register and is valid."),
        ResultState.NOT_YET: _("This result is in the register; it is not valid yet."),
        ResultState.EXPIRED: _("This result is in the register; its validity is over."),
        ResultState.REPLACED: _("This result is no longer valid: another one has replaced it."),
        ResultState.REVOKED: _("This result is no longer valid: it was revoked."),
    }[result.state]


def _facts(result: VerifiedResult) -> list[Fact]:
    lines = [
        Fact(_("Kind of result"), result.kind_name),
        Fact(_("Number of the result"), result.number),
        Fact(_("Issued by"), result.agency),
        Fact(_("Issued on"), result.issued_on),
    ]
    if result.valid_from != result.issued_on:
        lines.append(Fact(_("Valid from"), result.valid_from))
    if result.valid_to is not None:
        lines.append(Fact(_("Valid until"), result.valid_to))
    if result.changed_on is not None:
        lines.append(Fact(_("Not valid since"), result.changed_on))
    return lines


def _facts_of_letter(letter: SentLetter) -> list[Fact]:
    return [
        Fact(_("Kind of letter"), _("Chasing letter")),
        Fact(_("Number of the letter"), letter.number),
        Fact(_("Issued by"), letter.agency),
        Fact(_("Signed on"), letter.signed_on),
        Fact(_("Seal of the agency"), _("sealed") if letter.is_sealed else _("not sealed yet")),
    ]


def _too_large() -> Refusal:
    return Refusal("file_too_large_to_compare", {"most_megabytes": MOST_BYTES // (1024 * 1024)})
