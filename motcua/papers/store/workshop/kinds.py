"""What a file is, by its content."""

import zipfile
from importlib import import_module
from pathlib import Path

from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.types import EXTENSIONS, MediaType
from motcua.papers.store.workshop import office, texts

_HEAD_BYTES = 64
_BEGINNINGS = (
    (b"%PDF-", MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
)
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


def kind_of(path: Path) -> MediaType:
    """The kind. Not acceptable: a kind the house does not take, with what it seems to be."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(_ZIP):
        found = office.kind_of(path)
        if found is not None:
            return found
    if head.startswith(_OLD_OFFICE):
        raise NotAcceptableError(Objection.OLD_OFFICE)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise NotAcceptableError(Objection.HEIC)
    return texts.kind_of(path) or _unknown(path)


def must_fit(kind: MediaType, extension: str) -> None:
    """Not acceptable: a name that claims another kind than the content has. A name without an ending claims nothing."""
    if extension and extension not in EXTENSIONS[kind]:
        raise NotAcceptableError(Objection.TYPE_DIFFERS, {"claimed": extension, "found": kind.extension})


def _unknown(path: Path) -> MediaType:
    puremagic = import_module("puremagic")  # its tables take longer to read than most files
    try:
        guess = puremagic.from_file(path).removeprefix(".")
    except (puremagic.PureError, ValueError, zipfile.BadZipFile):
        guess = ""
    raise NotAcceptableError(Objection.TYPE_UNKNOWN, {"found": guess or "?"})
