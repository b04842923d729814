"""Which channels this house has: `MOTCUA_EMAIL`, `MOTCUA_ZALO` and `MOTCUA_SMS`, each the address of a vendor.

Without one of them nobody is told by that channel. In the demonstration all three go into the outbox, whatever the
environment says.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from pydantic import BaseModel, ValidationError

from motcua.notices.types import BadChannelError, Channel, Plugin
from motcua.notices.vendors import demo, gateway, smtp

VARIABLES: Mapping[Channel, str] = {channel: f"MOTCUA_{channel.value.upper()}" for channel in Channel}
_DEMO = "demo:"
_TELEPHONES = frozenset({Channel.ZALO, Channel.SMS})


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor: the options he takes, what makes the plugin of them, and for which channels he is."""

    name: str
    options: type[BaseModel]
    make: Callable[[Any, Channel], Plugin]
    channels: frozenset[Channel]


_VENDORS: dict[str, Vendor] = {}


def register(vendor: Vendor) -> None:
    """Makes a vendor known by the scheme of his addresses. Names are unique."""
    if _VENDORS.setdefault(vendor.name, vendor) is not vendor:
        raise ValueError(f"The vendor {vendor.name!r} is registered twice.")


def vendors() -> tuple[Vendor, ...]:
    """All vendors, by name."""
    return tuple(_VENDORS[name] for name in sorted(_VENDORS))


register(Vendor("smtp", smtp.SmtpOptions, lambda options, _: smtp.Smtp(options), frozenset({Channel.EMAIL})))
register(Vendor("https", gateway.GatewayOptions, lambda options, _: gateway.Gateway(options), _TELEPHONES))
register(Vendor("http", gateway.GatewayOptions, lambda options, _: gateway.Gateway(options), _TELEPHONES))
register(Vendor("demo", demo.DemoOptions, demo.Demo, frozenset(Channel)))


def addresses() -> dict[Channel, str]:
    """The vendors' addresses of the channels that this house has. Invented people are never written to."""
    if settings.DEMO:
        return dict.fromkeys(Channel, _DEMO)
    found = {channel: os.environ.get(name, "") for channel, name in VARIABLES.items()}
    return {channel: address for channel, address in found.items() if address}


def plugin_of(channel: Channel) -> Plugin | None:
    """The plugin of a channel; None where the house has none. Raises BadChannelError."""
    address = addresses().get(channel)
    return None if address is None else _made(channel, address)


@lru_cache
def _made(channel: Channel, address: str) -> Plugin:
    parts = urlsplit(address)
    variable = VARIABLES[channel]
    vendor = _VENDORS.get(parts.scheme)
    if vendor is None or channel not in vendor.channels:
        known = ", ".join(one.name for one in vendors() if channel in one.channels)
        raise BadChannelError(f"{variable}: {parts.scheme or '?'} ({known})")
    written: dict[str, Any] = dict(parse_qsl(parts.query))
    if "address" in vendor.options.model_fields:
        own = {name: written.pop(name) for name in vendor.options.model_fields if name in written}
        written = own | {"address": urlunsplit(parts._replace(query=urlencode(written), fragment=""))}
    elif parts.hostname:
        written |= {"host": parts.hostname} | ({"port": parts.port} if parts.port else {})
    try:
        return vendor.make(vendor.options.model_validate(written), channel)
    except ValidationError as error:
        wrong = ", ".join(f"{'.'.join(map(str, one['loc']))} ({one['msg']})" for one in error.errors())
        raise BadChannelError(f"{variable}: {wrong}") from error


def forget() -> None:
    """Has every channel made anew, after the environment or the vendors changed."""
    _made.cache_clear()
