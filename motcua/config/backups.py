"""One file that holds a whole house: its database, its key and its files. Written, checked and restored here.

A backup is a tar file of `manifest.json`, `database.dump` (PostgreSQL's own format), `secret-key` and `files/`. Whoever
has it has everything: keep it where only its owner may read.
"""

import contextlib
import json
import os
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from motcua import __version__
from motcua.config import carried, dumps, environment
from motcua.kernel.home import Home
from motcua.kernel.postgres import NoDatabaseError, Progress, Server, binaries, silent
from motcua.kernel.postgres.databases import Database
from motcua.papers.store.stores import FileStore, StoreTroubleError, open_store
from motcua.papers.store.stores.disk import DiskStore

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
            raise BadBackupError(_("The manifest of this backup cannot be read: the file is damaged.")) from error
        if manifest.format > _FORMAT:
            sentence = _("This backup was made by Motcua {version}, which is newer. Install that version first.")
            raise BadBackupError(sentence.format(version=manifest.version))
        return manifest


def write(target: Path, *, at: datetime, progress: Progress = silent) -> Manifest:
    """Writes a backup of this house and proves it by restoring it into an empty home.

    The file appears under its name only when it is whole and proved. Raises BadBackupError, NoDatabaseError.
    """
    if target.exists():
        raise BadBackupError(_("{file} is there already; name another file.").format(file=target))
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    address = _django_address()
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".motcua-backup-") as folder:
            progress(_("Writing the database …"))
            manifest = _collect(Path(folder), address=address, at=at)
            with _in_our_words():
                lost = _pack(Path(folder), draft, address=address)
            if lost:
                progress(carried.lost_in_words(lost))
        progress(_("Proving it: restoring it into an empty home …"))
        if _embedded_is_older_than(address):
            _prove_beside(address, draft)
        else:
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
        try:
            with server:
                database = Database(server.place.address("motcua"))
                database.ensure()
                manifest = restore_into(path, home=home, address=database.address)
        finally:
            server.discard()
    return manifest


def restore(path: Path, *, server: Server | None) -> Manifest:
    """Restores a backup into this house, which must be empty. Raises BadBackupError, NoDatabaseError."""
    return restore_into(path, home=Home(settings.HOME), address=_address(server), files=open_store())


def restore_into(path: Path, *, home: Home, address: str, files: FileStore | None = None) -> Manifest:
    """Restores a backup into an empty database, which is there, and an empty home. Raises BadBackupError.

    Without a store of their own, files go into the home.
    """
    _must_be_empty(Database(address))
    with tempfile.TemporaryDirectory(prefix="motcua-restore-") as folder:
        manifest = _unpack(path, Path(folder))
        with _in_our_words():
            dumps.read(Path(folder) / _DUMP, address)
        if _content_of(address, upto=manifest.content.last_position) != manifest.content:
            sentence = _("The restored history is not the one that was written down: the backup is damaged.")
            raise BadBackupError(sentence)
        _keep(Path(folder), home)
        with _in_our_words():
            carried.prove(Path(folder), address, below=_FILES)
            carried.bring_in(Path(folder) / _FILES, files or DiskStore(home.files))
    return manifest


def _embedded_is_older_than(address: str) -> bool:
    return dumps.version_of(address) // 10_000 > binaries.of_the_wheel().major_version


def _prove_beside(address: str, path: Path) -> None:
    """Restores into a database of its own on the very server: the embedded one is too old to be the proof."""
    house = Database(address)
    database = house.called(f"{house.name}_proof_{secrets.token_hex(4)}")
    try:
        database.create()
    except psycopg.errors.InsufficientPrivilege as error:
        sentence = _(
            "The server is newer than the embedded one, so the backup must be proved on the server itself. Give the "
            "role the right to create databases (ALTER ROLE … CREATEDB), and try again."
        )
        raise BadBackupError(sentence) from error
    try:
        with tempfile.TemporaryDirectory(prefix="motcua-proof-") as folder:
            restore_into(path, home=Home(Path(folder)), address=database.address)
    finally:
        database.drop()


