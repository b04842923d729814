"""Through whom people pay this house: `MOTCUA_PAY`, the addresses of vendors with spaces between them.

Without it nobody pays online. In the demonstration it is the demonstration's gateway and transfers, whatever the
environment says: nobody's real money is asked for.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from motcua.payments.types import BadGatewayError, Gateway
from motcua.payments.vendors import demo, vietqr

VARIABLE = "MOTCUA_PAY"
_DEMO = "demo: vietqr:"


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor: what people know him by, the options he takes, and what makes the gateway of them."""

    name: str
    title: Promise
    options: type[BaseModel]
    make: Callable[[Any], Gateway]


_VENDORS: dict[str, Vendor] = {}


def register(vendor: Vendor) -> None:
    """Makes a vendor known by the scheme of his addresses. Names are unique."""
    if _VENDORS.setdefault(vendor.name, vendor) is not vendor:
        raise ValueError(f"The vendor {vendor.name!r} is registered twice.")


def vendors() -> tuple[Vendor, ...]:
    """All vendors, by name."""
    return tuple(_VENDORS[name] for name in sorted(_VENDORS))


register(Vendor("demo", _("Payment service of the demonstration"), demo.DemoOptions, demo.Demo))
register(Vendor("vietqr", _("Bank transfer by VietQR code"), vietqr.VietQrOptions, vietqr.VietQr))


def title_of(name: str) -> str:
    """What people know a gateway by; its name where the house has it no more."""
    return str(_VENDORS[name].title) if name in _VENDORS else name


def gateways() -> Mapping[str, Gateway]:
    """The house's gateways by the names of their vendors, in the order of the addresses. Raises BadGatewayError."""
    return _made(_DEMO if settings.DEMO else os.environ.get(VARIABLE, ""))


@lru_cache
def _made(addresses: str) -> Mapping[str, Gateway]:
    return {urlsplit(address).scheme: _gateway(address) for address in addresses.split()}


def _gateway(address: str) -> Gateway:
    parts = urlsplit(address)
    vendor = _VENDORS.get(parts.scheme)
    if vendor is None:
        raise BadGatewayError(f"{VARIABLE}: {parts.scheme or '?'} ({', '.join(one.name for one in vendors())})")
    written: dict[str, Any] = dict(parse_qsl(parts.query))
    if "address" in vendor.options.model_fields:
        written["address"] = urlunsplit(parts._replace(query="", fragment=""))
    try:
        return vendor.make(vendor.options.model_validate(written))
    except ValidationError as error:
        wrong = ", ".join(f"{'.'.join(map(str, one['loc']))} ({one['msg']})" for one in error.errors())
        raise BadGatewayError(f"{VARIABLE}: {wrong}") from error
