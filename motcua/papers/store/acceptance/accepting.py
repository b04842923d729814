"""The way of a content into the store. Nothing here touches the database: call it before the unit of work opens."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path, PurePath
from typing import BinaryIO

from motcua.kernel.types import Refusal, Refused
from motcua.papers.store import workbench
from motcua.papers.store.acceptance.scanning import must_be_clean
from motcua.papers.store.acceptance.spooling import measured, spooled, unless_the_disk_is_full, working_folder
from motcua.papers.store.limits import limits_on
from motcua.papers.store.objections import ActiveContent
from motcua.papers.store.photos import Photo, Photos
from motcua.papers.store.stores import FileStore, StoreFullError, StoreTroubleError
from motcua.papers.store.types import Accepted, FileRef, MediaType, Spooled

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


def accept_photos(photos: Photos, *, on: date, store: FileStore) -> Accepted:
    """Binds photos into one PDF, upright and made smaller, and writes that into the store. The original digest is that
    of the digests of the photos, in their order.

    Refused as `accept`, of the photo that the value `photo` numbers (from 1); `photos_too_many`.
    """
    limits = limits_on(on)
    if len(photos.pages) > limits.most_photos:
        raise Refused(Refusal("photos_too_many", {"most": limits.most_photos}))
    with working_folder() as folder, unless_the_disk_is_full():
        handed_in = []
        for number, photo in enumerate(photos.pages, start=1):
            with _said_of(number):
                one = spooled(photo.content, into=folder / str(number), most_bytes=limits.most_bytes)
                must_be_clean(one.path)
            handed_in.append(one)
        job = {
            "task": "bind_photos",
            "path": str(folder / "1"),
            "photos": [_page(photo, one) for photo, one in zip(photos.pages, handed_in, strict=True)],
            "output": str(folder / "bound"),
            "limits": asdict(limits),
        }
        found = workbench.done(job)
        bound = measured(folder / "bound")
        _written(bound.digest, bound.path, store)
    digests = "".join(one.digest for one in handed_in)
    return Accepted(
        file=FileRef(bound.digest, bound.size, MediaType.PDF),
        original_digest=hashlib.sha256(digests.encode()).hexdigest(),
        pages=found["pages"],
    )


def _page(photo: Photo, spooled: Spooled) -> dict[str, object]:
    return {"path": str(spooled.path), "extension": extension_of(photo.name_hint), "turned": photo.turned}


@contextmanager
def _said_of(number: int) -> Iterator[None]:
    """What is refused is said of the photo of that number."""
    try:
        yield
    except Refused as refused:
        refusal = refused.refusal
        raise Refused(replace(refusal, values={**refusal.values, "photo": number})) from refused


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
