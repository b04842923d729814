"""What a public page writes down: how often somebody has tried, so that guessing is slow."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from motcua.kernel import statements

_DIGEST_BYTES = 16
_CLEARED_ONCE_IN = 100
# In the order of the subjects, so that two who try at once never wait for each other.
_SPEND = """
INSERT INTO portal_tries AS known (subject, count, ends_at)
SELECT subject, 1, %s::timestamp FROM unnest(%s::bytea[]) AS subject ORDER BY subject
ON CONFLICT (subject) DO UPDATE SET
    count = CASE WHEN known.ends_at <= %s::timestamp THEN 1 ELSE known.count + 1 END,
    ends_at = CASE WHEN known.ends_at <= %s::timestamp THEN EXCLUDED.ends_at ELSE known.ends_at END
RETURNING count
"""
_CLEAR = """
DELETE FROM portal_tries WHERE subject IN (
    SELECT subject FROM portal_tries WHERE ends_at <= %s::timestamp FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, slots=True)
class Try:
    """A try that is being counted; what follows need not wait for it, only what is told."""

    _counts: statements.Asked
    _at: datetime
    _allowed: int

    def is_allowed(self) -> bool:
        """Whether nobody has had more than his share. Now and then what is over is deleted, which waits for nobody."""
        counts = [count for (count,) in self._counts.rows()]
        if secrets.randbelow(_CLEARED_ONCE_IN) == 0:
            statements.execute(_CLEAR, [self._at])
        return max(counts, default=0) <= self._allowed


def begin_a_try(subjects: Iterable[str], *, at: datetime, allowed: int, within: timedelta) -> Try:
    """Counts one more try for each subject (an address, a code): one statement, the same for all processes."""
    digests = sorted({_digest(subject) for subject in subjects})
    return Try(statements.ask(_SPEND, [at + within, digests, at, at]), at, allowed)


def spend_a_try(subjects: Iterable[str], *, at: datetime, allowed: int, within: timedelta) -> bool:
    """The same, waited for: whether none of the subjects has had more than its share."""
    return begin_a_try(subjects, at=at, allowed=allowed, within=within).is_allowed()


def _digest(subject: str) -> bytes:
    return salted_hmac("motcua.portal.tries", subject, algorithm="sha256").digest()[:_DIGEST_BYTES]
