"""One file holds the house, and is proved before anybody relies on it."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import translation

from conftest import OwnDatabase
from motcua.config import backups, dumps
from motcua.config.backups import BadBackupError
from motcua.journal.commands import recording
from motcua.journal.types import Kind, declare_kinds
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database
from motcua.kernel.types import system
from motcua.papers import commands as papers
from motcua.papers.store.stores.disk import DiskStore

AT = datetime(2026, 3, 2, 18, 0)
TRIED = Kind("test.backed_up")
declare_kinds(TRIED)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


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
        Database(address).create()
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
    shutil.unpack_archive(file, tmp_path / "in")
    manifest = tmp_path / "in" / "manifest.json"
    said = json.loads(manifest.read_text())
    said["content"]["digest"] = "0" * 64
    manifest.write_text(json.dumps(said))
    with tarfile.open(forged, "w") as archive:
        for part in sorted((tmp_path / "in").iterdir()):
            archive.add(part, arcname=part.name)
    with pytest.raises(BadBackupError, match="damaged"):
        backups.prove(forged)


def test_a_server_newer_than_the_embedded_one_is_its_own_proof(
    own_database: OwnDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_history(2)
    monkeypatch.setattr(backups, "_embedded_is_older_than", lambda _address: True)
    monkeypatch.setattr(backups, "prove", None)
    assert backups.write(tmp_path / "house.tar", at=AT).content.entries == 2
    with own_database.database.from_outside() as outside:
        name = f"{own_database.database.name}_proof_%"
        assert outside.execute("SELECT FROM pg_database WHERE datname LIKE %s", [name]).fetchone() is None


def test_a_backup_written_by_the_embedded_programs_comes_back_on_its_own_server(
    own_database: OwnDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine has no programs of the server's version, and into an older server than the programs know."""
    write_history(2)
    everything = dumps.installed()
    monkeypatch.setattr(dumps, "installed", lambda: everything[:1])
    assert backups.write(tmp_path / "house.tar", at=AT).content.entries == 2
    other = own_database.database.called(f"{own_database.database.name}_again").create()
    try:
        assert backups.restore_into(tmp_path / "house.tar", home=Home(tmp_path), address=other.address)
        with psycopg.connect(other.address) as session, pytest.raises(psycopg.errors.RestrictViolation):
            session.execute("DELETE FROM journal_entry")
    finally:
        other.drop()


def test_a_dump_that_fails_half_way_leaves_an_empty_database(own_database: OwnDatabase, tmp_path: Path) -> None:
    dump = tmp_path / "whole.dump"
    dumps.write(own_database.address, dump)
    content = dump.read_bytes()
    torn = tmp_path / "torn.dump"
    torn.write_bytes(content[: len(content) - 200])
    other = own_database.database.called(f"{own_database.database.name}_torn").create()
    try:
        with pytest.raises(dumps.DumpError, match="pg_restore"):
            dumps.read(torn, other.address)
        with psycopg.connect(other.address) as session:
            assert session.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchone() is None
    finally:
        other.drop()


class TestPrograms:
    """15.20 is written 150020."""

    def of(self, *versions: int) -> list[dumps.Programs]:
        return [dumps.Programs(Path(f"/opt/{version}"), version) for version in versions]

    @pytest.mark.parametrize(
        ("server", "there", "chosen"),
        [
            (150020, [180004, 150020], 150020),
            (150020, [180004, 150019], 180004),
            (150020, [190000, 180004], 180004),
            (180006, [180004], 180004),
            (180006, [180004, 180005, 170009], 180005),
        ],
    )
    def test_of_the_same_version_and_no_older_else_of_a_newer_one(
        self, server: int, there: list[int], chosen: int
    ) -> None:
        assert dumps.fitting(server, self.of(*there)).version == chosen

    def test_none_that_knows_the_server_is_refused_with_what_to_install(self) -> None:
        with pytest.raises(dumps.DumpError, match="postgresql-client-19"):
            dumps.fitting(190001, self.of(180004, 170002))

    def test_words_of_the_server_of_origin_are_left_out_and_data_is_not_touched(self) -> None:
        mark = b"ALTER TABLE ONLY public.t ALTER COLUMN a SET (pg_attver=5318249784);\n"
        timeout = b"SET transaction_timeout = 0;\n"
        copy = b"COPY public.t (a) FROM stdin;\n"
        script = [timeout, b"CREATE TABLE public.t (a text);\n", mark, copy, mark, timeout, b"\\.\n", mark]
        assert list(dumps.understood(script, version=150020)) == [script[1], copy, mark, timeout, b"\\.\n"]
        assert next(dumps.understood(script, version=180004)) == timeout


