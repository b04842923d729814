"""A desk that takes money, told at its own instants."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from motcua.journal.tests.wall import wall_of_the_story
from motcua.payments.tests.house import Counter, counter
from motcua.process.tests.house import House


@pytest.fixture(autouse=True)
def _the_wall() -> Iterator[None]:
    with wall_of_the_story(), translation.override("en"):
        yield


@pytest.fixture
def here(settled: House) -> Counter:
    """The desk with an open book."""
    return counter(settled)
