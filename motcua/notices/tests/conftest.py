"""A house that tells people, at the instants of its own story."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import translation

from motcua.journal.tests.wall import wall_of_the_story
from motcua.kernel import clock
from motcua.notices.channels import VARIABLES
from motcua.notices.tests.stories import Post
from motcua.process.tests.house import MORNING, House


@pytest.fixture(autouse=True)
def _the_wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in VARIABLES.values():
        monkeypatch.delenv(name, raising=False)
    with wall_of_the_story(), translation.override("vi"):
        yield


@pytest.fixture
def post(settled: House, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The people of a commune and its centre; all channels lead into the outbox."""
    return opened(settled, monkeypatch)


def opened(people: House, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The house on its first morning, with its reader at the end of the journal."""
    for name in VARIABLES.values():
        monkeypatch.setenv(name, "demo:")
    here = Post(people, MORNING)
    monkeypatch.setattr(clock, "now", lambda: here.at)
    here.read()
    return here


NIGHT = datetime(2026, 3, 2, 23, 30)
