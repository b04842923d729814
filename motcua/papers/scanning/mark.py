"""The mark that parts one paper from the next in a stack: a QR code whose every square we know beforehand.

Since we print it ourselves, it need not be decoded: a page is a separator when what it shows is this very pattern.
"""

from functools import cache

import segno

TEXT = "MOTCUA SEPARATOR 1"
_MASK = 2


@cache
def squares() -> tuple[tuple[bool, ...], ...]:
    """The pattern, row by row; True is black."""
    return tuple(tuple(bool(square) for square in row) for row in _code().matrix)


def drawing() -> str:
    """The pattern as SVG."""
    return str(_code().svg_inline(border=0))


def _code() -> segno.QRCode:
    return segno.make_qr(TEXT, error="m", mask=_MASK, boost_error=False)
