"""A commune with its people, told at its own instants, with a store of its own for each test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from motcua.journal.tests.wall import wall_of_the_story
from motcua.process.tests.house import House


@pytest.fixture(autouse=True)
def _the_wall() -> Iterator[None]:
    with wall_of_the_story(), translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _store(tmp_path: Any, settings: Any) -> None:
    """Where files are kept."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


@pytest.fixture
def here(settled: House) -> House:
    """The people of a commune, of its centre and of the tax office."""
    return settled
