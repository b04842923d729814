"""Asking a virus scanner, ClamAV's `clamd`, where the house has one (`MOTCUA_CLAMD`)."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from motcua.kernel.types import Refusal, Refused
from motcua.papers.store.places import ScannerPlace, scanner_of
from motcua.papers.store.stores.port import CHUNK_BYTES

_SECONDS = 30.0
_LONGEST_ANSWER = 4096


def must_be_clean(path: Path) -> None:
    """Refused: `file_infected`; `file_check_unavailable` when the scanner does not answer, or answers something else.

    Without a scanner nothing is asked.
    """
    place = scanner_of(settings.SCANNER_URL)
    if place is None:
        return
    try:
        answer = _asked(place, path)
    except OSError as error:
        raise Refused(Refusal("file_check_unavailable")) from error
    if answer.endswith(" FOUND"):
        raise Refused(Refusal("file_infected", {"found": answer.removesuffix(" FOUND").rpartition(": ")[2]}))
    if not answer.endswith(": OK"):
        raise Refused(Refusal("file_check_unavailable"))


def scanner_trouble() -> str:
    """Why the scanner cannot be asked; empty when it can, or when the house has none."""
    place = scanner_of(settings.SCANNER_URL)
    if place is None:
        return ""
    try:
        with _reached(place) as line:
            line.sendall(b"zPING\0")
            answer = _answer(line)
    except OSError as error:
        return str(error)
    return "" if answer == "PONG" else answer


def _asked(place: ScannerPlace, path: Path) -> str:
    with _reached(place) as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while piece := file.read(CHUNK_BYTES):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        return _answer(line)


@contextmanager
def _reached(place: ScannerPlace) -> Iterator[socket.socket]:
    if place.socket:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_SECONDS)
            line.connect(place.socket)
            yield line
    else:
        with socket.create_connection((place.host, place.port), timeout=_SECONDS) as line:
            yield line


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace")
