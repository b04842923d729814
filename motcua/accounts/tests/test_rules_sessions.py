"""A session ends when it stands unused, and at the end of a long day in any case."""

from datetime import datetime, timedelta

import pytest

from motcua.accounts.rules import sessions

NOW = datetime(2026, 3, 2, 16, 0)


@pytest.mark.parametrize(
    ("age", "unused", "over"),
    [
        (timedelta(hours=1), timedelta(minutes=59), False),
        (timedelta(hours=1), timedelta(hours=1), True),
        (timedelta(hours=12) - timedelta(seconds=1), timedelta(), False),
        (timedelta(hours=12), timedelta(), True),
    ],
)
def test_when_a_session_is_over(age: timedelta, unused: timedelta, over: bool) -> None:
    assert sessions.is_over(began_at=NOW - age, seen_at=NOW - unused, now=NOW) is over


def test_last_used_is_written_every_five_minutes() -> None:
    assert not sessions.is_stale(seen_at=NOW - timedelta(minutes=4, seconds=59), now=NOW)
    assert sessions.is_stale(seen_at=NOW - timedelta(minutes=5), now=NOW)
