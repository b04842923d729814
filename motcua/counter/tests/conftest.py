"""The stories of the counter are written down when they happen."""

from collections.abc import Iterator

import pytest

from motcua.journal.tests.wall import wall_of_the_story


@pytest.fixture(autouse=True)
def wall() -> Iterator[None]:
    """The clock on the wall."""
    with wall_of_the_story():
        yield
