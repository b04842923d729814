"""The desk, told at its own instants."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from motcua.certification.tests.desk import CertificationDesk, opened
from motcua.journal.tests.wall import wall_of_the_story


@pytest.fixture
def desk(quang_ninh: None) -> Iterator[CertificationDesk]:
    with wall_of_the_story(), translation.override("en"):
        yield opened()
