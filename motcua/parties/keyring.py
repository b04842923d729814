"""The key of this room's digests: derived from the house's secret key, recognised by a mark kept in the database.

A digest made with another key would look like a forged record, on some machine, years later. So the first digest ever
made leaves the mark of its key behind, and every process compares before it makes or checks one. After the house's
secret key was changed, the old one stays in `SECRET_KEY_FALLBACKS`, where it is found by the same mark.
"""

import hashlib
import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from motcua.parties.rules.sealing import mark_of

_PURPOSE = b"motcua parties digests 1"
_in_force: dict[str, bytes] = {}
"""By the secret key it was found with, so that no process goes on with a key it no longer has."""


class OtherKey(Exception):  # noqa: N818 - it says what is the case
    """None of the configured secret keys made the digests of this database."""

    def __init__(self) -> None:
        super().__init__(
            "The personal records of this database were sealed with another secret key. Bring back the secret key of "
            "this house (file `secret-key` of its home, or MOTCUA_SECRET_KEY), or add the old one to "
            "SECRET_KEY_FALLBACKS."
        )


def key() -> bytes:
    """The key in force, 32 bytes. Leaves its mark at the first use; raises OtherKey when the mark is another's."""
    known = _in_force.get(settings.SECRET_KEY)
    if known is not None:
        return known
    mark = _mark_in_database()
    if mark is None:
        return _leave_mark()
    _in_force[settings.SECRET_KEY] = found = _recognised(mark)
    return found


def _recognised(mark: bytes) -> bytes:
    for candidate in _candidates():
        if mark_of(candidate) == mark:
            return candidate
    raise OtherKey


def _candidates() -> Iterator[bytes]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield hmac.new(str(secret).encode(), _PURPOSE, hashlib.sha256).digest()


def _mark_in_database() -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM parties_keymark WHERE id = 1")
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def _leave_mark() -> bytes:
    """Writes the mark of today's key, unless somebody else was faster. Not remembered: it may be undone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO parties_keymark (id, mark) VALUES (1, %s) ON CONFLICT DO NOTHING",
            [mark_of(next(_candidates()))],
        )
    mark = _mark_in_database()
    if mark is None:
        raise RuntimeError("The mark of the key was written and cannot be read.")
    return _recognised(mark)
