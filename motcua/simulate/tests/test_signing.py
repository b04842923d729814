"""Whoever looks at a demonstration finds results and letters at each step of the electronic way."""

from pathlib import Path
from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.kernel import clock
from motcua.process import models
from motcua.simulate import signing


@pytest.fixture(autouse=True)
def demonstration(quang_ninh: None, settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path, ""


def test_results_and_letters_wait_at_each_of_their_steps() -> None:
    ids = signing.write(clock.now, address="https://motcua.example/", pin="123456")
    states = [dossiers.facts(one).state for one in ids]
    assert states == [State.IN_PROGRESS, State.IN_PROGRESS, State.DECIDED, State.COMPLETED]
    letters = models.WrittenLetter.objects.order_by("dossier_id")
    assert [one.dossier_id for one in letters] == ids[:2]
    first, second = letters
    assert (first.awaits, first.number) == ("leader", "")
    assert (second.awaits, second.number != "") == ("agency_seal", True)
