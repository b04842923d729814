"""A key that a signing service keeps (remote signing), asked in the language of the Cloud Signature Consortium, v1.

Only digests leave the house, never a paper. Three requests are used: `credentials/info` (whose certificate),
`credentials/authorize` (the PIN, for one digest) and `signatures/signHash`.
"""

import binascii
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import Field

from motcua.papers.signing.types import Pin, SigningError
from motcua.papers.signing.vendors import asking, troubles
from motcua.papers.signing.vendors.options import VendorOptions

_RSA_WITH_SHA_256 = "1.2.840.113549.1.1.11"
_ECDSA_WITH_SHA_256 = "1.2.840.10045.4.3.2"
_SHA_256 = "2.16.840.1.101.3.4.2.1"


class RemoteOptions(VendorOptions):
    """The service's address (up to and with `/csc/v1`) and the key's name there.

    `token_variable` names the variable of the environment with the house's own access token: it stands in no file.
    """

    address: str = Field(pattern=r"^https?://")
    credential: str
    token_variable: str = ""
    timeout_seconds: float = Field(default=20, gt=0, le=120)


class Remote:
    """Asks for the certificate when opened, and for one signature after the other."""

    is_sample = False

    def __init__(self, options: RemoteOptions) -> None:
        self._options = options

    @contextmanager
    def open(self, pin: Pin) -> Iterator["_RemoteSession"]:
        """Learns whose certificate it is. The PIN is proved by the first signature: the service has no other way."""
        answer = self._asked("credentials/info", {"credentialID": self._options.credential, "certificates": "chain"})
        try:
            certificates = [b64decode(one, validate=True) for one in answer["cert"]["certificates"]]
            if not certificates:
                raise troubles.key_absent(self._options.credential)
            key = x509.load_der_x509_certificate(certificates[0]).public_key()
        except (KeyError, TypeError, ValueError) as error:
            raise troubles.refused_by_vendor(type(error).__name__) from error
        algorithm = _ECDSA_WITH_SHA_256 if isinstance(key, ec.EllipticCurvePublicKey) else _RSA_WITH_SHA_256
        yield _RemoteSession(certificates, self, pin, algorithm)

    def signed(self, digest: bytes, *, pin: Pin, algorithm: str) -> bytes:
        """One signature: allowed by the PIN for this digest alone, then made."""
        wanted: dict[str, Any] = {"credentialID": self._options.credential, "hash": [b64encode(digest).decode()]}
        allowed = self._asked("credentials/authorize", wanted | {"numSignatures": 1, "PIN": pin.disclosed()})
        answer = self._asked(
            "signatures/signHash",
            wanted | {"SAD": allowed.get("SAD"), "hashAlgo": _SHA_256, "signAlgo": algorithm},
        )
        try:
            return b64decode(answer["signatures"][0], validate=True)
        except (KeyError, IndexError, TypeError, binascii.Error) as error:
            raise troubles.refused_by_vendor(type(error).__name__) from error

    def _asked(self, what: str, content: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if self._options.token_variable:
            headers["Authorization"] = f"Bearer {os.environ.get(self._options.token_variable, '')}"
        try:
            answer = json.loads(
                asking.asked(
                    f"{self._options.address.rstrip('/')}/{what}",
                    json.dumps(content).encode(),
                    headers=headers,
                    timeout_seconds=self._options.timeout_seconds,
                )
            )
        except asking.NoAnswerError as error:
            raise troubles.out_of_reach(self._options.address) from error
        except asking.AnswerIsNoError as error:
            raise _refusal(error.content, self._options.credential) from None
        except ValueError as error:
            raise troubles.refused_by_vendor(type(error).__name__) from error
        if not isinstance(answer, dict):
            raise troubles.refused_by_vendor(type(answer).__name__)
        return answer


@dataclass(frozen=True, slots=True)
class _RemoteSession:
    certificates: Sequence[bytes]
    service: Remote
    pin: Pin
    algorithm: str

    def sign(self, digest: bytes) -> bytes:
        """The signature over the digest, made by the service."""
        return self.service.signed(digest, pin=self.pin, algorithm=self.algorithm)


def _refusal(content: bytes, credential: str) -> SigningError:
    try:
        said = json.loads(content)
        error = str(said.get("error", ""))
        described = str(said.get("error_description", ""))
    except (ValueError, AttributeError):
        return troubles.refused_by_vendor("?")
    if error == "invalid_pin" or (error == "invalid_request" and "PIN" in described):
        return troubles.pin_locked() if "locked" in described.lower() else troubles.pin_wrong()
    if "credentialID" in described:
        return troubles.key_absent(credential)
    return troubles.refused_by_vendor(described or error or "?")
