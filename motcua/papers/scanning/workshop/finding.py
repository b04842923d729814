"""Where the sheet lies in a photo, and by how much its lines slope. All on small copies: the eye needs no more."""

import math
from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageFilter

_SMALL = 240
_LEAST_STEP = 40
"""How much brighter than the table the paper must be, of 255."""
_LEAST_SHARE = 0.25
_LEAST_FILLED = 0.88
_LEAST_MARGIN = 0.015
_INSET = 2.5
"""The paper's edge, as it is seen on the small copy, is grown by the letters' removal: this much comes off again."""

_SKEW_WIDTH = 640
_MOST_SLOPE = 8.0
_LEAST_GAIN = 1.04

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The four corners in dots of the whole picture, from the upper left clockwise."""

    corners: tuple[Point, Point, Point, Point]

    @property
    def size(self) -> tuple[int, int]:
        """How large it is when laid flat: the longer of each pair of opposite sides."""
        one, two, three, four = self.corners
        wide = max(math.dist(one, two), math.dist(four, three))
        high = max(math.dist(one, four), math.dist(two, three))
        return max(round(wide), 1), max(round(high), 1)


def sheet(picture: Image.Image) -> Sheet | None:
    """The sheet of paper, when it is a bright four-cornered thing on something darker; None where all is paper, or
    where nobody can tell.
    """
    small = picture.convert("L")
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    without_letters = small.filter(ImageFilter.MaxFilter(5))
    threshold = _parting(without_letters.histogram())
    if threshold is None:
        return None
    wide, high = small.size
    bright = [value > threshold for value in without_letters.tobytes()]
    largest = _largest(bright, wide, high)
    if len(largest) < _LEAST_SHARE * wide * high:
        return None
    corners = _corners(largest, wide)
    area = _area(corners)
    if area <= 0 or len(largest) / area < _LEAST_FILLED or area / (wide * high) < _LEAST_SHARE:
        return None
    if _is_everything(corners, wide, high):
        return None
    scale = picture.width / wide, picture.height / high
    return Sheet(tuple((x * scale[0], y * scale[1]) for x, y in _inset(corners)))  # type: ignore[arg-type]  # the corners are four


def flat(picture: Image.Image, found: Sheet) -> Image.Image:
    """The sheet alone, laid flat: the slant of the camera undone."""
    wide, high = found.size
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = found.corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole
    mapping = (
        (x1 - x0 + g * x1) / wide,
        (x3 - x0 + h * x3) / high,
        x0,
        (y1 - y0 + g * y1) / wide,
        (y3 - y0 + h * y3) / high,
        y0,
        g / wide,
        h / high,
    )
    return picture.transform((wide, high), Image.Transform.PERSPECTIVE, mapping, Image.Resampling.BICUBIC)


def slope(page: Image.Image) -> float:
    """By how many degrees the page must be turned, counter-clockwise, for its lines to lie level; 0 when they do, when
    there are none, and when they slope more than a hand puts paper into a scanner.
    """
    ink = page.convert("L")
    ink.thumbnail((_SKEW_WIDTH, _SKEW_WIDTH * 2), Image.Resampling.BOX)
    ink = ink.point(lambda value: 255 - value if value < 160 else 0)
    level = _evenness(ink, 0.0)
    best, angle = level, 0.0
    for step, reach in ((1.0, _MOST_SLOPE), (0.25, 0.75), (0.1, 0.2)):
        centre = angle
        for count in range(-round(reach / step), round(reach / step) + 1):
            tried = centre + count * step
            found = _evenness(ink, tried)
            if found > best:
                best, angle = found, tried
    return angle if abs(angle) < _MOST_SLOPE and best > level * _LEAST_GAIN else 0.0


def _evenness(ink: Image.Image, angle: float) -> float:
    """How sharply lines and the blanks between them differ when the page is turned by that angle."""
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    margin = ink.width // 12
    core = turned.crop((margin, margin, ink.width - margin, ink.height - margin)).convert("F")
    rows = array("f", core.resize((1, core.height), Image.Resampling.BOX).tobytes())
    return math.fsum((after - before) ** 2 for before, after in pairwise(rows))


def _parting(histogram: Sequence[int]) -> int | None:
    """The brightness that parts paper from table best (Otsu); None where there is no clear step between them."""
    total, whole = sum(histogram), sum(value * count for value, count in enumerate(histogram))
    below = weight = 0
    best, threshold, step = 0.0, 0, 0.0
    for value, count in enumerate(histogram):
        weight += count
        below += value * count
        if not weight or weight == total:
            continue
        dark, bright = below / weight, (whole - below) / (total - weight)
        between = weight * (total - weight) * (bright - dark) ** 2
        if between > best:
            best, threshold, step = between, value, bright - dark
    return threshold if step >= _LEAST_STEP else None


def _largest(bright: list[bool], wide: int, high: int) -> list[int]:
    """The places of the largest bright thing that hangs together."""
    largest: list[int] = []
    for start in range(wide * high):
        if not bright[start]:
            continue
        bright[start] = False
        found, waiting = [], deque([start])
        while waiting:
            place = waiting.popleft()
            found.append(place)
            x = place % wide
            for near in (
                place - wide,
                place + wide,
                *([place - 1] if x else []),
                *([place + 1] if x < wide - 1 else []),
            ):
                if 0 <= near < wide * high and bright[near]:
                    bright[near] = False
                    waiting.append(near)
        if len(found) > len(largest):
            largest = found
    return largest


def _corners(places: list[int], wide: int) -> tuple[Point, Point, Point, Point]:
    points = [(place % wide, place // wide) for place in places]
    one = min(points, key=lambda point: point[0] + point[1])
    two = max(points, key=lambda point: point[0] - point[1])
    three = max(points, key=lambda point: point[0] + point[1])
    four = min(points, key=lambda point: point[0] - point[1])
    # A dot has a width: the right and lower edges are behind it.
    return (
        (float(one[0]), float(one[1])),
        (two[0] + 1.0, float(two[1])),
        (three[0] + 1.0, three[1] + 1.0),
        (float(four[0]), four[1] + 1.0),
    )


def _area(corners: Sequence[Point]) -> float:
    following = (*corners[1:], corners[0])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, following, strict=True)) / 2


def _is_everything(corners: Sequence[Point], wide: int, high: int) -> bool:
    edges = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
    return all(
        abs(x - edge_x) <= _LEAST_MARGIN * wide and abs(y - edge_y) <= _LEAST_MARGIN * high
        for (x, y), (edge_x, edge_y) in zip(corners, edges, strict=True)
    )


def _inset(corners: Sequence[Point]) -> list[Point]:
    centre = sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4
    return [(x + math.copysign(_INSET, centre[0] - x), y + math.copysign(_INSET, centre[1] - y)) for x, y in corners]
