"""Photos of one paper, bound into one PDF: upright, no larger than reading needs, in their own colours."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pi_heif
import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageOps

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.photos import PHOTO_EXTENSIONS, photo_formats
from motcua.papers.store.workshop import kinds, pictures

_A4_POINTS = (595.28, 841.89)
_COLOURS = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}


def bind(photos: Sequence[Mapping[str, Any]], output: Path, *, limits: Limits) -> int:
    """Writes them into `output` in their order, a page each; how many there are. The same photos give the same bytes.

    Not acceptable: one that is no photo, damaged or too large; `photo` says which (from 1).
    """
    pi_heif.register_heif_opener()
    with pikepdf.new() as pdf:
        for number, photo in enumerate(photos, start=1):
            with _said_of(number):
                _add_page(pdf, _upright(photo, limits=limits), limits=limits)
        pdf.save(output, deterministic_id=True)
        return len(pdf.pages)


@contextmanager
def _said_of(number: int) -> Iterator[None]:
    try:
        yield
    except NotAcceptableError as error:
        error.values["photo"] = number
        raise


def _upright(photo: Mapping[str, Any], *, limits: Limits) -> Image.Image:
    path, claimed = Path(photo["path"]), photo["extension"]
    with path.open("rb") as file:
        formats = photo_formats(file.read(16))
    if not formats or (claimed and claimed not in PHOTO_EXTENSIONS):
        kinds.must_fit(kinds.kind_of(path), claimed)
        raise NotAcceptableError(Objection.DAMAGED)
    edge = (limits.photo_edge, limits.photo_edge)
    with pictures.opened_as(path, formats, limits=limits) as picture:
        try:
            picture.draft(None, edge)  # a JPEG is then unpacked no larger than is needed
            upright = _plain(ImageOps.exif_transpose(picture))
        except pictures.BROKEN as error:
            raise NotAcceptableError(Objection.DAMAGED) from error
    upright.thumbnail(edge, Image.Resampling.LANCZOS)
    return upright.rotate(-photo["turned"], expand=True) if photo["turned"] else upright


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or in colours as it is, on white paper."""
    if picture.mode in _COLOURS:
        return picture
    if picture.mode in {"1", "I;16"}:
        return picture.convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    flat = Image.new("RGB", picture.size, "white")
    with_holes = picture.convert("RGBA")
    flat.paste(with_holes, mask=with_holes.getchannel("A"))
    return flat


def _add_page(pdf: Pdf, picture: Image.Image, *, limits: Limits) -> None:
    packed = BytesIO()
    picture.save(packed, "JPEG", quality=limits.photo_quality, optimize=True)
    drawn = pdf.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=_COLOURS[picture.mode],
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    broad, high = _A4_POINTS if picture.height >= picture.width else _A4_POINTS[::-1]
    scale = min(broad / picture.width, high / picture.height)
    across, up = picture.width * scale, picture.height * scale
    page = pdf.add_blank_page(page_size=(broad, high))
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=drawn))
    left, below = (broad - across) / 2, (high - up) / 2
    page.obj.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {up:.2f} {left:.2f} {below:.2f} cm /Photo Do Q".encode())
