"""The national e-ID: who logs in there and comes back, by OpenID Connect (authorization code, PKCE, state, nonce).

The protocol is Authlib's. This module is read only when somebody logs in, so that nobody else pays for it. What is
decided here: that nothing is believed but what the provider named in the settings has signed for this house, and what a
visitor is told when it is not.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest
from joserfc.errors import ExpiredTokenError, JoseError
from requests import RequestException

from motcua.accounts.rules import claims
from motcua.kernel.types import Refusal

WANTED = "eid_wanted"
"""Under what the browser's session keeps where its visitor wanted to go last, when his way back does not say it."""
_NAME = "eid"
_DISCOVERY = "/.well-known/openid-configuration"
_TIMEOUT_SECONDS = 5
_KNOWN_FOR_SECONDS = 3600
"""The provider's addresses and keys are asked for again after that; an unknown key is asked for at once."""
_REST_SECONDS = 5.0
"""A provider that did not answer is not asked again sooner, so that waiting visitors do not stop everybody else."""
_LEEWAY_SECONDS = 60
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the provider can make: none that is missing, and none made with a secret of both sides."""
_PROOF = ("SoDinhDanh", "MaSoThue", "MaSoDoanhNghiep")
_away_until = {"": 0.0}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came back: where he wanted to go, and who he is or why he is not believed."""

    next_address: str
    claimed: claims.Claimed | Refusal


def trouble() -> Refusal | None:
    """What stands between this house and its provider, asked anew; None when it answers."""
    found = _provider.__wrapped__(settings.EID_ISSUER, settings.EID_CLIENT_ID, settings.EID_CLIENT_SECRET, 0)
    return _discovered(found)


def begin(request: HttpRequest, *, redirect_address: str, next_address: str) -> str | Refusal:
    """The provider's address to send the visitor to. What is needed to know him again is kept in his session."""
    provider = _current()
    refusal = _discovered(provider)
    if refusal is not None:
        return refusal
    made = provider.create_authorization_url(redirect_address)
    address = str(made.pop("url"))
    request.session[WANTED] = next_address
    provider.save_authorize_data(request, redirect_uri=redirect_address, next=next_address, **made)
    return address


def arrived(request: HttpRequest) -> Arrival:
    """Who came back from the provider. Each way there is good for one way back.

    Refused: `eid_state_unknown` (no log-in was begun here, or it is over), `eid_denied` (he changed his mind),
    `eid_expired` (the provider takes its word back), `eid_not_believed` (what came is not signed by the provider for
    this very log-in), `eid_away`, `eid_proves_no_number`.
    """
    provider = _current()
    state = request.GET.get("state", "")
    kept = provider.framework.get_state_data(request.session, state) or {}
    wanted = str(kept.get("next") or request.session.pop(WANTED, ""))
    if request.GET.get("error"):
        # Not every provider says to which way there its no belongs; it opens nothing, so it is heard all the same.
        provider.framework.clear_state_data(request.session, state)
        is_denied = request.GET["error"] == "access_denied"
        return Arrival(wanted, Refusal("eid_denied" if is_denied else "eid_expired"))
    if not kept:
        return Arrival(wanted, Refusal("eid_state_unknown"))
    found = _discovered(provider) or _proven(provider, request)
    provider.framework.clear_state_data(request.session, state)
    return Arrival(wanted, found if isinstance(found, Refusal) else claims.read(found))


def _proven(provider: DjangoOAuth2App, request: HttpRequest) -> Mapping[str, Any] | Refusal:
    """What the provider has signed of him, and what it says besides when asked with his token."""
    expected = {
        "iss": {"essential": True, "value": settings.EID_ISSUER},
        "aud": {"essential": True, "value": settings.EID_CLIENT_ID},
    }
    try:
        token = provider.authorize_access_token(request, claims_options=expected, leeway=_LEEWAY_SECONDS)
        signed = dict(token.get("userinfo") or {})
        if not signed:
            return Refusal("eid_not_believed")
        if any(signed.get(name) for name in _PROOF) or "userinfo_endpoint" not in provider.server_metadata:
            return signed
        said = dict(provider.userinfo(token=token))
    except RequestException:
        return Refusal("eid_away")
    except (AuthlibBaseError, ExpiredTokenError):
        return Refusal("eid_expired")
    except (JoseError, ValueError):
        return Refusal("eid_not_believed")
    return {**said, **signed} if said.get("sub") == signed["sub"] else Refusal("eid_not_believed")


def _current() -> DjangoOAuth2App:
    hour = int(time.monotonic() // _KNOWN_FOR_SECONDS)
    return _provider(settings.EID_ISSUER, settings.EID_CLIENT_ID, settings.EID_CLIENT_SECRET, hour)


@lru_cache(maxsize=1)
def _provider(issuer: str, client_id: str, client_secret: str, _hour: int) -> DjangoOAuth2App:
    return OAuth().register(
        _NAME,
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=issuer.rstrip("/") + _DISCOVERY,
        # Whoever sits down at a shared machine after somebody else is asked who he is.
        authorize_params={"prompt": "login"},
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "default_timeout": _TIMEOUT_SECONDS},
    )


def _discovered(provider: DjangoOAuth2App) -> Refusal | None:
    """Asks the provider for its addresses, unless they are known. What it is told there is held to the settings."""
    address = settings.EID_ISSUER
    if time.monotonic() < _away_until.get(address, 0.0):
        return Refusal("eid_away")
    try:
        known = provider.load_server_metadata()
    except (RequestException, ValueError):
        _away_until.clear()
        _away_until[address] = time.monotonic() + _REST_SECONDS
        return Refusal("eid_away")
    signed = [one for one in known.get("id_token_signing_alg_values_supported", ["RS256"]) if one in _SIGNED]
    is_whole = {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= known.keys()
    if known.get("issuer") != address or not is_whole or not signed:
        return Refusal("eid_other_issuer")
    known["id_token_signing_alg_values_supported"] = signed
    return None
