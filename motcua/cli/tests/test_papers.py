"""`motcua papers verify`: what it says, what it removes, how it ends."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.papers import papers
from motcua.config import startup
from motcua.journal.commands import recording
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.papers import commands
from motcua.papers.types import Accepted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Path:
    """The database of the test is the house's; its files lie in a home of their own."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    settings.HOME = tmp_path
    return tmp_path


def verify(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(papers, ["verify", *words])


def accepted() -> Accepted:
    return commands.accept_file(b"van ban", name_hint="a.txt", on=TODAY)


def kept() -> str:
    file = accepted()
    with recording(actor=system("test"), at=clock.now()) as unit:
        commands.attach(commands.keep_file(file, unit=unit), holder="dossier/12", kind="scan", unit=unit)
    return file.file.digest


def days_later(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    at = clock.now() + timedelta(days=count)
    monkeypatch.setattr(clock, "now", lambda: at)


def path_of(house: Path, digest: str) -> Path:
    return house / "files" / digest[:2] / digest[2:4] / digest


def test_sound_files_are_said_to_be_sound(house: Path) -> None:
    kept()
    result = verify()
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "All of them are as they should be.")
    assert "1 files" in result.stdout
    assert "như cũ" not in verify(language="vi").stdout


def test_a_lost_file_is_named_with_its_holder_and_is_not_repaired_away(house: Path) -> None:
    digest = kept()
    path_of(house, digest).unlink()
    result = verify("--repair")
    assert result.exit_code == 1
    assert f"{digest} is missing" in result.stdout
    assert "dossier/12" in result.stdout


def test_programs_get_one_object(house: Path) -> None:
    digest = kept()
    path_of(house, digest).unlink()
    result = verify("--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (said["holds"], said["files"]) == (False, 1)
    findings: Sequence[dict[str, Any]] = said["findings"]
    assert [(one["fault"], one["digest"], one["holders"]) for one in findings] == [("missing", digest, ["dossier/12"])]


def test_nobodys_file_goes_after_a_day_when_it_is_asked_for(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = accepted().file.digest
    assert verify("--repair").exit_code == 0
    days_later(2, monkeypatch)
    assert verify().exit_code == 1
    assert path_of(house, digest).exists()
    result = verify("--repair")
    assert result.exit_code == 0
    assert "Removed." in result.stdout
    assert not path_of(house, digest).exists()
