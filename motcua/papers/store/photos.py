"""Photos as a phone sends them: told by their first bytes, and bound into one PDF rather than kept one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

_HEAD_BYTES = 16
_BEGINNINGS = ((b"\xff\xd8\xff", ("JPEG", "MPO")), (b"\x89PNG\r\n\x1a\n", ("PNG",)))
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
PHOTO_EXTENSIONS = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif"})
"""How names of photos end. Phones and chat programs name one kind as another, and no harm comes of it."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo that was handed in. `turned` is by how many degrees it was turned clockwise, beyond what it says."""

    content: BinaryIO
    name_hint: str
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos of one paper in the order of its pages: together they are one content."""

    pages: Sequence[Photo]


Content = BinaryIO | bytes | Photos
"""What may be handed in for a paper: a file, or photos that become one."""


def photo_formats(head: bytes) -> tuple[str, ...]:
    """Under which names a picture library knows a content that begins so; none where it is no photo."""
    for beginning, formats in _BEGINNINGS:
        if head.startswith(beginning):
            return formats
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ("WEBP",)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return ("HEIF",)
    return ()


def is_photo(content: BinaryIO) -> bool:
    """Whether a content begins as a photo does; it is at its beginning again afterwards."""
    content.seek(0)
    head = content.read(_HEAD_BYTES)
    content.seek(0)
    return bool(photo_formats(head))
