"""Parcels, told at their own instants, with the demonstration's carrier."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from motcua.journal.tests.wall import wall_of_the_story
from motcua.postal.carriers import VARIABLE
from motcua.process.tests.house import House


@pytest.fixture(autouse=True)
def _the_wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, "demo:")
    with wall_of_the_story(), translation.override("en"):
        yield


@pytest.fixture
def here(settled: House) -> House:
    """The people of a commune."""
    return settled
