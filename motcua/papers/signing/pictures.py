"""The picture of a seal or of a signature by hand: read from the file that `signing.yaml` names, and looked at.

It is laid over a paper that is signed, so what would hide the paper's words, or show nothing, is not taken.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from motcua.kernel.types import Refusal
from motcua.papers import press
from motcua.papers.signing.types import Picture, Shows, SigningError

_MOST_BYTES = 2_000_000
_LEAST_SIDE, _MOST_SIDE = 80, 4_000
"""How many dots wide and high a picture is at least and at most."""
_KEPT_SIDE = 800
"""It is embedded with each signature; a seal of 36 mm has more than 500 dots to the inch with so many."""
_SEEN = 48
"""How opaque a dot is, of 255, from which on it is part of the picture."""
_LEAST_CLEAR, _LEAST_SEEN = 0.15, 0.002
"""Which part of a picture lets the paper show through, and which part can be seen, at least. The corners around a
round seal are a fifth of its square.
"""
_CLEARLY = 30
"""By how much, of 255, one colour outweighs the others in a picture that is red or blue."""
_SAMPLE_DOTS_TO_THE_INCH = 300
_SAMPLE_MILLIMETRES = 36


@dataclass(frozen=True, slots=True)
class Read:
    """A picture that can be used. `is_right_colour`: a seal is red, a signature is blue."""

    picture: Picture
    is_right_colour: bool


def read(path: Path, *, key: str, shows: Shows, millimetres: float) -> Read:
    """The picture in a file, cut to what can be seen of it. `millimetres`: how wide that is in truth.

    Raises SigningError: `picture_missing`, `picture_not_png`, `picture_too_large`, `picture_wrong_size`,
    `picture_not_transparent`, `picture_empty`.
    """
    whole = _opened(path, key)
    if whole.mode not in ("RGBA", "LA", "PA") and "transparency" not in whole.info:
        raise _wrong("picture_not_transparent", key, path)
    dots = whole.convert("RGBA")
    seen = dots.getchannel("A").point(lambda opacity: 255 if opacity >= _SEEN else 0)
    share = seen.histogram()[255] / (seen.width * seen.height)
    edges = seen.getbbox()
    if edges is None or share < _LEAST_SEEN:
        raise _wrong("picture_empty", key, path)
    if share > 1 - _LEAST_CLEAR:
        raise _wrong("picture_not_transparent", key, path)
    cut = dots.crop(edges)
    cut.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    clear = Image.new("RGBA", cut.size)
    clear.paste(cut, mask=cut.getchannel("A").point(lambda opacity: 255 if opacity else 0))
    return Read(Picture(shows, clear, millimetres), _is_coloured(dots, seen, shows))


def sample(shows: Shows, bearer: str) -> Picture:
    """A picture for the demonstration, drawn here; it says that it is a sample."""
    content = {"shows": shows.value, "bearer": bearer}
    (png,) = press.png("sample_picture", content, dots_to_the_inch=_SAMPLE_DOTS_TO_THE_INCH)
    return _drawn(shows, png)


@lru_cache(maxsize=64)
def _drawn(shows: Shows, png: bytes) -> Picture:
    picture = Image.open(BytesIO(png)).convert("RGBA")
    return Picture(shows, picture.crop(picture.getbbox()), _SAMPLE_MILLIMETRES if shows is Shows.SEAL else 0)


def _opened(path: Path, key: str) -> Image.Image:
    """The picture with all its dots. Its size is looked at first: a small file may unpack to a huge picture."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _wrong("picture_missing", key, path) from error
    if len(content) > _MOST_BYTES:
        raise _wrong("picture_too_large", key, path, most=_MOST_BYTES // 1_000_000)
    try:
        picture = Image.open(BytesIO(content), formats=["PNG"])
        sides = picture.size
        if min(sides) < _LEAST_SIDE or max(sides) > _MOST_SIDE:
            raise _wrong("picture_wrong_size", key, path, least=_LEAST_SIDE, most=_MOST_SIDE)
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _wrong("picture_not_png", key, path) from error
    return picture


def _is_coloured(dots: Image.Image, seen: Image.Image, shows: Shows) -> bool:
    red, green, blue = (channel.histogram(seen) for channel in dots.split()[:3])
    means = [sum(value * count for value, count in enumerate(one)) / max(sum(one), 1) for one in (red, green, blue)]
    if shows is Shows.SEAL:
        return means[0] > max(means[1:]) + _CLEARLY
    return means[2] > max(means[:2]) + _CLEARLY


def _wrong(code: str, key: str, path: Path, **values: int) -> SigningError:
    return SigningError(Refusal(code, {"key": key, "file": path.name, **values}), is_permanent=True)
