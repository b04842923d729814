"""The press: one Typst compiler per process, kept warm, used by one thread at a time.

Starting a compiler costs more than printing a form, and it is not made for two threads at once. It sees the forms of
this room and the fonts of the installed packages, never the system's: a paper looks the same on every machine.
"""

import json
import os
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import fontpkg
import typst

from motcua.kernel import clock

FORMS = Path(__file__).parent / "forms"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""Kept for decades (PDF/A-2a) and read aloud to the blind (PDF/UA-1)."""

_PIXELS_PER_INCH = 110

_lock = threading.Lock()
_compiler: typst.Compiler | None = None


class Unprintable(Exception):  # noqa: N818 - it says what the text is
    """The text holds signs that none of the fonts can draw; an archival PDF may not leave them out."""


def pdf(template: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """The form as an archival, accessible PDF dated `at`. Equal content and date give equal bytes."""
    return _press(template, content, format="pdf", pdf_standards=STANDARDS, timestamp=_fixed(at))[0]


def svg(template: str, content: Mapping[str, Any]) -> list[bytes]:
    """The form as one SVG per page, for a preview."""
    return _press(template, content, format="svg")


def png(template: str, content: Mapping[str, Any]) -> list[bytes]:
    """The form as one PNG per page, for a preview where SVG does not serve."""
    return _press(template, content, format="png", ppi=_PIXELS_PER_INCH)


def _press(template: str, content: Mapping[str, Any], **options: Any) -> list[bytes]:
    paper = json.dumps(content, ensure_ascii=False)
    with _lock:
        try:
            pressed = _warm().compile(str(FORMS / f"{template}.typ"), sys_inputs={"paper": paper}, **options)
        except typst.TypstError as error:
            if "font" in error.message:
                raise Unprintable(error.message) from error
            raise
    return pressed if isinstance(pressed, list) else [pressed or b""]


def _fixed(at: datetime) -> datetime:
    """The instant with the offset it has on that day: Typst takes no zone with a history."""
    zoned = clock.outward(at)
    return zoned.replace(tzinfo=timezone(zoned.utcoffset() or timedelta()))


def _warm() -> typst.Compiler:
    global _compiler  # noqa: PLW0603 - one per process is the point
    if _compiler is None:
        folder = Path(fontpkg.path("Be Vietnam Pro")).parent
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
        _compiler = typst.Compiler(root=FORMS, font_paths=fonts, ignore_system_fonts=True)
    return _compiler


def _forget() -> None:
    """A forked child must not use its parent's compiler, nor a lock that another thread of the parent held."""
    global _compiler, _lock
    _compiler, _lock = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)
