"""What a reader sees of a signature: its template filled in and drawn by the press, and the picture of its key.

The fonts are embedded by the press, so that the Vietnamese letters are right on every machine.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from motcua.kernel.types import Refusal, Refused
from motcua.papers import press
from motcua.papers.signing.placing import Across, Arrangement, Corners, Place, Spot
from motcua.papers.signing.types import Beside, Picture, Shows, Stamp, Subject

_TEMPLATES = Path(__file__).with_name("stamps.yaml")
_FIELD = re.compile(r"\{(\w+)\}")
_PICTURE = "/Picture"
"""What the picture is called in the drawing; a later signature finds by it that this one shows a picture."""
_ROOM = 3
"""Points between a picture and the edge of its place."""
_BESIDE = 0.4
"""How much of a stamp's width a picture takes at most that stands beside the words."""
_LARGEST, _LARGEST_CAPTION = 10.0, 6.5
"""How large the letters are at most, in points: alone, and under a picture."""


@dataclass(frozen=True, slots=True)
class _Template:
    """One way to show a signature. `lines` stand alone or beside a picture, `caption` where it has its own place."""

    title: str
    framed: bool
    red: bool
    centred: bool
    shows: Shows
    lines: tuple[tuple[str, bool], ...]
    caption: tuple[tuple[str, bool], ...]
    arrangement: Arrangement | None


def templates() -> tuple[str, ...]:
    """The names of all templates."""
    return tuple(_templates())


def picture_for(stamp: Stamp, picture: Picture | None) -> Picture | None:
    """The picture of a key where the stamp shows that kind of picture, else None.

    Raises Refused: `stamp_template_unknown`.
    """
    return picture if picture is not None and picture.shows is _template(stamp).shows else None


def arrangement_of(stamp: Stamp) -> Arrangement | None:
    """Where the stamp's template has the picture and its words by an anchor; None: the picture is beside the words.

    Raises Refused: `stamp_template_unknown`.
    """
    return _template(stamp).arrangement


def style(
    stamp: Stamp, *, signer: Subject, at: datetime, is_sample: bool, place: Place, picture: Picture | None
) -> "DrawnStyle":
    """The stamp of one signature in its place. Raises Refused: `stamp_template_unknown`."""
    values = {
        "name": signer.name,
        "capacity": stamp.capacity,
        "title": stamp.title,
        "agency": stamp.agency or signer.organisation,
        "number": stamp.number,
        "reason": stamp.reason,
        "at": f"{at:%d/%m/%Y %H:%M}",
    }
    template = _template(stamp)
    lines = template.lines if place.words is None else template.caption
    return DrawnStyle(
        border_width=0,
        template=stamp.template,
        lines=tuple((_filled(text, values), strong) for text, strong in lines if _says_something(text, values)),
        is_sample=is_sample,
        picture=picture,
        place=place,
        at=at,
    )


def shows_picture(field: Any) -> bool:
    """Whether the field of a signature that was made shows a picture that was drawn here."""
    try:
        return _PICTURE in field["/AP"]["/N"]["/Resources"]["/XObject"]
    except (KeyError, TypeError):
        return False


def title(stamp: Stamp) -> str:
    """What a reader who cannot see is told of the signature's field."""
    return _templates()[stamp.template].title if stamp.template in _templates() else stamp.role


def _says_something(text: str, values: dict[str, str]) -> bool:
    names = _FIELD.findall(text)
    return not names or any(values[name] for name in names)


def _filled(text: str, values: dict[str, str]) -> str:
    return _FIELD.sub(lambda found: values[found[1]], text).strip()


def _template(stamp: Stamp) -> _Template:
    try:
        return _templates()[stamp.template]
    except KeyError:
        raise Refused(Refusal("stamp_template_unknown", {"template": stamp.template})) from None


@dataclass(frozen=True)
class DrawnStyle(BaseStampStyle):
    """The signing library's name for a stamp whose content is known and whose box is not."""

    template: str = ""
    lines: tuple[tuple[str, bool], ...] = ()
    is_sample: bool = False
    picture: Picture | None = None
    place: Place = field(default_factory=lambda: Place(0, (0, 0, 0, 0)))
    at: datetime = datetime(1, 1, 1)

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict[str, Any]
    ) -> "_DrawnStamp":
        """The stamp in its box."""
        return _DrawnStamp(writer=writer, style=self, box=box)


