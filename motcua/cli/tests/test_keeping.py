"""`motcua doctor`: what was chosen is only a reminder; anything else is a no. What a backup tells programs."""

import json
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.keeping import backup, doctor, restore
from motcua.config import backups, startup
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


def test_a_backup_and_its_proof_tell_programs_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = SimpleNamespace(entries=122, last_position=130)
    manifest = SimpleNamespace(version="1.0", made_at="2026-03-02T17:00:00", content=content)
    monkeypatch.setattr(startup, "house", lambda _progress: nullcontext())
    monkeypatch.setattr(backups, "write", lambda _file, **_how: manifest)
    monkeypatch.setattr(backups, "prove", lambda _file: manifest)
    file = tmp_path / "house.tar"
    file.touch()
    written = CliRunner().invoke(backup, [str(file), "--json"])
    proved = CliRunner().invoke(restore, [str(file), "--only-prove", "--json"])
    told = json.loads(written.stdout)
    assert told == json.loads(proved.stdout)
    assert (told["file"], told["entries"], told["last_position"]) == (str(file), 122, 130)
