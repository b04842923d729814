"""The stories of this room are written down when they happen, and their files lie in a home of their own."""

from collections.abc import Iterator
from typing import Any

import pytest

from motcua.journal.tests.wall import wall_of_the_story


@pytest.fixture(autouse=True)
def wall() -> Iterator[None]:
    """The clock on the wall."""
    with wall_of_the_story():
        yield


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    """Where files are kept."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
