"""A file as the answer to a request: whole or in part, safe to look at, and called by its name in any language.

The view has made sure that the viewer may see it, and says to `accounts` that personal data was read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Protocol
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "text/plain"})
"""What a browser may show by itself; everything else is handed over to be saved."""
_RANGE = re.compile(r"bytes=(?:(\d+)-(\d*)|-(\d+))")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
# Browsers' own viewers of PDFs do not work in a sandbox; scripts were taken out before the file was kept.
_SANDBOX = "; sandbox"
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"\\/]+')


class Servable(Protocol):
    """A file that may be read now; `read(start, end)` gives the bytes up to, not including, `end`."""

    @property
    def digest(self) -> str:
        """Names the content: another content has another one."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    @property
    def media_type(self) -> str:
        """What it is."""

    @property
    def name(self) -> str:
        """What it is called when it is saved."""

    @property
    def read(self) -> Callable[[int, int], Iterator[bytes]]:
        """The bytes, piece by piece."""


def file_response(request: HttpRequest, file: Servable, *, download: bool = False) -> HttpResponseBase:
    """The file: 200, 206 for one range, 304 when the browser has it, 416 for a range behind its end.

    Several ranges in one request are answered with the whole, as the protocol allows.
    """
    tag = f'"{file.digest}"'
    if tag in _tags(request.headers.get("If-None-Match", "")):
        return _headed(HttpResponse(status=HTTPStatus.NOT_MODIFIED), file, tag=tag, download=download)
    wanted = _span(request, size=file.size, tag=tag)
    if wanted == ():
        none = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        none["Content-Range"] = f"bytes */{file.size}"
        return _headed(none, file, tag=tag, download=download)
    start, end = wanted or (0, file.size)
    media_type = str(file.media_type)  # a server takes plain text only, and a member of an enum is none to it
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(file.read(start, end), content_type=media_type)
    if wanted:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    response["Content-Length"] = str(end - start)
    return _headed(response, file, tag=tag, download=download)


def sent_while_made(pieces: Iterable[bytes], *, name: str, content_type: str) -> StreamingHttpResponse:
    """A file to be saved that is made while it is sent, so nobody knows how long it will be; kept by no browser."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = disposition(name, download=True)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def disposition(name: str, *, download: bool) -> str:
    """The header that says whether a file is shown or saved, and under which name: plain letters, then all of them."""
    safe = _UNSAFE_IN_NAMES.sub("_", name).strip() or "file"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    kind = "attachment" if download else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _headed(response: HttpResponseBase, file: Servable, *, tag: str, download: bool) -> HttpResponseBase:
    shown = file.media_type in INLINE and not download
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    # People share the machines of an office: nothing of somebody's papers stays on the disk of a browser.
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = disposition(file.name, download=not shown)
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = _POLICY if file.media_type == "application/pdf" else _POLICY + _SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _tags(header: str) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


def _span(request: HttpRequest, *, size: int, tag: str) -> tuple[int, int] | tuple[()] | None:
    """The range that is wanted; empty when it lies behind the end; None for the whole file."""
    if "If-Range" in request.headers and request.headers["If-Range"] != tag:
        return None
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or request.method not in {"GET", "HEAD"}:
        return None
    first, last, tail = found.groups()
    if tail is not None:
        return (max(size - int(tail), 0), size) if int(tail) and size else ()
    start = int(first)
    end = min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    return (start, end) if start < size else ()


def printed(pdf: bytes, name: str) -> HttpResponse:
    """A sheet drawn for this request, as PDF: a browser shows it; whoever saves it saves it under that name."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
