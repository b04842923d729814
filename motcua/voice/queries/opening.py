"""Opening a file of a feedback, for whoever has been found to be allowed to."""

from datetime import datetime, timedelta

from motcua.kernel.types import Refusal, Refused
from motcua.papers import queries as papers
from motcua.papers.types import OpenedFile
from motcua.voice import models

_GRANTED_FOR = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""


def opened(row: models.Feedback, attachment: int, *, reader: str, at: datetime) -> OpenedFile:
    """The file, to be read in pieces. Raises Refused: `file_absent` and those of a lost file."""
    held = papers.attachment(attachment, holder=row.holder)
    if held.removed_at is not None:
        raise Refused(Refusal("file_absent"))
    leave = papers.grant(held, reader=reader, at=at, until=at + _GRANTED_FOR)
    return papers.open_granted(leave, reader=reader, at=at, name=f"{row.code} {held.id}")
