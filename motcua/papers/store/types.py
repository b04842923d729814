"""What crosses the store's door: files, who holds them, grants, what a verification found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from motcua.papers.examinations.types import Found


class MediaType(StrEnum):
    """The kinds of files the house takes. Found by content, never by name."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    XML = "application/xml"
    TEXT = "text/plain"

    @property
    def extension(self) -> str:
        """The usual ending of a name, without the dot."""
        return EXTENSIONS[self][0]


EXTENSIONS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: ("pdf",),
    MediaType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
    MediaType.TIFF: ("tif", "tiff"),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
    MediaType.ODT: ("odt",),
    MediaType.XML: ("xml",),
    MediaType.TEXT: ("txt", "text"),
}
"""How names of each kind end, the usual one first."""

PICTURES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.TIFF})
OFFICE = frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.ODT})
WITH_PREVIEW = PICTURES | {MediaType.PDF}


@dataclass(frozen=True, slots=True)
class FileRef:
    """Names one content: `digest` is the SHA-256 of its bytes in hex, `size` counts them."""

    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A content that was examined and written into the store, not yet known to any row.

    `original_digest` is what was handed in; it differs from the file's own digest when active content was taken out
    (`stripped` names what). `pages` is 0 where pages mean nothing. `found` is what was found about the signatures, if
    it has any and was looked at.
    """

    file: FileRef
    original_digest: str
    pages: int = 0
    is_signed: bool = False
    stripped: tuple[str, ...] = ()
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file the house knows. After its destruction the row remains and says by which decision."""

    id: int
    file: FileRef
    original_digest: str
    pages: int
    is_signed: bool
    stored_at: datetime
    retention: str = ""
    keep_until: date | None = None
    destroyed_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """That a holder has a file: for which component, as what. No name of the file: those are full of people's names.

    `holder` is the key of a stream or of a row (`dossier/12`, `draft/7`); `component` the key of the component it
    belongs to, empty for the whole; `kind` a key of the holder's room, such as `submitted`, `scan` or `result`.
    """

    id: int
    holder: str
    component: str
    kind: str
    file: FileRef
    pages: int
    is_signed: bool
    added_at: datetime
    added_by: str
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """The leave to read one file, or its previews, until an instant, for one reader. Signed; worthless to others."""

    token: str


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that may be read now. `read(start, end)` gives the bytes from `start` up to, not including, `end`.

    `name` is composed by the holder (a component's name, a dossier's code), never what an uploader typed.
    """

    digest: str
    size: int
    media_type: str
    name: str
    read: Callable[[int, int], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store says about one of its keys."""

    key: str
    size: int
    written_at: datetime


class Fault(StrEnum):
    """What a verification finds wrong with a file."""

    MISSING = "missing"
    """There is a row, and no file."""

    CHANGED = "changed"
    """The bytes are not those whose digest names the file."""

    ORPHANED = "orphaned"
    """There is a file, and no row, for longer than an upload can take."""

    LEFT_OVER = "left_over"
    """The file was destroyed by decision, and its bytes are still there."""


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One file that is not as it should be, who holds it, and whether it was put right."""

    fault: Fault
    digest: str
    holders: tuple[str, ...] = ()
    is_repaired: bool = False


@dataclass(frozen=True, slots=True)
class FilesVerified:
    """The outcome of re-hashing everything. `fresh` files have no row yet: an upload may be under way."""

    files: int
    bytes: int
    fresh: int
    findings: tuple[FileFinding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong now."""
        return all(finding.is_repaired for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Spooled:
    """What was handed in, on the disk and not yet examined."""

    path: Path
    digest: str
    size: int
