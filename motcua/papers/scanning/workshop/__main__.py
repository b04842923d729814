"""One job: `python -m motcua.papers.scanning.workshop`, JSON in, JSON out."""

import json
import resource
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from motcua.papers.scanning.workshop import binding, cleaning, opening, reading, separators
from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection

_OUTPUT_BYTES = 512 * 1024**2


def main() -> None:
    """Does the job, or says why the picture cannot be taken."""
    job = json.load(sys.stdin)
    memory, seconds = job["most_memory_bytes"], job["most_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_OUTPUT_BYTES, _OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answered(job), sys.stdout)


def answered(job: Mapping[str, Any]) -> dict[str, Any]:
    """What the job brings, or the objection to its file."""
    try:
        return _JOBS[job["task"]](job)
    except NotAcceptableError as error:
        return {"objection": error.objection, "values": error.values}
    except MemoryError:
        return {"objection": Objection.TOO_DEMANDING, "values": {}}


def _clean(job: Mapping[str, Any]) -> dict[str, Any]:
    """One page of what was handed in, cleaned, into a JPEG."""
    picture, dots = opening.page(
        Path(job["path"]), job["page"], dots_per_inch=job["dots_per_inch"], limits=_limits(job)
    )
    page, dots = cleaning.cleaned(picture, dots, most_dots_per_inch=job["most_dots_per_inch"])
    if separators.is_separator(page):
        return {"is_separator": True, "is_blank": False}
    is_blank = cleaning.is_blank(page)
    turned = 0
    if job["tesseract"] and not is_blank:
        turned = reading.turn_of(
            page, tesseract=job["tesseract"], folder=Path(job["path"]).parent, seconds=job["most_seconds"]
        )
    _saved(_turned(page, turned), dots, job)
    return {"is_separator": False, "is_blank": is_blank}


def _turn(job: Mapping[str, Any]) -> dict[str, Any]:
    """A cleaned page turned clockwise by a multiple of 90 degrees."""
    with Image.open(job["path"], formats=["JPEG"]) as picture:
        dots = float(picture.info["dpi"][0])
        _saved(_turned(picture, job["degrees"]), dots, job)
    return {}


def _read(job: Mapping[str, Any]) -> dict[str, Any]:
    """A cleaned page read: its text, and a PDF with the words under the picture."""
    path = Path(job["path"])
    with Image.open(path, formats=["JPEG"]) as picture:
        dots = float(picture.info["dpi"][0])
    text = reading.read(
        path,
        dots=dots,
        output=Path(job["output"]),
        languages=job["languages"],
        tesseract=job["tesseract"],
        folder=path.parent,
        seconds=job["most_seconds"],
    )
    return {"text": text}


def _bind(job: Mapping[str, Any]) -> dict[str, Any]:
    """Pages bound into one PDF; a PDF/A where that can be made."""
    plain, output = Path(job["path"]), Path(job["output"])
    binding.bound([Path(page) for page in job["pages"]], output=plain)
    is_archival = job["archival"] and reading.archived(
        plain,
        output=output,
        tesseract=job["tesseract"],
        languages=job["languages"],
        folder=plain.parent,
        seconds=job["most_seconds"],
    )
    if not is_archival:
        plain.replace(output)
    return {"is_archival": is_archival}


def _turned(page: Image.Image, degrees: int) -> Image.Image:
    quarter = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }
    return page.transpose(quarter[degrees % 360]) if degrees % 360 else page


def _saved(page: Image.Image, dots: float, job: Mapping[str, Any]) -> None:
    whole = round(dots)
    page.save(job["output"], "JPEG", quality=job["jpeg_quality"], dpi=(whole, whole))


def _limits(job: Mapping[str, Any]) -> Limits:
    return Limits(**(job["limits"] | {"since": date.fromisoformat(job["limits"]["since"])}))


_JOBS = {"clean": _clean, "turn": _turn, "read": _read, "bind": _bind}

if __name__ == "__main__":
    main()
