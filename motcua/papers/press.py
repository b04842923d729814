"""The press: one Typst compiler per process, kept warm, used by one thread at a time.

Starting a compiler costs more than printing a form, and it is not made for two threads at once. Nor does it survive a
fork: its threads stay with the parent, and a child that printed would wait for them for ever; so it is told.
The press sees the forms of this room and the fonts of the installed packages, never the system's: a paper looks the
same on every machine.
"""

import json
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import fontpkg
import typst
from django.conf import settings

from motcua.kernel import clock
from motcua.papers.rules.wording import drawable

FORMS = Path(__file__).parent / "forms"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""Kept for decades (PDF/A-2a) and read aloud to the blind (PDF/UA-1)."""

_DOTS_TO_THE_INCH = 110
_MARK_OF_TRAINING = """#set page(foreground: pdf.artifact(rotate(-32deg, text(
  font: "Be Vietnam Pro", size: 26pt, weight: "bold", fill: rgb("#7d246366"),
)[TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ])))
""".encode()
"""Across every sheet that a training house prints, whatever the form; said to be no part of what the paper tells."""

_lock = threading.Lock()
_orphaned = threading.Event()


def pdf(template: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """The form as an archival, accessible PDF dated `at`, to the second. Equal content and date give equal bytes."""
    dated = clock.outward(at.replace(microsecond=0)).astimezone(UTC)
    return _press(source(template, content), format="pdf", pdf_standards=STANDARDS, timestamp=dated)[0]


def letter_pdf(drawing: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """A letter as `pdf`, drawn by the `draw` of its own template, which may import the forms of this room."""
    dated = clock.outward(at.replace(microsecond=0)).astimezone(UTC)
    called = f"{drawing}\n{_drawn(content)}".encode()
    return _press(called, format="pdf", pdf_standards=STANDARDS, timestamp=dated)[0]


def letter_svg(drawing: str, content: Mapping[str, Any]) -> list[bytes]:
    """The same as one SVG per page, which says nothing but what is drawn."""
    return _press(f"{drawing}\n{_drawn(content)}".encode(), format="svg")


def svg(template: str, content: Mapping[str, Any]) -> list[bytes]:
    """The form as one SVG per page, for a preview."""
    return _press(source(template, content), format="svg")


def png(template: str, content: Mapping[str, Any], *, dots_to_the_inch: float = _DOTS_TO_THE_INCH) -> list[bytes]:
    """The form as one PNG per page, for a preview where SVG does not serve."""
    return _press(source(template, content), format="png", ppi=dots_to_the_inch)


def source(template: str, content: Mapping[str, Any]) -> bytes:
    """Two lines of Typst that draw the paper. The paper is a text to them, whatever it holds.

    (Handing it over as an input of the document would make Typst build its library anew each time: 1.5 ms.)
    """
    return f'#import "/{template}.typ": draw\n{_drawn(content)}'.encode()


def _drawn(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#draw(json(bytes("{text}")))'


def _press(drawing: bytes, **options: Any) -> list[bytes]:
    """An archival PDF may not leave out a sign it has no letter for, and a citizen's pictogram must not stop a paper:
    where the first try fails, the signs that no font has are shown as empty boxes.
    """
    if _orphaned.is_set():
        raise RuntimeError(
            "This process was forked from one that had printed; the press's threads stayed behind there."
        )
    drawing = _MARK_OF_TRAINING + drawing if settings.TRAINING else drawing
    with _lock:
        try:
            pressed = _warm().compile(drawing, **options)
        except typst.TypstError:
            tolerant = drawable(drawing.decode()).encode()
            if tolerant == drawing:
                raise
            pressed = _warm().compile(tolerant, **options)
    return pressed if isinstance(pressed, list) else [pressed or b""]


def families() -> list[str]:
    """The font families the press knows: those of the installed packages, none of the machine."""
    return _fonts().families()


def _fonts() -> typst.Fonts:
    folder = Path(fontpkg.path("Be Vietnam Pro")).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


@cache
def _warm() -> typst.Compiler:
    return typst.Compiler(root=FORMS, font_paths=_fonts(), ignore_system_fonts=True)


def _after_fork() -> None:
    if _warm.cache_info().currsize:
        _orphaned.set()


os.register_at_fork(after_in_child=_after_fork)
