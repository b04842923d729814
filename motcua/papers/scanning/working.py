"""Sends pages into the workshop and brings them back. Everything lies in files beside each other, in a folder of one's
own, which is where drafts are made too.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from motcua.kernel.types import Refusal, Refused
from motcua.papers.scanning.limits import ScanLimits, scan_limits_on
from motcua.papers.store import workbench
from motcua.papers.store.limits import limits_on

_WORKSHOP = "motcua.papers.scanning.workshop"
_GRACE_SECONDS = 10.0
_PROGRAM = "tesseract"
_ARCHIVER = "ocrmypdf"


@dataclass(frozen=True, slots=True)
class Reader:
    """The program that reads pages, and whether what it read can be made a PDF/A."""

    program: str
    is_archival: bool


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one page. A separator leaves nothing behind."""

    is_separator: bool
    is_blank: bool


def reader(on: date) -> Reader:
    """Who reads pages here. Refused: `reading_not_installed`, `reading_without_language`."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise Refused(Refusal("reading_not_installed"))
    missing = sorted(set(scan_limits_on(on).languages.split("+")) - _languages(program))
    if missing:
        raise Refused(Refusal("reading_without_language", {"languages": tuple(missing)}))
    return Reader(program, importlib.util.find_spec(_ARCHIVER) is not None)


def reader_if_any(on: date) -> Reader | None:
    """As `reader`; None where it refuses."""
    return reader(on) if reading_trouble(on) is None else None


def reading_trouble(on: date) -> Refusal | None:
    """Why pages cannot be read here; None when they can."""
    try:
        reader(on)
    except Refused as refused:
        return refused.refusal
    return None


def clean(path: Path, *, page: int, output: Path, on: date) -> Cleaned:
    """One page (from 1) of a picture or a PDF, cleaned, as JPEG into `output`; upright by its text where text can be
    read here.
    """
    limits, reads = scan_limits_on(on), reader_if_any(on)
    job = {
        "task": "clean",
        "page": page,
        "output": str(output),
        "dots_per_inch": limits.dots_per_inch,
        "most_dots_per_inch": limits.most_dots_per_inch,
        "jpeg_quality": limits.jpeg_quality,
        "tesseract": reads.program if reads is not None else "",
    }
    answer = _done(path, job, on=on)
    return Cleaned(is_separator=answer["is_separator"], is_blank=answer["is_blank"])


def turn(path: Path, *, degrees: int, output: Path, on: date) -> None:
    """A cleaned page turned clockwise by 90, 180 or 270 degrees, into `output`."""
    quality = scan_limits_on(on).jpeg_quality
    _done(path, {"task": "turn", "degrees": degrees, "output": str(output), "jpeg_quality": quality}, on=on)


def read(path: Path, *, output: Path, on: date) -> str:
    """The text of a cleaned page; `output` becomes a PDF of it with the words under the picture. Refused: `reader`."""
    reads = reader(on)
    job = {
        "task": "read",
        "output": str(output),
        "languages": scan_limits_on(on).languages,
        "tesseract": reads.program,
    }
    return str(_done(path, job, on=on)["text"])


def bind(pages: Sequence[Path], *, output: Path, on: date) -> bool:
    """Cleaned pages (JPEG) and read ones (PDF) as one PDF; whether it is a PDF/A."""
    reads = reader_if_any(on)
    job = {
        "task": "bind",
        "pages": [str(page) for page in pages],
        "output": str(output),
        "archival": reads is not None and reads.is_archival,
        "languages": scan_limits_on(on).languages,
        "tesseract": reads.program if reads is not None else "",
    }
    return bool(_done(output.with_name("plain.pdf"), job, on=on)["is_archival"])


def _done(path: Path, job: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    limits: ScanLimits = scan_limits_on(on)
    whole = {
        "path": str(path),
        "limits": asdict(limits_on(on)),
        "most_memory_bytes": limits.most_memory_bytes,
        "most_seconds": limits.most_seconds,
        **job,
    }
    return workbench.done(whole, workshop=_WORKSHOP, longest_seconds=limits.most_seconds + _GRACE_SECONDS)


@cache
def _languages(program: str) -> frozenset[str]:
    listed = subprocess.run(  # noqa: S603 - the program found on the path of the house
        [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
    )
    return frozenset(line.strip() for line in listed.stdout.splitlines()[1:])
