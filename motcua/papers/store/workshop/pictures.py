"""Pictures. How large one is stands in its head, and is looked at before anything is unpacked."""

import warnings
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.types import MediaType

FORMATS = {MediaType.JPEG: ("JPEG", "MPO"), MediaType.PNG: ("PNG",), MediaType.TIFF: ("TIFF",)}
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError)


def opened(path: Path, kind: MediaType, *, limits: Limits) -> Image.Image:
    """The picture, its head read only. Not acceptable: too large, or no picture."""
    return opened_as(path, FORMATS[kind], limits=limits)


def opened_as(path: Path, formats: tuple[str, ...], *, limits: Limits) -> Image.Image:
    """The same for formats by the names of the library."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit is looked at first, and says more
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")
    try:
        picture = Image.open(path, formats=formats)
    except BROKEN as error:
        raise NotAcceptableError(Objection.DAMAGED) from error
    must_be_small_enough(picture.width * picture.height, limits=limits)
    return picture


def must_be_small_enough(pixels: int, *, limits: Limits) -> None:
    """Not acceptable: more pixels than the house unpacks."""
    if pixels > limits.most_pixels:
        values = {"millions": pixels // 10**6, "most_millions": limits.most_pixels // 10**6}
        raise NotAcceptableError(Objection.TOO_MANY_PIXELS, values)


def examine(path: Path, kind: MediaType, *, limits: Limits) -> int:
    """How many pages it has; each is unpacked once, so that half a picture is not taken for a whole."""
    with opened(path, kind, limits=limits) as picture:
        pages = 0
        try:
            # A JPEG of several pictures is one photo with a small copy of itself.
            last = 1 if kind is not MediaType.TIFF else limits.most_pages
            while True:
                picture.seek(pages)
                must_be_small_enough(picture.width * picture.height, limits=limits)
                picture.load()
                pages += 1
                if pages >= last:
                    break
        except EOFError:
            pass
        except BROKEN as error:
            raise NotAcceptableError(Objection.DAMAGED) from error
        if kind is MediaType.TIFF and getattr(picture, "n_frames", 1) > limits.most_pages:
            raise NotAcceptableError(Objection.TOO_MANY_PAGES, {"most": limits.most_pages})
    if not pages:
        raise NotAcceptableError(Objection.DAMAGED)
    return pages
