"""A ZIP file that is made while it is being sent: no file is ever whole in memory, and nothing lies on a disk."""

import zipfile
from datetime import datetime

_OWNER_ONLY = 0o600 << 16


class ZipSink:
    """Where a ZIP file is written: it keeps what was written until it is taken to be sent, and cannot go back."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Takes the next bytes."""
        self._written.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """Everything written since it was taken last."""
        written, self._written = b"".join(self._written), []
        return written


def zip_entry(path: str, *, at: datetime, compression: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """How a file lies in it, for its owner only. Pictures and PDFs are small already: packing them again takes time."""
    entry = zipfile.ZipInfo(path, at.timetuple()[:6])
    entry.external_attr, entry.compress_type = _OWNER_ONLY, compression
    return entry
