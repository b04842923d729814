"""A feedback for whoever sent it: found by the secret of his link, and by nothing else."""

from datetime import datetime

from motcua.accounts.types import digest_of_secret
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers.types import OpenedFile
from motcua.voice import models
from motcua.voice.presenting import clock_of, timeline_for_sender
from motcua.voice.queries.opening import opened
from motcua.voice.reading import as_feedback, said_in
from motcua.voice.types import FollowedView


def followed(secret: str, *, at: datetime) -> FollowedView:
    """How it stands, and the answer. Raises Refused (`feedback_absent`)."""
    row = _found(secret)
    feedback = as_feedback(row)
    return FollowedView(
        feedback=feedback,
        said=said_in(row),
        clock=clock_of(feedback, at=at),
        timeline=timeline_for_sender(row),
        agency=organisation.agency_names([row.agency_id]).get(row.agency_id, ""),
    )


def open_followed_file(secret: str, attachment: int, *, at: datetime) -> OpenedFile:
    """A file that he sent, or of the answer. Raises Refused: `feedback_absent`, `file_absent`, those of a lost file."""
    row = _found(secret)
    return opened(row, attachment, reader=f"feedback:{row.pk}", at=at)


def _found(secret: str) -> models.Feedback:
    row = models.Feedback.objects.filter(secret_digest=digest_of_secret(secret)).first()
    if row is None:
        raise Refused(Refusal("feedback_absent"))
    return row
