"""What is handed in goes to the disk piece by piece, counted and hashed on its way, whatever its size."""

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.kernel.home import Home
from motcua.kernel.types import Refusal, Refused
from motcua.papers.store.stores.disk import DRAFTS, DiskStore
from motcua.papers.store.stores.port import CHUNK_BYTES
from motcua.papers.store.types import Spooled

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """A folder of one's own beside the files, for their owner only, gone afterwards. Refused: `file_store_full`."""
    above = Home(settings.HOME).files / DRAFTS
    with unless_the_disk_is_full():
        above.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=above) as folder:
            yield Path(folder)


def tidy(*, before: datetime) -> int:
    """Removes what killed uploads left half done before that instant; answers how many there were."""
    return DiskStore(Home(settings.HOME).files).tidy(before=before)


@contextlib.contextmanager
def unless_the_disk_is_full() -> Iterator[None]:
    """Says a full disk as a refusal."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Refused(Refusal("file_store_full")) from error
        raise


def spooled(content: BinaryIO, *, into: Path, most_bytes: int) -> Spooled:
    """Refused: `file_too_large` as soon as it is, `file_empty`."""
    whole, size = hashlib.sha256(), 0
    with open(os.open(into, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(CHUNK_BYTES):
            size += len(piece)
            if size > most_bytes:
                raise Refused(Refusal("file_too_large", {"most_megabytes": most_bytes // 1024**2}))
            whole.update(piece)
            file.write(piece)
    if not size:
        raise Refused(Refusal("file_empty"))
    return Spooled(into, whole.hexdigest(), size)


def measured(path: Path) -> Spooled:
    """Digest and size of a file that lies on the disk."""
    with path.open("rb") as file:
        return Spooled(path, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
