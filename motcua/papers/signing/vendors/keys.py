"""Signatures with a key that lies in this process."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from motcua.papers.signing.vendors import troubles

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_SHA_256 = utils.Prehashed(hashes.SHA256())


@dataclass(frozen=True, slots=True)
class KeyInHand:
    """A session whose key is in memory, and nowhere else, until the session ends."""

    certificates: Sequence[bytes]
    key: PrivateKey = field(repr=False)

    def sign(self, digest: bytes) -> bytes:
        """The signature over the digest."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(digest, padding.PKCS1v15(), _SHA_256)
        return self.key.sign(digest, ec.ECDSA(_SHA_256))


def usable(key: object) -> PrivateKey:
    """The key, if it is of a kind that signs papers. Raises SigningError."""
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise troubles.key_absent("RSA, EC")
    return key
