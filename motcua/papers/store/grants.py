"""The leave to read one file: minted by the room that holds it, signed, short, and good for one reader only."""

import hmac
from datetime import datetime, timedelta

from django.core import signing

from motcua.kernel.types import Refusal, Refused
from motcua.papers.store.types import FileRef, Grant

LONGEST = timedelta(hours=1)
_SALT = "motcua.papers.store.grant"


def minted(file: FileRef, *, holder: str, reader: str, at: datetime, until: datetime) -> Grant:
    """A grant for `reader` (an officer's key, a session) to what `holder` has. ValueError for one that is too long."""
    if not at < until <= at + LONGEST:
        raise ValueError("A grant lasts at most an hour; mint another one when it is over.")
    said = {
        "digest": file.digest,
        "size": file.size,
        "type": file.media_type,
        "holder": holder,
        "reader": reader,
        "until": until.isoformat(),
    }
    return Grant(signing.dumps(said, salt=_SALT))


def honoured(grant: Grant, *, reader: str, at: datetime) -> FileRef:
    """The file a grant leads to. Refused (`file_grant_void`): forged, over, or another reader's."""
    try:
        said = signing.loads(grant.token, salt=_SALT)
    except signing.BadSignature as error:
        raise Refused(Refusal("file_grant_void")) from error
    is_his = hmac.compare_digest(said["reader"].encode(), reader.encode())
    if not is_his or at >= datetime.fromisoformat(said["until"]):
        raise Refused(Refusal("file_grant_void"))
    return FileRef(said["digest"], said["size"], said["type"])
