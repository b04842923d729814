"""A gateway for SMS or Zalo reached by HTTPS: a small JSON in, a small JSON out.

Every provider has an interface of his own; an office puts an adapter of its network before it, or the provider speaks
this one: `POST {"key", "to", "text"}`; 2xx with `{"reference"}` when it was taken, 4xx when it never will be, anything
else to be tried again. The gateway answers a key that it has taken before without sending again.
"""

import os
from http import HTTPStatus

import requests
from pydantic import Field

from motcua.notices.types import Message, Undelivered, Why
from motcua.notices.vendors.options import VendorOptions

_TAKEN = range(200, 300)
_NEVER = range(400, 500)
_NOT_NOW = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})
_NOT_FOR_US = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""The house's own fault, or the gateway's; no person's."""
_LONGEST_REFERENCE = 100


class GatewayOptions(VendorOptions):
    """`https://host/path?…`; the variable named here has the token that is shown to it."""

    address: str = Field(pattern=r"^https?://")
    token_variable: str = ""
    timeout_seconds: float = Field(default=10, gt=0, le=60)


class Gateway:
    """One request for each message."""

    knows_keys = True

    def __init__(self, options: GatewayOptions) -> None:
        self._options = options

    def send(self, message: Message) -> str:
        """Hands the message over and answers the gateway's reference."""
        options = self._options
        token = os.environ.get(options.token_variable, "") if options.token_variable else ""
        headers = {"Idempotency-Key": message.key} | ({"Authorization": f"Bearer {token}"} if token else {})
        sent = {"key": message.key, "to": message.to, "text": message.short}
        try:
            answer = requests.post(
                options.address, json=sent, headers=headers, timeout=options.timeout_seconds, allow_redirects=False
            )
        except requests.RequestException as error:
            raise Undelivered(Why.NO_ANSWER, type(error).__name__) from error
        _must_be_yes(answer.status_code)
        try:
            return str(answer.json()["reference"])[:_LONGEST_REFERENCE]
        except (ValueError, KeyError, TypeError):
            return ""


def _must_be_yes(status: int) -> None:
    if status in _TAKEN:
        return
    if status in _NOT_FOR_US or status not in _NEVER:
        raise Undelivered(Why.NO_ANSWER, str(status))
    raise Undelivered(Why.NOT_NOW if status in _NOT_NOW else Why.REFUSED, str(status))
