"""Whether a page is the separator that this house prints: the three eyes of its QR code are found, and each of its
squares is compared with what must be there. Upside down and askew are both fine.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from PIL import Image, ImageOps

from motcua.papers.scanning import mark

_WIDTH = 560
_LEAST_EQUAL = 0.93
_EYE = (1, 1, 3, 1, 1)
_EYE_SQUARES = 7
_EYE_CENTRE = 3.5
_MOST_EYES = 12
_EVEN = 0.25
"""How unequal the two sides between the eyes may be, and how far from square their corner."""

Point = tuple[float, float]


def is_separator(page: Image.Image) -> bool:
    """Whether the mark is on the page, printed large enough to be meant."""
    small = ImageOps.autocontrast(page.convert("L"))
    small.thumbnail((_WIDTH, _WIDTH * 2), Image.Resampling.BOX)
    dark = small.point(lambda value: 1 if value < 128 else 0)
    eyes = _eyes(dark)
    return any(_agrees(dark, corner, right, below) for corner, right, below in _corners(eyes))


def _eyes(dark: Image.Image) -> list[Point]:
    """Where the squares in squares are: seen along a row, and again along the column through the middle."""
    found: list[tuple[float, float, int]] = []
    for y in range(0, dark.height, 2):
        for x, unit in _patterns(dark.crop((0, y, dark.width, y + 1)).tobytes()):
            column = dark.crop((int(x), 0, int(x) + 1, dark.height)).tobytes()
            for centre, other in _patterns(column):
                if abs(centre - y) < 2.5 * unit and 0.6 < other / unit < 1.7:
                    _join(found, (x, centre), reach=3 * unit)
    found.sort(key=lambda eye: -eye[2])
    return [(x, y) for x, y, _ in found[:_MOST_EYES]]


def _join(found: list[tuple[float, float, int]], seen: Point, *, reach: float) -> None:
    for place, (x, y, times) in enumerate(found):
        if math.dist((x, y), seen) < reach:
            middle = (x * times + seen[0]) / (times + 1), (y * times + seen[1]) / (times + 1)
            found[place] = (*middle, times + 1)
            return
    found.append((*seen, 1))


def _patterns(line: bytes) -> Iterator[tuple[float, float]]:
    """The middles of dark-light-dark-light-dark as 1:1:3:1:1, and the width of one square there."""
    runs, start = [], 0
    for value, group in groupby(line):
        length = sum(1 for _ in group)
        runs.append((value, start, length))
        start += length
    for place in range(len(runs) - len(_EYE) + 1):
        five = runs[place : place + len(_EYE)]
        if five[0][0] != 1:
            continue
        unit = sum(length for *_, length in five) / _EYE_SQUARES
        if unit < 2 or any(
            abs(length - share * unit) > 0.6 * unit * (share if share > 1 else 1)
            for (*_, length), share in zip(five, _EYE, strict=True)
        ):
            continue
        yield five[2][1] + five[2][2] / 2, unit


def _corners(eyes: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    """Each eye with two others that stand at a right angle to it, equally far: the corner, right of it, below it."""
    for corner in eyes:
        for right in eyes:
            for below in eyes:
                if corner in (right, below) or right == below:
                    continue
                along = right[0] - corner[0], right[1] - corner[1]
                down = below[0] - corner[0], below[1] - corner[1]
                one, two = math.hypot(*along), math.hypot(*down)
                turned = along[0] * down[1] - along[1] * down[0]
                slant = along[0] * down[0] + along[1] * down[1]
                if abs(one - two) < _EVEN * one and turned > 0 and abs(slant) < _EVEN * one * two:
                    yield corner, right, below


def _agrees(dark: Image.Image, corner: Point, right: Point, below: Point) -> bool:
    squares = mark.squares()
    span = len(squares) - _EYE_SQUARES
    along = (right[0] - corner[0]) / span, (right[1] - corner[1]) / span
    down = (below[0] - corner[0]) / span, (below[1] - corner[1]) / span
    equal = 0
    for row, line in enumerate(squares):
        for column, is_black in enumerate(line):
            across, deep = column + 0.5 - _EYE_CENTRE, row + 0.5 - _EYE_CENTRE
            x = int(corner[0] + along[0] * across + down[0] * deep)
            y = int(corner[1] + along[1] * across + down[1] * deep)
            if 0 <= x < dark.width and 0 <= y < dark.height:
                equal += bool(dark.getpixel((x, y))) == is_black
    return equal >= _LEAST_EQUAL * len(squares) ** 2
