"""The files of the house on their way into a backup, and out of it."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import psycopg
from django.utils.translation import gettext as _

from motcua.kernel.clock import outward
from motcua.papers.store.stores import DERIVED, FileStore, NotKeptError
from motcua.papers.store.stores.disk import DRAFTS

_PRIVATE = 0o400
_LOST = "files-lost.json"
_LIVING = "SELECT digest FROM papers_storedfile WHERE destroyed_at IS NULL"


class FilesDifferError(Exception):
    """What a backup holds is not what its database says; the message says what differs."""


def pack(archive: tarfile.TarFile, store: FileStore, *, below: str, address: str) -> list[str]:
    """Every file, wherever the house keeps them. Previews stay behind: they are drawn again when they are wanted.

    Called after the database was written, so that no row in it lacks its file. Answers the digests of those that the
    house itself has lost, or that were changed in it: that is no reason to be without a backup of the others, and it
    is written into the backup.
    """
    sound: set[str] = set()
    for kept in store.listing():
        if DERIVED in kept.key:
            continue
        entry = tarfile.TarInfo(f"{below}/{kept.key[:2]}/{kept.key[2:4]}/{kept.key}")
        entry.size, entry.mode, entry.mtime = kept.size, _PRIVATE, int(outward(kept.written_at).timestamp())
        try:
            file = store.open(kept.key)
        except NotKeptError:
            continue  # destroyed by decision in this very moment
        with file:
            passing = _Hashed(file)
            archive.addfile(entry, passing)
        if passing.digest == kept.key:
            sound.add(kept.key)
    lost = sorted(_known(address) - sound)
    written = json.dumps(lost).encode()
    entry = tarfile.TarInfo(_LOST)
    entry.size, entry.mode = len(written), _PRIVATE
    archive.addfile(entry, io.BytesIO(written))
    return lost


def lost_in_words(lost: list[str]) -> str:
    """Says that the house has lost files, and where to learn which."""
    sentence = _("{count} files are missing or changed in this house itself; “motcua papers verify” names them.")
    return sentence.format(count=len(lost))


def prove(folder: Path, address: str, *, below: str) -> None:
    """Whether every file that the restored database knows is in the folder, unchanged. Raises FilesDifferError."""
    there = {path.name: path for path in _files(folder / below)}
    lost = json.loads((folder / _LOST).read_text(encoding="utf-8")) if (folder / _LOST).exists() else []
    known = _known(address).difference(lost)
    missing = known - there.keys()
    if missing:
        raise FilesDifferError(_("{count} files are missing from this backup.").format(count=len(missing)))
    changed = [digest for digest in known if _digest(there[digest]) != digest]
    if changed:
        sentence = _("{count} files in this backup are not what was written into it: it is damaged.")
        raise FilesDifferError(sentence.format(count=len(changed)))


def bring_in(folder: Path, store: FileStore) -> None:
    """Writes every file of the folder into the store of the house."""
    for path in _files(folder):
        with path.open("rb") as file:
            store.put(path.name, file)


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._whole = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._whole.update(piece)
        return piece

    @property
    def digest(self) -> str:
        return self._whole.hexdigest()


def _known(address: str) -> set[str]:
    """The digests of the files that the database knows; none in a house from before there were files."""
    with psycopg.connect(address) as session:
        if session.execute("SELECT to_regclass('papers_storedfile')").fetchone() == (None,):
            return set()
        return {str(row[0]) for row in session.execute(_LIVING)}


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        kept = (path for path in folder.rglob("*") if path.is_file() and DRAFTS not in path.relative_to(folder).parts)
        yield from sorted(path for path in kept if DERIVED not in path.name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
