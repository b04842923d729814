"""Who really asks, and whether encrypted, when a reverse proxy stands before the house."""

from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_ADDRESSES_KNOWN = 1_024


class BelievedProxies:
    """Takes the address and the scheme from a proxy's headers, if the request comes from a proxy that is believed.

    Anybody else may write such headers too: what they say is then ignored.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._is_believed = lru_cache(_ADDRESSES_KNOWN)(_is_believed)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request, once it says who asks."""
        if self._is_believed(request.META.get("REMOTE_ADDR", "")):
            asker = self._asker(request.META.get("HTTP_X_FORWARDED_FOR", ""))
            if asker:
                request.META["REMOTE_ADDR"] = asker
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip() in {"http", "https"}:
                request.META["wsgi.url_scheme"] = request.META["HTTP_X_FORWARDED_PROTO"].strip()
        return self._get_response(request)

    def _asker(self, forwarded: str) -> str:
        """Each proxy writes behind the others whom it heard: the last one that is none of ours. What stands before it
        may be anybody's invention. Nobody when that is no address.
        """
        addresses = [address.strip() for address in forwarded.split(",")]
        last = next((address for address in reversed(addresses) if not self._is_believed(address)), "")
        return last if _is_address(last) else ""


def _is_believed(address: str) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in settings.PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
