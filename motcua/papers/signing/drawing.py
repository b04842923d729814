"""What a reader sees of a signature: its template filled in and drawn by the press, with a picture beside or behind.

The fonts are embedded by the press, so that the Vietnamese letters are right on every machine.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from motcua.kernel.types import Refusal, Refused
from motcua.papers import press
from motcua.papers.signing.types import Stamp, Subject

_TEMPLATES = Path(__file__).with_name("stamps.yaml")
_FIELD = re.compile(r"\{(\w+)\}")
_PICTURE = 3
"""Points between a picture and the edge of the stamp."""


@dataclass(frozen=True, slots=True)
class _Template:
    title: str
    framed: bool
    red: bool
    centred: bool
    picture: str
    lines: tuple[tuple[str, bool], ...]


def templates() -> tuple[str, ...]:
    """The names of all templates."""
    return tuple(_templates())


def style(stamp: Stamp, *, signer: Subject, at: datetime, is_sample: bool) -> "DrawnStyle":
    """The stamp of one signature. Raises Refused: `stamp_template_unknown`, `stamp_picture_unreadable`."""
    if stamp.template not in _templates():
        raise Refused(Refusal("stamp_template_unknown", {"template": stamp.template}))
    values = {
        "name": signer.name,
        "capacity": stamp.capacity,
        "title": stamp.title,
        "agency": stamp.agency or signer.organisation,
        "number": stamp.number,
        "reason": stamp.reason,
        "at": f"{at:%d/%m/%Y %H:%M}",
    }
    template = _templates()[stamp.template]
    lines = tuple((_filled(text, values), strong) for text, strong in template.lines if _says_something(text, values))
    return DrawnStyle(
        border_width=0, template=stamp.template, lines=lines, is_sample=is_sample, picture=_picture(stamp.image), at=at
    )


def title(stamp: Stamp) -> str:
    """What a reader who cannot see is told of the signature's field."""
    return _templates()[stamp.template].title if stamp.template in _templates() else stamp.role


def _says_something(text: str, values: dict[str, str]) -> bool:
    names = _FIELD.findall(text)
    return not names or any(values[name] for name in names)


def _filled(text: str, values: dict[str, str]) -> str:
    return _FIELD.sub(lambda found: values[found[1]], text).strip()


def _picture(image: bytes) -> Image.Image | None:
    if not image:
        return None
    try:
        picture = Image.open(BytesIO(image))
        picture.load()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(Refusal("stamp_picture_unreadable")) from error
    return picture


@dataclass(frozen=True)
class DrawnStyle(BaseStampStyle):
    """The signing library's name for a stamp whose content is known and whose box is not."""

    template: str = ""
    lines: tuple[tuple[str, bool], ...] = ()
    is_sample: bool = False
    picture: Image.Image | None = None
    at: datetime = datetime(1, 1, 1)

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict[str, Any]
    ) -> "_DrawnStamp":
        """The stamp in its box."""
        return _DrawnStamp(writer=writer, style=self, box=box)


class _DrawnStamp(BaseStamp):
    """A picture, and over or beside it the words."""

    style: DrawnStyle

    def render(self) -> bytes:
        """What draws it."""
        width, height = float(self.box.width), float(self.box.height)
        beside = self.style.picture is not None and _templates()[self.style.template].picture == "beside"
        aside = min(height, width / 3) if beside else 0.0
        parts = [self._painted(aside, width, height)] if self.style.picture is not None else []
        return b" ".join([b"q", *parts, self._words(aside, width, height), b"Q"])

    def _painted(self, aside: float, width: float, height: float) -> bytes:
        """The picture, as large as its room allows, in its own proportions; beside the words at the left."""
        assert self.style.picture is not None and self.writer is not None  # noqa: S101, PT018 - asked before
        room = (aside or width) - 2 * _PICTURE, height - 2 * _PICTURE
        scale = min(room[0] / self.style.picture.width, room[1] / self.style.picture.height)
        drawn = self.style.picture.width * scale, self.style.picture.height * scale
        left, bottom = ((aside or width) - drawn[0]) / 2, (height - drawn[1]) / 2
        picture = PdfImage(self.style.picture, writer=self.writer)
        self.set_resource(content.ResourceType.XOBJECT, pdf_name("/Picture"), picture.image_ref)
        return b"q %.3f 0 0 %.3f %.3f %.3f cm /Picture Do Q" % (*drawn, left, bottom)

    def _words(self, aside: float, width: float, height: float) -> bytes:
        assert self.writer is not None  # noqa: S101 - the library sets it before it asks
        page = _pressed(
            self.style.template, self.style.lines, self.style.is_sample, self.style.at, (width, height, aside)
        )
        words = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(page)), page_ix=0)
        self.set_resource(content.ResourceType.XOBJECT, pdf_name("/Words"), words)
        return b"q /Words Do Q"


@lru_cache(maxsize=64)
def _pressed(
    template: str, lines: tuple[tuple[str, bool], ...], is_sample: bool, at: datetime, sizes: tuple[float, float, float]
) -> bytes:
    """The words as a page of the stamp's size. In bulk the same words come again and again."""
    form = _templates()[template]
    width, height, aside = sizes
    written = {
        "title": form.title,
        "framed": form.framed,
        "red": form.red,
        "centred": form.centred,
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
            **{key: form[key] for key in ("title", "framed", "red", "centred", "picture")},
            lines=tuple((line["text"], bool(line.get("strong"))) for line in form["lines"]),
        )
        for name, form in written.items()
    }
