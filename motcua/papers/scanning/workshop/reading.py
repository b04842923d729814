"""Reading pages with Tesseract: which way up they stand, what they say, and the page with its words laid under it."""

import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from motcua.papers.store.objections import NotAcceptableError, Objection

_TURN = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)
_LEAST_CONFIDENCE = 2.0
_TURNING_SIDE = 2000


def turn_of(page: Image.Image, *, tesseract: str, folder: Path, seconds: float) -> int:
    """By how many degrees, clockwise, the page must be turned for its text to stand upright; 0 where nobody can say."""
    small = page.convert("L")
    small.thumbnail((_TURNING_SIDE, _TURNING_SIDE), Image.Resampling.LANCZOS)
    path = folder / "turning.png"
    small.save(path)
    said = _run([tesseract, str(path), "-", "--psm", "0"], folder=folder, seconds=seconds)
    turn, confidence = _TURN.search(said.stdout), _CONFIDENCE.search(said.stdout)
    if said.returncode or turn is None or confidence is None or float(confidence[1]) < _LEAST_CONFIDENCE:
        return 0
    return int(turn[1]) % 360


def read(
    picture: Path, *, dots: float, output: Path, languages: str, tesseract: str, folder: Path, seconds: float
) -> str:
    """The text of a page; `output` becomes a PDF of the same picture, untouched, with its words under it.

    Not acceptable: the reader broke down over it.
    """
    stem = output.with_suffix("")
    command = [tesseract, str(picture), str(stem), "-l", languages, "--dpi", str(round(dots)), "pdf", "txt"]
    if _run(command, folder=folder, seconds=seconds).returncode or not output.exists():
        raise NotAcceptableError(Objection.TOO_DEMANDING)
    return stem.with_suffix(".txt").read_text(encoding="utf-8", errors="replace").replace("\f", "").strip()


def archived(pdf: Path, *, output: Path, tesseract: str, languages: str, folder: Path, seconds: float) -> bool:
    """Whether OCRmyPDF made a PDF/A of it, page for page the same; then `output` is that."""
    command = [sys.executable, "-P", "-m", "ocrmypdf", "--mode", "skip", "--output-type", "auto", "--optimize", "0"]
    command += ["--tesseract-timeout", "0", "--jobs", "1", "--quiet", "--language", languages, str(pdf), str(output)]
    path = os.pathsep.join([str(Path(tesseract).parent), os.defpath])
    return not _run(command, folder=folder, seconds=seconds, path=path).returncode and output.exists()


def _run(
    command: list[str], *, folder: Path, seconds: float, path: str = os.defpath
) -> "subprocess.CompletedProcess[str]":
    """A program on its own core, its drafts where they are cleared away. Not acceptable: it takes too long."""
    environment = {"PATH": path, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder), "HOME": str(folder)}
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    try:
        return subprocess.run(  # noqa: S603 - our own command; the files it names are ours
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            env=environment,
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotAcceptableError(Objection.TOO_DEMANDING) from error
