"""A dossier's code in bars (Code 128, ISO/IEC 15417), as hand scanners read it: one path of a vector picture."""

from dataclasses import dataclass
from itertools import groupby

from barcode.codex import Code128

_QUIET = 10
"""How many modules stay white on each side, so that a scanner finds the beginning and the end."""
_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture (SVG) and how many modules wide it is, the quiet zones among them."""

    drawing: str
    modules: int


def bars_of(code: str) -> Bars | None:
    """The bars of a code; None where it has a sign that Code 128 does not know."""
    if not code.isascii() or not code.isprintable():
        return None
    (pattern,) = Code128(code).build()
    place, path = _QUIET, ""
    for module, run in groupby(pattern):
        width = len(list(run))
        if module == "1":
            path += f"M{place} 0h{width}v{_HEIGHT}h-{width}z"
        place += width
    modules = place + _QUIET
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {_HEIGHT}" preserveAspectRatio="none">'
    return Bars(f'{head}<path d="{path}"/></svg>', modules)
