"""Files on a disk: `ab/cd/abcd…`, so that no folder grows large, readable by the house alone, and never changed."""

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from motcua.kernel.clock import LOCAL_ZONE, inward
from motcua.papers.store.stores.port import (
    CHUNK_BYTES,
    NotKeptError,
    StoreFullError,
    StoreTroubleError,
    checked,
    is_derived,
)
from motcua.papers.store.types import Kept

DRAFTS = "drafts"
_FOLDER_MODE = 0o700
_FILE_MODE = 0o400
_FANNED = re.compile(r"[0-9a-f]{2}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskStore:
    """The store in one folder, made at the first writing. Encryption is the disk's own matter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, source: BinaryIO) -> None:
        """Into a draft, flushed to the disk, then renamed; the folder is flushed too, so a power cut keeps it."""
        target = self._path(key)
        with _in_our_words():
            for folder in (self.folder, self.folder / DRAFTS):
                folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            self._fan_out(target)
            descriptor, draft = tempfile.mkstemp(dir=self.folder / DRAFTS)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    shutil.copyfileobj(source, file, CHUNK_BYTES)
                    file.flush()
                    os.fchmod(file.fileno(), _FILE_MODE)
                    os.fsync(file.fileno())
                Path(draft).replace(target)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
            _flush(target.parent)

    def open(self, key: str, *, start: int = 0, end: int | None = None) -> BinaryIO:
        """The file, standing at `start`; it may go on behind `end`."""
        with _in_our_words():
            try:
                file = self._path(key).open("rb")
            except FileNotFoundError as error:
                raise NotKeptError(key) from error
            file.seek(start)
            return file

    def find(self, key: str) -> Kept | None:
        """What the folder says of it."""
        with _in_our_words():
            try:
                status = self._path(key).stat()
            except FileNotFoundError:
                return None
            return _kept(key, status)

    def remove(self, key: str) -> None:
        """Removes file and derived files; empty folders stay, somebody may just be writing into them."""
        path = self._path(key)
        with _in_our_words():
            if not is_derived(key):
                for derived in path.parent.glob(f"{key}.*"):
                    derived.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                _flush(path.parent)

    def listing(self) -> Iterator[Kept]:
        """Folder by folder."""
        for outer in _fanned(self.folder):
            for inner in _fanned(outer):
                with _in_our_words():
                    names = sorted(path.name for path in inner.iterdir())
                for name in names:
                    with contextlib.suppress(ValueError):  # somebody else's file in our folder
                        if (found := self.find(name)) is not None:
                            yield found

    def tidy(self, *, before: datetime) -> int:
        """Drafts of writers that were killed."""
        drafts = self.folder / DRAFTS
        if not drafts.is_dir():
            return 0
        old = [path for path in drafts.iterdir() if _age(path) < before]
        for path in old:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(old)

    def examine(self) -> None:
        """Whether the folder, or where it is to be made, belongs to us."""
        there = next(folder for folder in (self.folder, *self.folder.parents) if folder.exists())
        if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            raise StoreTroubleError(f"{there}: {os.strerror(errno.EACCES)}")

    def _path(self, key: str) -> Path:
        checked(key)
        return self.folder / key[:2] / key[2:4] / key

    def _fan_out(self, target: Path) -> None:
        """Makes the two folders of a file, each known to the one above it before anything is put into it."""
        for folder in (target.parent.parent, target.parent):
            with contextlib.suppress(FileExistsError):
                folder.mkdir(mode=_FOLDER_MODE)
                _flush(folder.parent)


@contextlib.contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = StoreFullError if error.errno in _FULL else StoreTroubleError
        raise kind(str(error)) from error


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fanned(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if _FANNED.fullmatch(path.name))


def _age(path: Path) -> datetime:
    return inward(datetime.fromtimestamp(path.stat().st_mtime, tz=LOCAL_ZONE))


def _kept(key: str, status: os.stat_result) -> Kept:
    return Kept(key, status.st_size, inward(datetime.fromtimestamp(status.st_mtime, tz=LOCAL_ZONE)))
