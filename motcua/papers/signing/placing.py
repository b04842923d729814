"""Where a stamp goes: a box that is given, or words that are looked for."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2

from motcua.kernel.types import Refusal, Refused
from motcua.papers import pdfium
from motcua.papers.signing.types import Anchor, Beside, Box

_MARGIN = 4
"""Points between a stamp and the edge of the page, and between it and its words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, counted from 0, and the corners of a box on it: left, bottom, right, top."""

    page: int
    corners: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Found:
    page: int
    left: float
    bottom: float
    top: float


def placed(pdf: bytes, wanted: Box | Anchor) -> Place:
    """The place on the paper. Raises Refused: `stamp_place_not_found` (the words are not there, nor is the page)."""
    with _document(pdf) as document:
        if isinstance(wanted, Box):
            return _given(document, wanted)
        return _anchored(document, wanted)


def _given(document: Any, box: Box) -> Place:
    page = box.page - 1 if box.page > 0 else len(document) + box.page
    if not 0 <= page < len(document) or box.page == 0:
        raise Refused(Refusal("stamp_place_not_found", {"place": box.page}))
    return _within(document, page, (box.left, box.bottom), (box.width, box.height))


def _anchored(document: Any, anchor: Anchor) -> Place:
    found = list(_occurrences(document, anchor.words))
    try:
        words = found[anchor.occurrence]
    except IndexError:
        raise Refused(Refusal("stamp_place_not_found", {"place": f"“{anchor.words}”"})) from None
    bottom = {
        Beside.BELOW: words.bottom - _MARGIN - anchor.height,
        Beside.ABOVE: words.top + _MARGIN,
        Beside.OVER: words.bottom,
    }[anchor.beside]
    return _within(document, words.page, (words.left + anchor.right, bottom + anchor.up), (anchor.width, anchor.height))


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
                    top=max(box[3] for box in boxes),
                )
        finally:
            text.close()
            page.close()


def _within(document: Any, number: int, corner: tuple[float, float], size: tuple[float, float]) -> Place:
    """The box, pushed back onto the page where it would hang over its edge."""
    page = document[number]
    try:
        edges = page.get_cropbox()
    finally:
        page.close()
    width, height = size
    left = max(edges[0] + _MARGIN, min(corner[0], edges[2] - _MARGIN - width))
    bottom = max(edges[1] + _MARGIN, min(corner[1], edges[3] - _MARGIN - height))
    return Place(number, (round(left), round(bottom), round(left + width), round(bottom + height)))


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
