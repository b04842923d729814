"""Where somebody goes on after a log-in: only ever to an address of this house."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def asked_address(request: HttpRequest) -> str:
    """Where the visitor wanted to go before he was asked to log in, if that is in this house; else nothing."""
    return own_address(request, request.POST.get("next") or request.GET.get("next") or "")


def own_address(request: HttpRequest, address: str) -> str:
    """The address, if it is in this house; else nothing."""
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_here else ""
