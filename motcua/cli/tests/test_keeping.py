"""`motcua doctor`: what was chosen is only a reminder; anything else that is wrong is a no."""

from contextlib import nullcontext

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.keeping import doctor
from motcua.config import startup
from motcua.config.doctor import Complaint

CHOSEN = Complaint("encryption", "plain http was chosen", is_chosen=True)
WRONG = Complaint("disk", "nearly full")


def examined(monkeypatch: pytest.MonkeyPatch, *complaints: Complaint) -> Result:
    monkeypatch.setattr(startup, "house", lambda _progress: nullcontext())
    monkeypatch.setattr("motcua.cli.keeping.examine", lambda at: iter(complaints))
    with translation.override("en"):
        return CliRunner().invoke(doctor)


def test_a_reminder_leaves_the_house_well(monkeypatch: pytest.MonkeyPatch) -> None:
    told = examined(monkeypatch, CHOSEN)
    assert told.exit_code == 0
    assert "plain http was chosen" in told.stdout
    assert "This house is well" in told.stdout


def test_anything_wrong_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    told = examined(monkeypatch, CHOSEN, WRONG)
    assert told.exit_code == 1
    assert "disk: nearly full" in told.stdout
    assert "is well" not in told.stdout
