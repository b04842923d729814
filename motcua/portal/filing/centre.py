"""The machines at the one-stop shop, on which people file here and are helped."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def is_at_centre(request: HttpRequest) -> bool:
    """Whether it comes from a machine of the one-stop shop, by the addresses that the house has named."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in network for network in settings.KIOSKS)
