"""A file that is only compared: its digest is taken while it comes in, and not a byte of it is kept."""

from hashlib import sha256
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_BYTES = 50 * 1024 * 1024
"""The largest file that is compared; results are far smaller."""
_FORM_AROUND_IT = 64 * 1024


class DigestedFile(UploadedFile):
    """What is left of an upload: its digest and its size."""

    def __init__(self, digest: str, size: int, name: str) -> None:
        super().__init__(BytesIO(), name=name, size=size)
        self.digest = digest


class DigestOnly(FileUploadHandler):
    """Takes the SHA-256 of what comes in, piece by piece, and lets the pieces go."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """A file begins."""
        super().new_file(*arguments, **named)
        self._digest = sha256()
        self._bytes = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """One piece: counted, digested, forgotten."""
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES:
            raise StopUpload(connection_reset=False)
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> DigestedFile:
        """The file has come in whole."""
        return DigestedFile(self._digest.hexdigest(), file_size, self.file_name or "")


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request announces more than is compared; it is then not read at all."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    return announced.isdigit() and int(announced) > MOST_BYTES + _FORM_AROUND_IT
