"""Where a stamp goes: a box that is given, or words that are looked for; where it shows a picture, each on its own."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pypdfium2

from motcua.kernel.types import Refusal, Refused
from motcua.papers import pdfium
from motcua.papers.signing.types import Anchor, Beside, Box, Picture

_MARGIN = 4
"""Points between a stamp and the edge of the page, and between it and its words."""
_POINTS_PER_MILLIMETRE = 72 / 25.4


Corners = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Across(StrEnum):
    """Where something lies with regard to the middle of the words that fix it."""

    MIDDLE = "middle"
    """Its middle lies there."""
    BEFORE = "before"
    """It ends there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by the words of an anchor, sized and shifted in points."""

    beside: Beside
    across: Across
    width: float
    height: float
    right: float = 0
    up: float = 0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where a picture stands, and where the words that go with it."""

    picture: Spot
    words: Spot


@dataclass(frozen=True, slots=True)
class Place:
    """A page, counted from 0, and the corners of a box on it.

    `words` and `picture` are the corners of each within the box, from its lower left corner; None: not arranged.
    """

    page: int
    corners: tuple[int, int, int, int]
    words: Corners | None = None
    picture: Corners | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    page: int
    left: float
    bottom: float
    right: float
    top: float


def placed(pdf: bytes, wanted: Box | Anchor) -> Place:
    """The place on the paper. Raises Refused: `stamp_place_not_found` (the words are not there, nor is the page)."""
    with _document(pdf) as document:
        if isinstance(wanted, Box):
            return _given(document, wanted)
        return _anchored(document, wanted)


def arranged(pdf: bytes, anchor: Anchor, arrangement: Arrangement, picture: Picture | None) -> Place:
    """The place of a picture and of its words by the anchor; without a picture that of its words.

    A picture that has a true size keeps it, around the middle of its place. Raises Refused: `stamp_place_not_found`.
    """
    with _document(pdf) as document:
        found = _fixing(document, anchor)
        words = _by(document, found, arrangement.words)
        if picture is None:
            box = words
        else:
            shown = _by(document, found, arrangement.picture, size=_true_size(picture))
            box = (min(words[0], shown[0]), min(words[1], shown[1]), max(words[2], shown[2]), max(words[3], shown[3]))
    left, bottom = round(box[0]), round(box[1])
    return Place(
        page=found.page,
        corners=(left, bottom, round(box[2]), round(box[3])),
        words=_from(words, (left, bottom)),
        picture=None if picture is None else _from(shown, (left, bottom)),
    )


def _true_size(picture: Picture) -> tuple[float, float] | None:
    if not picture.millimetres:
        return None
    width = picture.millimetres * _POINTS_PER_MILLIMETRE
    return width, width * picture.image.height / picture.image.width


def _by(document: Any, found: _Found, spot: Spot, *, size: tuple[float, float] | None = None) -> Corners:
    middle = (found.left + found.right) / 2 + spot.right
    width, height = size or (spot.width, spot.height)
    left = middle - (width if spot.across is Across.BEFORE else width / 2)
    bottom = _bottom(found, spot.beside, spot.height) + spot.up + (spot.height - height) / 2
    return _within(document, found.page, (left, bottom), (width, height))


def _from(corners: Corners, origin: tuple[float, float]) -> Corners:
    left, bottom, right, top = corners
    return left - origin[0], bottom - origin[1], right - origin[0], top - origin[1]


def _given(document: Any, box: Box) -> Place:
    page = box.page - 1 if box.page > 0 else len(document) + box.page
    if not 0 <= page < len(document) or box.page == 0:
        raise Refused(Refusal("stamp_place_not_found", {"place": box.page}))
    return _box(page, _within(document, page, (box.left, box.bottom), (box.width, box.height)))


def _anchored(document: Any, anchor: Anchor) -> Place:
    words = _fixing(document, anchor)
    corner = words.left + anchor.right, _bottom(words, anchor.beside, anchor.height) + anchor.up
    return _box(words.page, _within(document, words.page, corner, (anchor.width, anchor.height)))


def _fixing(document: Any, anchor: Anchor) -> _Found:
    """The occurrence of the words by which the anchor holds."""
    found = list(_occurrences(document, anchor.words))
    try:
        return found[anchor.occurrence]
    except IndexError:
        raise Refused(Refusal("stamp_place_not_found", {"place": f"“{anchor.words}”"})) from None


def _bottom(words: _Found, beside: Beside, height: float) -> float:
    return {
        Beside.BELOW: words.bottom - _MARGIN - height,
        Beside.ABOVE: words.top + _MARGIN,
        Beside.OVER: words.bottom,
    }[beside]


def _box(page: int, corners: Corners) -> Place:
    left, bottom, right, top = map(round, corners)
    return Place(page, (left, bottom, right, top))


def _occurrences(document: Any, words: str) -> Iterator[_Found]:
    """Every place where the words stand, from the first page to the last; letters may be large or small."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            search = text.search(unicodedata.normalize("NFC", words))
            while (hit := search.get_next()) is not None:
                boxes = [text.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
                yield _Found(
                    number,
                    left=min(box[0] for box in boxes),
                    bottom=min(box[1] for box in boxes),
                    right=max(box[2] for box in boxes),
                    top=max(box[3] for box in boxes),
                )
        finally:
            text.close()
            page.close()


def _within(document: Any, number: int, corner: tuple[float, float], size: tuple[float, float]) -> Corners:
    """The box, pushed back onto the page where it would hang over its edge."""
    page = document[number]
    try:
        edges = page.get_cropbox()
    finally:
        page.close()
    width, height = size
    left = max(edges[0] + _MARGIN, min(corner[0], edges[2] - _MARGIN - width))
    bottom = max(edges[1] + _MARGIN, min(corner[1], edges[3] - _MARGIN - height))
    return left, bottom, left + width, bottom + height


@contextmanager
def _document(pdf: bytes) -> Iterator[Any]:
    with pdfium.alone():
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise Refused(Refusal("paper_damaged")) from error
        try:
            yield document
        finally:
            document.close()
