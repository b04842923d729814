"""Who carries this house's parcels: `MOTCUA_POST`, the address of a vendor. Without it nothing is sent from here.

In the demonstration it is the demonstration's carrier, whatever the environment says.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from django.conf import settings
from pydantic import BaseModel, ValidationError

from motcua.postal.types import BadCarrierError, Carrier
from motcua.postal.vendors import demo

VARIABLE = "MOTCUA_POST"
_DEMO = "demo:"


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor: the options he takes, and what makes the carrier of them."""

    name: str
    options: type[BaseModel]
    make: Callable[[Any], Carrier]


_VENDORS: dict[str, Vendor] = {}


def register(vendor: Vendor) -> None:
    """Makes a vendor known by the scheme of his addresses. Names are unique."""
    if _VENDORS.setdefault(vendor.name, vendor) is not vendor:
        raise ValueError(f"The vendor {vendor.name!r} is registered twice.")


def vendors() -> tuple[Vendor, ...]:
    """All vendors, by name."""
    return tuple(_VENDORS[name] for name in sorted(_VENDORS))


register(Vendor("demo", demo.DemoOptions, demo.Demo))


def carrier() -> Carrier | None:
    """The house's carrier; None where it has none. Raises BadCarrierError."""
    address = _DEMO if settings.DEMO else os.environ.get(VARIABLE, "")
    return _made(address) if address else None


@lru_cache
def _made(address: str) -> Carrier:
    parts = urlsplit(address)
    vendor = _VENDORS.get(parts.scheme)
    if vendor is None:
        raise BadCarrierError(f"{VARIABLE}: {parts.scheme or '?'} ({', '.join(one.name for one in vendors())})")
    written: dict[str, Any] = dict(parse_qsl(parts.query))
    if "address" in vendor.options.model_fields:
        written["address"] = urlunsplit(parts._replace(query="", fragment=""))
    try:
        return vendor.make(vendor.options.model_validate(written))
    except ValidationError as error:
        wrong = ", ".join(f"{'.'.join(map(str, one['loc']))} ({one['msg']})" for one in error.errors())
        raise BadCarrierError(f"{VARIABLE}: {wrong}") from error