@pytest.mark.parametrize("content", [b"", b"not a tar file at all", b"\x00" * 2048])
def test_a_file_that_is_no_backup_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "house.tar"
    file.write_bytes(content)
    with pytest.raises(BadBackupError, match="backup"):
        backups.prove(file)


def test_nothing_of_a_foreign_archive_is_written_outside_of_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "house.tar"
    with tarfile.open(file, "w") as archive:
        link = tarfile.TarInfo("files")
        link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path)
        archive.addfile(link)
        for name in ("files/planted", "../../planted", str(tmp_path / "planted")):
            entry = tarfile.TarInfo(name)
            entry.size = 4
            archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(BadBackupError, match="backup"):
        backups.prove(file)
    assert [path.name for path in tmp_path.iterdir()] == ["house.tar"]


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


def kept_file(content: bytes) -> str:
    accepted = papers.accept_file(content, name_hint="don.txt", on=AT.date())
    with recording(actor=system("test"), at=AT) as unit:
        return papers.keep_file(accepted, unit=unit).file.digest


def test_the_files_of_the_house_come_back_with_it(own_database: OwnDatabase, tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "home"
    digest = kept_file("giấy khai sinh".encode())
    DiskStore(tmp_path / "home" / "files").put(f"{digest}.p1-small-1", io.BytesIO(b"a preview"))
    backups.write(tmp_path / "house.tar", at=AT)
    again = Home(tmp_path / "again")
    other = own_database.database.called(f"{own_database.database.name}_again").create()
    try:
        backups.restore_into(tmp_path / "house.tar", home=again, address=other.address)
    finally:
        other.drop()
    (kept,) = DiskStore(again.files).listing()
    assert kept.key == digest
    with DiskStore(again.files).open(digest) as file:
        assert file.read().decode() == "giấy khai sinh"


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_a_house_that_lost_a_file_is_told_so_and_still_gets_its_backup(
    own_database: OwnDatabase, tmp_path: Path, settings: Any, harm: str
) -> None:
    settings.HOME = tmp_path / "home"
    kept_file(b"so ho khau")
    digest = kept_file(b"giay phep")
    path = tmp_path / "home" / "files" / digest[:2] / digest[2:4] / digest
    path.chmod(0o600)
    path.write_bytes(b"forged")
    if harm == "lost":
        path.unlink()
    told: list[str] = []
    backups.write(tmp_path / "house.tar", at=AT, progress=told.append)
    assert any("1 files are missing or changed in this house itself" in line for line in told)


def repacked(file: Path, change: Callable[[Path], None]) -> Path:
    """The same backup, after somebody's hand was in it."""
    folder = file.with_suffix(".unpacked")
    shutil.unpack_archive(file, folder)
    change(next(path for path in (folder / "files").rglob("*") if path.is_file()))
    with tarfile.open(file.with_suffix(".again"), "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.add(path, arcname=path.name)
    return file.with_suffix(".again")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.unlink(), "1 files are missing from this backup"),
        (lambda path: path.write_bytes(b"forged"), "it is damaged"),
    ],
    ids=["lost", "changed"],
)
def test_a_backup_that_lost_a_file_is_not_restored_in_silence(
    own_database: OwnDatabase, tmp_path: Path, settings: Any, change: Callable[[Path], None], said: str
) -> None:
    settings.HOME = tmp_path / "home"
    kept_file(b"so ho khau")
    backups.write(tmp_path / "house.tar", at=AT)
    with pytest.raises(BadBackupError, match=said):
        backups.prove(repacked(tmp_path / "house.tar", change))
