"""One file holds the house, and is proved before anybody relies on it."""

import json
import tarfile
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from motcua.config import backups
from motcua.config.backups import BadBackupError
from motcua.journal.commands import recording
from motcua.journal.types import Kind, declare_kinds
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.types import system

AT = datetime(2026, 3, 2, 18, 0)
pytestmark = pytest.mark.embedded  # proved by restoring into an embedded server of the same version
TRIED = Kind("test.backed_up")
declare_kinds(TRIED)


def write_history(count: int) -> None:
    for number in range(count):
        with recording(actor=system("test"), at=AT) as unit:
            unit.append_named("test/backup", kind=TRIED.name, version=1, body={"number": number})


def test_what_was_written_comes_back_in_an_empty_home(own_database: object, tmp_path: Path) -> None:
    write_history(3)
    file = tmp_path / "house.tar"
    manifest = backups.write(file, at=AT)
    assert manifest.content.entries == 3
    assert file.stat().st_mode & 0o077 == 0, "whoever has the file has everything"
    home = Home(tmp_path / "empty")
    server = Server(home, settings={"fsync": "off"})
    with server:
        address = server.place.address("motcua")
        assert backups.restore_into(file, home=home, address=address) == manifest
        with psycopg.connect(address) as session:
            row = session.execute("SELECT body ->> 'number' FROM journal_entry ORDER BY position DESC").fetchone()
        with pytest.raises(BadBackupError, match="not empty"):
            backups.restore_into(file, home=home, address=address)
    server.discard()
    assert row == ("2",)


def test_a_backup_never_overwrites(own_database: object, tmp_path: Path) -> None:
    file = tmp_path / "house.tar"
    file.write_text("somebody's")
    with pytest.raises(BadBackupError, match="name another file"):
        backups.write(file, at=AT)
    assert file.read_text() == "somebody's"


def test_a_history_that_differs_is_not_restored_in_silence(own_database: object, tmp_path: Path) -> None:
    write_history(2)
    file = tmp_path / "house.tar"
    backups.write(file, at=AT)
    forged = tmp_path / "forged.tar"
    with tarfile.open(file) as archive:
        archive.extractall(tmp_path / "in", filter="data")
    manifest = tmp_path / "in" / "manifest.json"
    said = json.loads(manifest.read_text())
    said["content"]["digest"] = "0" * 64
    manifest.write_text(json.dumps(said))
    with tarfile.open(forged, "w") as archive:
        for part in sorted((tmp_path / "in").iterdir()):
            archive.add(part, arcname=part.name)
    with pytest.raises(BadBackupError, match="damaged"):
        backups.prove(forged)


@pytest.mark.parametrize("content", [b"", b"not a tar file at all", b"\x00" * 2048])
def test_a_file_that_is_no_backup_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "house.tar"
    file.write_bytes(content)
    with pytest.raises(BadBackupError, match="backup"):
        backups.prove(file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "cannot be read"),
        ("{}", "cannot be read"),
        (
            '{"format": 99, "version": "9.0", "made_at": "", "content": {"entries":0,"last_position":0,"digest":""}}',
            "newer",
        ),
    ],
)
def test_a_manifest_that_cannot_be_trusted(text: str, says: str) -> None:
    with pytest.raises(BadBackupError, match=says):
        backups.Manifest.read(text)
