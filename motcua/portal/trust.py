"""How to trust a house that speaks HTTPS by an authority of its own: the certificate, and what to do with it."""

import ssl
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.types import open_to_public

_FILE_NAME = "motcua-ca.crt"


@open_to_public
@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """What the certificate is, how it is compared, and the steps on each kind of machine."""
    digest = sha256(ssl.PEM_cert_to_DER_cert(_authority())).hexdigest().upper()
    fingerprint = ":".join(digest[place : place + 2] for place in range(0, len(digest), 2))
    return render(request, "portal/trust.html", {"fingerprint": fingerprint, "host": request.get_host()})


@open_to_public
@require_safe
def authority(_request: HttpRequest) -> HttpResponse:
    """The certificate itself, as machines take it in."""
    answer = HttpResponse(_authority(), content_type="application/x-x509-ca-cert")
    answer["Content-Disposition"] = f'attachment; filename="{_FILE_NAME}"'
    return answer


def _authority() -> str:
    if not settings.OWN_AUTHORITY:
        raise Http404
    return Path(settings.OWN_AUTHORITY).read_text(encoding="ascii")
