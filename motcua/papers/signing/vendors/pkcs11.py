"""A key on a token or in a hardware module (PKCS#11). The key never leaves it: digests go in, signatures come out."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, exceptions
from pkcs11.util.ec import encode_ecdsa_signature

from motcua.papers.signing.certificates import certificates_in
from motcua.papers.signing.types import Pin, SigningError
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.vendors.options import VendorOptions

_WRONG = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange)
_LOCKED = (exceptions.PinLocked, exceptions.PinExpired)
_SHA_256_HEAD = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 digest in a DigestInfo (RFC 8017, 9.2)."""
_BUSY_SECONDS = 30.0
_USERS: dict[tuple[str, str], threading.Lock] = {}
_USERS_LOCK = threading.Lock()


class Pkcs11Options(VendorOptions):
    """The library of the token's maker, the token by its label, and the certificate by its label when it has several.

    `chain` is a file with the certificates of the issuers, when the token does not hold them.
    """

    module: Path
    token: str
    certificate: str = ""
    chain: Path | None = None


class Pkcs11:
    """One session logs in once and signs as often as it is asked."""

    is_sample = False

    def __init__(self, options: Pkcs11Options) -> None:
        self._options = options

    @contextmanager
    def open(self, pin: Pin) -> Iterator["_TokenSession"]:
        """Logs in to the token. Two who want the same token in one process come one after the other."""
        with _alone(self._options):
            session = self._logged_in(pin)
            try:
                yield self._found(session)
            except exceptions.PKCS11Error as error:
                raise _trouble(error, self._options.token) from error
            finally:
                session.close()

    def _logged_in(self, pin: Pin) -> Any:
        if not self._options.module.is_file():
            raise troubles.key_absent(str(self._options.module))
        try:
            library = pkcs11.lib(str(self._options.module))
            return library.get_token(token_label=self._options.token).open(user_pin=pin.disclosed())
        except exceptions.PKCS11Error as error:
            raise _trouble(error, self._options.token) from None

    def _found(self, session: Any) -> "_TokenSession":
        certificates = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
        keys = {key[Attribute.ID]: key for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
        wanted = self._options.certificate
        for certificate in certificates:
            key = keys.get(certificate[Attribute.ID])
            if key is not None and (not wanted or certificate[Attribute.LABEL] == wanted):
                others = [bytes(one[Attribute.VALUE]) for one in certificates if one is not certificate]
                return _TokenSession(
                    [bytes(certificate[Attribute.VALUE]), *others, *self._chain()], key, self._options.token
                )
        raise troubles.key_absent(wanted or self._options.token)

    def _chain(self) -> list[bytes]:
        if self._options.chain is None:
            return []
        try:
            return certificates_in(self._options.chain.read_bytes())
        except (OSError, ValueError) as error:
            raise troubles.key_absent(str(self._options.chain.name)) from error


@dataclass(frozen=True, slots=True)
class _TokenSession:
    certificates: Sequence[bytes]
    key: Any
    token: str

    def sign(self, digest: bytes) -> bytes:
        """The signature over the digest, made inside the token."""
        try:
            if self.key.key_type == KeyType.EC:
                return bytes(encode_ecdsa_signature(self.key.sign(digest, mechanism=Mechanism.ECDSA)))
            return bytes(self.key.sign(_framed(digest), mechanism=Mechanism.RSA_PKCS))
        except exceptions.PKCS11Error as error:
            raise _trouble(error, self.token) from error


def _framed(digest: bytes) -> bytes:
    """The digest with the name of its algorithm, as PKCS#1 v1.5 wants it."""
    if len(digest) != sha256().digest_size:
        raise ValueError("A SHA-256 digest is signed.")
    return _SHA_256_HEAD + digest


def _trouble(error: Exception, token: str) -> SigningError:
    if isinstance(error, _WRONG):
        return troubles.pin_wrong()
    if isinstance(error, _LOCKED):
        return troubles.pin_locked()
    return troubles.out_of_reach(token)


@contextmanager
def _alone(options: Pkcs11Options) -> Iterator[None]:
    """A process logs in to a token once for all its threads, so a second PIN would not be looked at: one at a time."""
    with _USERS_LOCK:
        lock = _USERS.setdefault((str(options.module), options.token), threading.Lock())
    if not lock.acquire(timeout=_BUSY_SECONDS):
        raise troubles.out_of_reach(options.token)
    try:
        yield
    finally:
        lock.release()