@contextlib.contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except (dumps.DumpError, carried.FilesDifferError) as error:
        raise BadBackupError(str(error)) from error
    except StoreTroubleError as error:
        sentence = _("The store of files cannot be used ({reason}).")
        raise BadBackupError(sentence.format(reason=error)) from error


def _collect(folder: Path, *, address: str, at: datetime) -> Manifest:
    content = _content_of(address)
    with _in_our_words():
        dumps.write(address, folder / _DUMP)
    manifest = Manifest(_FORMAT, __version__, at.isoformat(timespec="seconds"), content)
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    (folder / _KEY).write_text(str(settings.SECRET_KEY), encoding="utf-8")
    return manifest


def _pack(folder: Path, target: Path, *, address: str) -> list[str]:
    """Answers which files the house itself has lost."""
    with open(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_EXCL, _PRIVATE), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name in (_MANIFEST, _DUMP, _KEY):
                archive.add(folder / name, arcname=name)
            lost = carried.pack(archive, open_store(), below=_FILES, address=address)
        file.flush()
        os.fsync(file.fileno())
    return lost


def _unpack(path: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(path) as archive:
            _take_out(archive, folder)
    except (OSError, tarfile.TarError) as error:
        sentence = _("{file} cannot be read as a backup: {reason}")
        raise BadBackupError(sentence.format(file=path, reason=error)) from error
    if not (folder / _MANIFEST).is_file() or not (folder / _DUMP).is_file():
        raise BadBackupError(_("{file} is no backup of Motcua.").format(file=path))
    return Manifest.read((folder / _MANIFEST).read_text(encoding="utf-8"))


def _take_out(archive: tarfile.TarFile, folder: Path) -> None:
    """Writes what lies in the archive below the folder; a backup holds plain files only, anything else is passed over.

    The first releases of Python 3.11, which are still in use, have no filter of their own for this. Raises TarError: a
    name leads out of the folder.
    """
    inside = folder.resolve()
    for entry in archive:
        target = (inside / entry.name).resolve()
        if not target.is_relative_to(inside):
            raise tarfile.TarError(entry.name)
        content = archive.extractfile(entry) if entry.isfile() else None
        if content is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                shutil.copyfileobj(content, file)


def _keep(folder: Path, home: Home) -> None:
    """The key that signed and sealed goes along; without it erased and kept texts could not be told apart."""
    home.make()
    key = home.path / _KEY
    key.unlink(missing_ok=True)
    with open(os.open(key, os.O_CREAT | os.O_WRONLY | os.O_EXCL, _PRIVATE), "w", encoding="utf-8") as file:
        file.write((folder / _KEY).read_text(encoding="utf-8"))


def _must_be_empty(database: Database) -> None:
    with psycopg.connect(database.address) as session:
        row = session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if row is not None and row[0]:
            sentence = _(
                "This house is not empty. A backup is restored into an empty MOTCUA_HOME (or an empty database)."
            )
            raise BadBackupError(sentence)


def _content_of(address: str, *, upto: int | None = None) -> Content:
    """What the journal holds, up to a position: the house may have moved on between the counting and the dump."""
    with psycopg.connect(address) as session:
        row = session.execute(_CONTENT, [upto, upto]).fetchone()
    if row is None:
        raise BadBackupError(_("The database says nothing of itself."))
    return Content(*row)


def _address(server: Server | None) -> str:
    return server.place.address(settings.DATABASES["default"]["NAME"]) if server is not None else _django_address()


def _django_address() -> str:
    """The database Django speaks to."""
    return environment.address_of(connection.settings_dict)


__all__ = ["BadBackupError", "Manifest", "NoDatabaseError", "prove", "restore", "restore_into", "usual_folder", "write"]
