"""One file that holds a whole house: its database, its key and its files. Written, checked and restored here.

A backup is a tar file of `manifest.json`, `database.dump` (PostgreSQL's own format), `secret-key` and `files/`. Whoever
has it has everything: keep it where only its owner may read.
"""

import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from motcua import __version__
from motcua.kernel.home import Home
from motcua.kernel.postgres import NoDatabaseError, Progress, Server, binaries, silent
from motcua.kernel.postgres.databases import Database

_MANIFEST, _DUMP, _KEY, _FILES = "manifest.json", "database.dump", "secret-key", "files"
_FORMAT = 1
_PRIVATE = 0o600
_CONTENT = """
SELECT count(*), coalesce(max(position), 0),
       encode(sha256(coalesce(string_agg(digest, ''::bytea ORDER BY position), ''::bytea)), 'hex')
FROM journal_entry WHERE %s::bigint IS NULL OR position <= %s
"""


class BadBackupError(Exception):
    """The file is no backup, is damaged, or cannot go where it was asked to; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the database said of itself: how many entries, the last position, and a digest over all of them."""

    entries: int
    last_position: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    version: str
    made_at: str
    content: Content

    @classmethod
    def read(cls, text: str) -> "Manifest":
        """Raises BadBackupError for a text that no Motcua wrote, and for a format newer than this one."""
        try:
            read: Mapping[str, Any] = json.loads(text)
            manifest = cls(read["format"], read["version"], read["made_at"], Content(**read["content"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BadBackupError("The manifest of this backup cannot be read: the file is damaged.") from error
        if manifest.format > _FORMAT:
            raise BadBackupError(
                f"This backup was made by Motcua {manifest.version}, which is newer. Install that version first."
            )
        return manifest


def write(target: Path, *, at: datetime, progress: Progress = silent) -> Manifest:
    """Writes a backup of this house and proves it by restoring it into an empty home.

    The file appears under its name only when it is whole and proved. Raises BadBackupError, NoDatabaseError.
    """
    if target.exists():
        raise BadBackupError(f"{target} is there already; name another file.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".motcua-backup-") as folder:
            progress("Writing the database …")
            manifest = _collect(Path(folder), at=at)
            _pack(Path(folder), draft)
        progress("Proving it: restoring it into an empty home …")
        prove(draft)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def usual_folder() -> Path:
    """Where backups go when nobody names a place."""
    return Home(settings.HOME).backups


def prove(path: Path) -> Manifest:
    """Restores a backup into an empty home of its own and compares. Leaves nothing behind. Raises BadBackupError."""
    with tempfile.TemporaryDirectory(prefix="motcua-proof-") as folder:
        home = Home(Path(folder))
        server = Server(home)
        with server:
            manifest = restore_into(path, home=home, address=server.place.address("motcua"))
        server.discard()
    return manifest


def restore(path: Path, *, server: Server | None) -> Manifest:
    """Restores a backup into this house, which must be empty. Raises BadBackupError, NoDatabaseError."""
    return restore_into(path, home=Home(settings.HOME), address=_address(server))


def restore_into(path: Path, *, home: Home, address: str) -> Manifest:
    """Restores a backup into an empty database of an empty home. Raises BadBackupError."""
    database = Database(address)
    database.ensure()
    _must_be_empty(database)
    with tempfile.TemporaryDirectory(prefix="motcua-restore-") as folder:
        manifest = _unpack(path, Path(folder))
        _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={address}", str(Path(folder) / _DUMP))
        if _content_of(address, upto=manifest.content.last_position) != manifest.content:
            raise BadBackupError("The restored history is not the one that was written down: the backup is damaged.")
        _keep(Path(folder), home)
    return manifest


def _collect(folder: Path, *, at: datetime) -> Manifest:
    address = _django_address()
    content = _content_of(address)
    _run("pg_dump", "--format=custom", f"--file={folder / _DUMP}", f"--dbname={address}")
    manifest = Manifest(_FORMAT, __version__, at.isoformat(timespec="seconds"), content)
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    (folder / _KEY).write_text(str(settings.SECRET_KEY), encoding="utf-8")
    return manifest


def _pack(folder: Path, target: Path) -> None:
    with open(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_EXCL, _PRIVATE), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name in (_MANIFEST, _DUMP, _KEY):
                archive.add(folder / name, arcname=name)
            files = Home(settings.HOME).files
            if files.is_dir():
                archive.add(files, arcname=_FILES)
        file.flush()
        os.fsync(file.fileno())


def _unpack(path: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise BadBackupError(f"{path} cannot be read as a backup: {error}") from error
    if not (folder / _MANIFEST).is_file() or not (folder / _DUMP).is_file():
        raise BadBackupError(f"{path} is no backup of Motcua.")
    return Manifest.read((folder / _MANIFEST).read_text(encoding="utf-8"))


def _keep(folder: Path, home: Home) -> None:
    """The key that signed and sealed goes along; without it erased and kept texts could not be told apart."""
    key = home.path / _KEY
    key.unlink(missing_ok=True)
    with open(os.open(key, os.O_CREAT | os.O_WRONLY | os.O_EXCL, _PRIVATE), "w", encoding="utf-8") as file:
        file.write((folder / _KEY).read_text(encoding="utf-8"))
    if (folder / _FILES).is_dir() and not home.files.exists():
        (folder / _FILES).rename(home.files)


def _must_be_empty(database: Database) -> None:
    with psycopg.connect(database.address) as session:
        row = session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if row is not None and row[0]:
            raise BadBackupError(
                "This house is not empty. A backup is restored into an empty MOTCUA_HOME (or an empty database)."
            )


def _content_of(address: str, *, upto: int | None = None) -> Content:
    """What the journal holds, up to a position: the house may have moved on between the counting and the dump."""
    with psycopg.connect(address) as session:
        row = session.execute(_CONTENT, [upto, upto]).fetchone()
    if row is None:
        raise BadBackupError("The database says nothing of itself.")
    return Content(*row)


def _run(program: str, *words: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own program with our own words
        [binaries.of_the_wheel().program(program), *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BadBackupError(f"{program} failed: {done.stderr.strip() or done.returncode}")


def _address(server: Server | None) -> str:
    return server.place.address(settings.DATABASES["default"]["NAME"]) if server is not None else _django_address()


def _django_address() -> str:
    """The database Django speaks to, as one connection string."""
    chosen = connection.settings_dict
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {word: str(chosen[name]) for word, name in words.items() if chosen.get(name)}
    return psycopg.conninfo.make_conninfo(**given)


__all__ = ["BadBackupError", "Manifest", "NoDatabaseError", "prove", "restore", "restore_into", "usual_folder", "write"]
