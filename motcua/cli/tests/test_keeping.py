"""`motcua doctor`: what was chosen is only a reminder; anything else is a no. What a backup tells programs."""

import json
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.keeping import backup, doctor, restore, upgrade
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


@pytest.mark.parametrize(("findings", "exit_code"), [([], 0), (["dossier/7 lies nowhere"], 1)])
def test_an_upgrade_tells_programs_where_the_backup_is_and_what_it_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, findings: list[str], exit_code: int
) -> None:
    monkeypatch.setattr(startup, "database", lambda _progress: nullcontext())
    monkeypatch.setattr(startup, "is_current", lambda: False)
    monkeypatch.setattr(startup, "has_tables", lambda: True)
    monkeypatch.setattr(startup, "bring_up", lambda _progress: None)
    monkeypatch.setattr(backups, "write", lambda _file, **_how: None)
    monkeypatch.setattr("motcua.cli.keeping.checking.run", lambda: [SimpleNamespace(sentence=one) for one in findings])
    file = tmp_path / "before.tar"
    told = CliRunner().invoke(upgrade, ["--backup-to", str(file), "--json"])
    assert told.exit_code == exit_code
    assert json.loads(told.stdout) == {"changed": True, "backup": str(file), "findings": findings}


def test_a_house_that_is_current_is_not_upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "database", lambda _progress: nullcontext())
    monkeypatch.setattr(startup, "is_current", lambda: True)
    told = CliRunner().invoke(upgrade, ["--json"])
    assert (told.exit_code, json.loads(told.stdout)) == (0, {"changed": False})
