"""The way of a content into the store. Nothing here touches the database: call it before the unit of work opens."""

import io
from dataclasses import asdict
from datetime import date
from pathlib import Path, PurePath
from typing import BinaryIO

from motcua.kernel.types import Refusal, Refused
from motcua.papers.store import workbench
from motcua.papers.store.acceptance.scanning import must_be_clean
from motcua.papers.store.acceptance.spooling import measured, spooled, unless_the_disk_is_full, working_folder
from motcua.papers.store.limits import limits_on
from motcua.papers.store.objections import ActiveContent
from motcua.papers.store.stores import FileStore, StoreFullError, StoreTroubleError
from motcua.papers.store.types import Accepted, FileRef, MediaType

_LONGEST_ENDING = 8


def accept(content: BinaryIO | bytes, *, name_hint: str, on: date, store: FileStore) -> Accepted:
    """Examines a content and writes it into the store. `name_hint` is the sender's name for it; its ending counts.

    Refused, with what to do: empty, too large, no kind the house takes, another kind than its name says, damaged,
    encrypted, with macros, signed and active at once, a bomb, infected. For now (503, 507): scanner or store away, disk
    full.
    """
    limits = limits_on(on)
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    with working_folder() as folder, unless_the_disk_is_full():
        handed_in = spooled(source, into=folder / "original", most_bytes=limits.most_bytes)
        must_be_clean(handed_in.path)
        found = workbench.done(
            {
                "task": "examine",
                "path": str(handed_in.path),
                "output": str(folder / "cleaned"),
                "extension": extension_of(name_hint),
                "limits": asdict(limits),
            }
        )
        kept = measured(folder / "cleaned") if found["is_changed"] else handed_in
        _written(kept.digest, kept.path, store)
    return Accepted(
        file=FileRef(kept.digest, kept.size, found["media_type"]),
        original_digest=handed_in.digest,
        pages=found["pages"],
        is_signed=found["is_signed"],
        stripped=tuple(ActiveContent(word) for word in found["stripped"]),
    )


def accept_own(pdf: bytes, *, pages: int, is_signed: bool, store: FileStore) -> Accepted:
    """Writes a PDF of the house's own making into the store, as it is. Refused (503, 507): store away, disk full."""
    with working_folder() as folder, unless_the_disk_is_full():
        made = spooled(io.BytesIO(pdf), into=folder / "made", most_bytes=len(pdf))
        _written(made.digest, made.path, store)
    return Accepted(FileRef(made.digest, made.size, MediaType.PDF), made.digest, pages=pages, is_signed=is_signed)


def extension_of(name: str) -> str:
    """The ending of a name, lower case, without the dot; of a very long one only that it is none of ours."""
    return PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")[:_LONGEST_ENDING]


def _written(digest: str, path: Path, store: FileStore) -> None:
    try:
        with path.open("rb") as file:
            store.put(digest, file)
    except StoreFullError as error:
        raise Refused(Refusal("file_store_full")) from error
    except StoreTroubleError as error:
        raise Refused(Refusal("file_store_unreachable")) from error
