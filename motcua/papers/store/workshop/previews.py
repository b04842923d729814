"""Small pictures of pages, for looking at. Never what is kept, signed or handed out."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.types import MediaType
from motcua.papers.store.workshop import pictures

_QUALITY = 82
_TALLEST = 3
"""A preview is at most this many times as high as wide: a strip of paper a kilometre long is cut down to it."""


def draw(path: Path, kind: MediaType, *, page: int, width: int, output: Path, limits: Limits) -> None:
    """Draws one page (from 1) as JPEG of that width, upright. Not acceptable: no such page, nothing to be drawn."""
    picture = (
        _page_of_pdf(path, page=page, width=width)
        if kind is MediaType.PDF
        else _page_of_picture(path, kind, page=page, limits=limits)
    )
    picture.thumbnail((width, width * _TALLEST), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", picture.size, "white")
    with_holes = picture.convert("RGBA")
    flat.paste(with_holes, mask=with_holes.getchannel("A"))
    flat.save(output, "JPEG", quality=_QUALITY, optimize=True)


def _page_of_pdf(path: Path, *, page: int, width: int) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(path)
        if not 1 <= page <= len(document):
            raise NotAcceptableError(Objection.WITHOUT_PREVIEW)
        sheet = document[page - 1]
        broad, high = sheet.get_size()
        scale = min(width / max(broad, 1), width * _TALLEST / max(high, 1))
        drawn: Image.Image = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise NotAcceptableError(Objection.WITHOUT_PREVIEW) from error
    return drawn


def _page_of_picture(path: Path, kind: MediaType, *, page: int, limits: Limits) -> Image.Image:
    picture = pictures.opened(path, kind, limits=limits)
    try:
        picture.seek(page - 1)
    except (EOFError, ValueError) as error:
        raise NotAcceptableError(Objection.WITHOUT_PREVIEW) from error
    pictures.must_be_small_enough(picture.width * picture.height, limits=limits)
    return ImageOps.exif_transpose(picture)
