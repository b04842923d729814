"""`motcua journal`: what it prints for people and for programs, what it writes, how it ends."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import translation

from motcua.cli.journal import journal
from motcua.config import startup
from motcua.journal.commands import catch_up
from motcua.journal.tests.story import moved
from motcua.journal.types import Entry, OnBadEntry, Reader, Seal, register
from motcua.papers.signing.vendors.demo import authority

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; nothing has to be started."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)


def motcua_journal(*words: str) -> Result:
    with translation.override("en"):
        return CliRunner().invoke(journal, words)


def answer(result: Result) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def tampered(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")


def test_a_sound_journal_is_said_to_be_sound() -> None:
    moved("folder/1", "folder/2")
    result = motcua_journal("verify")
    assert result.exit_code == 0
    assert "Looked through 2 entries of 2 streams." in result.stdout
    assert answer(motcua_journal("verify", "--json")) == {
        "holds": True,
        "streams": 2,
        "entries": 2,
        "last_position": answer(motcua_journal("verify", "--json"))["last_position"],
        "sealed_upto": 0,
        "seals_that_hold": [],
        "seals_broken": [],
        "findings": [],
        "more_findings": 0,
        "time_stamps": [],
    }


def test_a_changed_entry_is_named_and_the_answer_is_no(tmp_path: Path) -> None:
    moved("folder/1", "folder/2")
    assert motcua_journal("seal", "--into", str(tmp_path)).exit_code == 0
    tampered("UPDATE journal_entry SET body = '{\"sheets\":9}' WHERE stream = 'folder/1'")
    result = motcua_journal("verify")
    assert result.exit_code == 1
    assert "folder/1, entry 1 (folder.received): it does not follow" in result.stdout
    assert "Covered by seal 1." in result.stdout
    (finding,) = answer(motcua_journal("verify", "--json"))["findings"]
    assert (finding["flaw"], finding["stream"], finding["sequence"], finding["covered_by"]) == (
        "changed",
        "folder/1",
        1,
        [1],
    )


def test_a_seal_leaves_the_house_as_a_file_and_stands_against_it(tmp_path: Path) -> None:
    moved("folder/1")
    sealed = answer(motcua_journal("seal", "--into", str(tmp_path / "seals"), "--json"))
    path = Path(sealed["file"])
    assert sealed["sealed"] is True
    assert Seal.read(path.read_text()).entries == 1
    assert motcua_journal("verify", "--seal", str(path)).exit_code == 0
    tampered("DELETE FROM journal_seal")
    tampered("UPDATE journal_entry SET recorded_at = recorded_at - interval '1 day'")
    assert motcua_journal("verify").exit_code == 0
    result = motcua_journal("verify", "--seal", str(path), "--json")
    assert result.exit_code == 1
    assert answer(result)["findings"] == [{"flaw": "seal_gone", "seal": 1}, {"flaw": "seal_broken", "seal": 1}]


def test_sealing_again_without_news_writes_the_newest_seal_once_more(tmp_path: Path) -> None:
    moved("folder/1")
    motcua_journal("seal", "--into", str(tmp_path))
    (tmp_path / "seal-000001.json").unlink()
    result = motcua_journal("seal", "--into", str(tmp_path))
    assert result.exit_code == 0
    assert "Nothing was written since the last seal." in result.stdout
    assert (tmp_path / "seal-000001.json").exists()


def test_an_empty_journal_needs_no_seal(tmp_path: Path) -> None:
    result = motcua_journal("seal", "--into", str(tmp_path), "--json")
    assert (result.exit_code, answer(result)) == (0, {"sealed": False})
    assert list(tmp_path.iterdir()) == []


def test_seals_go_into_the_house_s_folder_when_no_other_is_named(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    moved("folder/1")
    assert motcua_journal("seal").exit_code == 0
    assert (tmp_path / "seals" / "seal-000001.json").exists()


def test_another_seal_in_the_place_of_the_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "seal-000001.json").write_text("{}")
    moved("folder/1")
    result = motcua_journal("seal", "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "another seal 1" in result.stderr
    assert (tmp_path / "seal-000001.json").read_text() == "{}"


@pytest.mark.parametrize("content", [None, "no seal"])
def test_a_file_that_is_no_seal_is_a_wrong_call(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "seal.json"
    if content is not None:
        path.write_text(content)
    result = motcua_journal("verify", "--seal", str(path))
    assert result.exit_code == 2
    assert "seal.json" in result.stderr


def test_what_a_reader_laid_aside_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = {"folder/2"}

    def stumbles(entries: Sequence[Entry]) -> None:
        if any(entry.stream in bad for entry in entries):
            raise ValueError

    monkeypatch.setattr("motcua.journal.types._READERS", {})
    register(Reader("exchange", stumbles, OnBadEntry.PARK))
    moved("folder/1", "folder/2")
    catch_up("exchange")
    result = motcua_journal("retry", "exchange")
    assert (result.exit_code, result.stdout) == (1, "Streams that run again: 0; that still wait: 1.\n")
    bad.clear()
    result = motcua_journal("retry", "exchange", "--json")
    assert (result.exit_code, answer(result)) == (
        0,
        {"reader": "exchange", "running_again": 1, "still_waiting": 0},
    )
    assert motcua_journal("retry", "nobody").exit_code == 2


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: nobody else reads the stamp")
def test_a_seal_is_stamped_and_openssl_believes_the_stamp(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    (tmp_path / "signing.yaml").write_text(
        "time_stamps: {vendor: demo, folder: authority}\ntrust: [authority/issuer.pem]\nask_issuers: false\n"
    )
    authority(tmp_path / "authority")
    moved("folder/1")
    result = motcua_journal("seal")
    assert "Time stamp given at" in result.stdout
    kept = Seal.read((tmp_path / "seals" / "seal-000001.json").read_text())
    token = tmp_path / "token.der"
    token.write_bytes(kept.token)
    answered = subprocess.run(
        ["openssl", "ts", "-verify", "-digest", kept.digest.hex(), "-in", str(token), "-token_in",
         "-CAfile", str(tmp_path / "authority" / "issuer.pem")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Verification: OK" in answered.stdout, answered.stderr
    assert "Time stamps that hold: on seals 1" in motcua_journal("verify").stdout
    (stamp,) = answer(motcua_journal("verify", "--json"))["time_stamps"]
    assert (stamp["seal"], stamp["trust"]) == (1, "holds")


def test_without_an_authority_sealing_and_verifying_say_so(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    moved("folder/1")
    assert "signing.yaml names no time stamp authority" in motcua_journal("seal").stdout
    assert "No seal bears a time stamp" in motcua_journal("verify").stdout
