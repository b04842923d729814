"""How a record is bound to the journal without telling it anything.

Each record has a random salt. Its digest is HMAC-SHA256(key, salt + content). The salt is erased together with the
content: without it, not even the holder of the key can try out short texts or numbers against the digest.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

SALT_BYTES = 32
MARK_BYTES = 8


def new_salt() -> bytes:
    """A fresh random salt for one record."""
    return secrets.token_bytes(SALT_BYTES)


def digest_of(content: str, *, salt: bytes, key: bytes) -> bytes:
    """The HMAC-SHA256 of one record's content, 32 bytes."""
    return hmac.digest(key, salt + content.encode(), hashlib.sha256)


def digest_of_declaration(
    parties: Iterable[tuple[str, int, bytes]], authorisation: bytes | None, *, key: bytes
) -> bytes:
    """The HMAC-SHA256 over the digests of a declaration's parties (role, place, digest) and its authorisation.

    It rests on digests, not on content, so it still holds when the content of one party is erased.
    """
    parts = [f"{role}/{place}/{digest.hex()}" for role, place, digest in sorted(parties)]
    parts += [f"authorisation/{authorisation.hex()}"] if authorisation is not None else []
    return hmac.digest(key, "\n".join(parts).encode(), hashlib.sha256)


def mark_of(key: bytes) -> bytes:
    """A short mark by which a key is recognised and which does not give it away."""
    return hmac.digest(key, b"the key of parties", hashlib.sha256)[:MARK_BYTES]
