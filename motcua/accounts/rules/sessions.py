"""When a session is over."""

from datetime import datetime, timedelta

IDLE_LIMIT = timedelta(hours=1)
"""How long a desk may stand unused before its session ends."""

WHOLE_LIMIT = timedelta(hours=12)
"""How long a session lasts at most, however busy."""

REFRESH_EVERY = timedelta(minutes=5)
"""How exactly "last used" is known; a session is written no more often than that."""


def is_over(*, began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a session has lasted too long, or stood unused too long."""
    return now - began_at >= WHOLE_LIMIT or now - seen_at >= IDLE_LIMIT


def is_stale(*, seen_at: datetime, now: datetime) -> bool:
    """Whether "last used" must be written again."""
    return now - seen_at >= REFRESH_EVERY
