"""The pages of what was handed in, one at a time, each as a picture and its dots per inch."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.types import PICTURES, MediaType
from motcua.papers.store.workshop import kinds, pictures

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError)
_LEAST_TOLD = 100
_MOST_TOLD = 1200
_POINTS = 72
_MOST_INCHES = 47.0
"""Cameras write 72 into every photo, which says nothing. A page of a PDF may be as large as A0, not larger."""


def page(path: Path, number: int, *, dots_per_inch: int, limits: Limits) -> tuple[Image.Image, float]:
    """One page (from 1), upright as its camera held it, in colour on white, and how many of its dots make an inch; 0
    where it does not say.
    """
    kind = kinds.kind_of(path)
    if kind is MediaType.PDF:
        return _of_pdf(path, number, dots_per_inch=dots_per_inch), float(dots_per_inch)
    if kind not in PICTURES:
        raise NotAcceptableError(Objection.TYPE_UNKNOWN, {"found": kind})
    picture = pictures.opened(path, kind, limits=limits)
    try:
        picture.seek(number - 1)
        pictures.must_be_small_enough(picture.width * picture.height, limits=limits)
        told = _told(picture)
        upright = ImageOps.exif_transpose(picture)
        flat = on_white(upright)
    except _BROKEN as error:
        raise NotAcceptableError(Objection.DAMAGED) from error
    return flat, told


def on_white(picture: Image.Image) -> Image.Image:
    """The picture in colour; what was see-through is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        flat = Image.new("RGB", seen.size, "white")
        flat.paste(seen, mask=seen.getchannel("A"))
        return flat
    if picture.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are what can be seen.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return picture.convert("RGB")


def _told(picture: Image.Image) -> float:
    dots = picture.info.get("dpi", (0, 0))[0]
    return float(dots) if _LEAST_TOLD <= dots <= _MOST_TOLD else 0.0


def _of_pdf(path: Path, number: int, *, dots_per_inch: int) -> Image.Image:
    try:
        with pypdfium2.PdfDocument(path) as document:
            sheet = document[number - 1]
            if max(sheet.get_size()) > _MOST_INCHES * _POINTS:
                raise NotAcceptableError(Objection.TOO_DEMANDING)
            drawn: Image.Image = sheet.render(scale=dots_per_inch / _POINTS, may_draw_forms=False).to_pil()
            return drawn.convert("RGB")
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise NotAcceptableError(Objection.DAMAGED) from error
