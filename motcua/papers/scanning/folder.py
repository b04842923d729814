"""The scanner folder: where a scanner of the office puts what it scanned, and from where an officer takes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.kernel.clock import LOCAL_ZONE, inward
from motcua.kernel.home import Home
from motcua.kernel.types import Refusal, Refused
from motcua.papers.store.types import EXTENSIONS, PICTURES, MediaType

_TAKEN = "taken"
_STILL = timedelta(seconds=5)
"""A file that was written to a moment ago may not be whole yet."""
_SHOWN = 50
_ENDINGS = frozenset(f".{ending}" for kind in (*PICTURES, MediaType.PDF) for ending in EXTENSIONS[kind])


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that lies in a scanner folder, with its size in bytes and when it came."""

    name: str
    size: int
    came_at: datetime


def scans(*, desk: str = "", at: datetime) -> tuple[Scan, ...]:
    """What lies ready for a desk, the latest first: in the folder of that desk, where it has one, else in that of the
    house.
    """
    folder = _folder(desk)
    if not folder.is_dir():
        return ()
    found = []
    for path in folder.iterdir():
        if path.is_symlink() or not path.is_file() or path.suffix.lower() not in _ENDINGS:
            continue
        status = path.stat()
        came_at = inward(datetime.fromtimestamp(status.st_mtime, tz=LOCAL_ZONE))
        if status.st_size and came_at <= at - _STILL:
            found.append(Scan(path.name, status.st_size, came_at))
    return tuple(sorted(found, key=lambda scan: (scan.came_at, scan.name), reverse=True)[:_SHOWN])


def scan(name: str, *, desk: str = "", at: datetime) -> Path:
    """Where a scan lies that `scans` tells of. Refused: `scan_gone`."""
    if name not in {one.name for one in scans(desk=desk, at=at)}:
        raise Refused(Refusal("scan_gone"))
    return _folder(desk) / name


def move_aside(name: str, *, desk: str = "", at: datetime) -> None:
    """Puts a scan that was taken where `scans` does not look. Refused: `scan_gone`."""
    path = scan(name, desk=desk, at=at)
    aside = path.parent / _TAKEN
    aside.mkdir(mode=0o700, exist_ok=True)
    path.replace(aside / f"{at:%Y%m%d-%H%M%S}-{name}")


def _folder(desk: str) -> Path:
    above = Home(settings.HOME).scanner
    # The key of a desk is the house's own word, but it becomes part of a path here.
    own = above / desk if desk and Path(desk).name == desk and desk not in {".", "..", _TAKEN} else above
    return own if own.is_dir() else above