class _DrawnStamp(BaseStamp):
    """A picture, and the words beside it or in a place of their own."""

    style: DrawnStyle

    def render(self) -> bytes:
        """What draws it."""
        whole = (0.0, 0.0, float(self.box.width), float(self.box.height))
        place, picture = self.style.place, self.style.picture
        if picture is None or place.picture is not None:
            aside = 0.0
        else:
            aside = min(whole[2] * _BESIDE, (whole[3] - 2 * _ROOM) * picture.image.width / picture.image.height)
        parts = [b"q"]
        if picture is not None:
            beside = (_ROOM, _ROOM, _ROOM + aside, whole[3] - _ROOM)
            parts.append(self._painted(picture, place.picture or beside))
        return b" ".join([*parts, self._words(aside, place.words or whole), b"Q"])

    def _painted(self, picture: Picture, room: Corners) -> bytes:
        """The picture, as large as its room allows, in its own proportions."""
        assert self.writer is not None  # noqa: S101 - the library sets it before it asks
        image, (left, bottom, right, top) = picture.image, room
        scale = min((right - left) / image.width, (top - bottom) / image.height)
        width, height = image.width * scale, image.height * scale
        corner = (left + right - width) / 2, (bottom + top - height) / 2
        embedded = PdfImage(image, writer=self.writer)
        self.set_resource(content.ResourceType.XOBJECT, pdf_name(_PICTURE), embedded.image_ref)
        return b"q %.3f 0 0 %.3f %.3f %.3f cm %s Do Q" % (width, height, *corner, _PICTURE.encode())

    def _words(self, aside: float, room: Corners) -> bytes:
        assert self.writer is not None  # noqa: S101 - the library sets it before it asks
        left, bottom, right, top = room
        sizes = (right - left, top - bottom, aside + _ROOM if aside else 0.0)
        is_caption = self.style.place.words is not None
        page = _pressed(
            self.style.template, self.style.lines, self.style.is_sample, self.style.at, sizes, is_caption=is_caption
        )
        words = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(page)), page_ix=0)
        self.set_resource(content.ResourceType.XOBJECT, pdf_name("/Words"), words)
        return b"q 1 0 0 1 %.3f %.3f cm /Words Do Q" % (left, bottom)


@lru_cache(maxsize=64)
def _pressed(
    template: str,
    lines: tuple[tuple[str, bool], ...],
    is_sample: bool,
    at: datetime,
    sizes: tuple[float, float, float],
    *,
    is_caption: bool,
) -> bytes:
    """The words as a page of the stamp's size. In bulk the same words come again and again."""
    form = _templates()[template]
    width, height, aside = sizes
    written = {
        "title": form.title,
        "framed": form.framed,
        "red": form.red,
        "centred": form.centred or is_caption,
        "largest": _LARGEST_CAPTION if is_caption else _LARGEST,
        "sample": is_sample,
        "lines": [{"text": text, "strong": strong} for text, strong in lines],
        "width": width,
        "height": height,
        "aside": aside,
    }
    return press.pdf("signature_stamp", written, at=at)


@cache
def _templates() -> dict[str, _Template]:
    written = yaml.safe_load(_TEMPLATES.read_text(encoding="utf-8"))
    return {
        name: _Template(
            **{key: form[key] for key in ("title", "framed", "red", "centred")},
            shows=Shows(form["shows"]),
            lines=_lines(form["lines"]),
            caption=_lines(form.get("caption", ())),
            arrangement=_arrangement(form.get("arrangement")),
        )
        for name, form in written.items()
    }


def _lines(written: list[dict[str, Any]]) -> tuple[tuple[str, bool], ...]:
    return tuple((line["text"], bool(line.get("strong"))) for line in written)


def _arrangement(written: dict[str, dict[str, Any]] | None) -> Arrangement | None:
    if written is None:
        return None
    picture, words = (
        Spot(**{**written[part], "beside": Beside(written[part]["beside"]), "across": Across(written[part]["across"])})
        for part in ("picture", "words")
    )
    return Arrangement(picture, words)
