"""Plain text and XML."""

import codecs
import re
from pathlib import Path
from typing import Never
from xml.parsers import expat

from motcua.papers.store.objections import ActiveContent, NotAcceptableError, Objection
from motcua.papers.store.types import MediaType

_CHUNK_BYTES = 256 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALLOWED_CONTROLS = {"\t", "\n", "\r", "\f"}
_BEGINNING = 4096
_RUNS = re.compile(
    r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+(html|svg)|(\w+:)?(html|svg)|script|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOTS_THAT_RUN = {"svg", "html"}
"""Browsers run what these hold."""
_SIGNATURE = "http://www.w3.org/2000/09/xmldsig# Signature"
"""A digital signature in XML, as the parser names it."""


def kind_of(path: Path) -> MediaType | None:
    """XML when it begins like it, text when every character can be read; None for all else, and for web pages."""
    with path.open("rb") as file:
        head = file.read(4)
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
        file.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        beginning = ""
        try:
            while piece := file.read(_CHUNK_BYTES):
                text = decoder.decode(piece)
                if _has_controls(text):
                    return None
                beginning = beginning or text.lstrip()[:_BEGINNING]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    if _RUNS.match(beginning):
        return None
    return MediaType.XML if beginning.startswith("<") else MediaType.TEXT


def examine_xml(path: Path) -> bool:
    """Whether it bears a digital signature.

    Not acceptable: not well formed; declares entities (bombs, foreign files); a page that browsers run.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    roots: list[str] = []
    is_signed = False

    def begin(name: str, _attributes: dict[str, str]) -> None:
        nonlocal is_signed
        is_signed = is_signed or name == _SIGNATURE
        if not roots:
            roots.append(name.rpartition(" ")[2].lower())
            if roots[0] in _ROOTS_THAT_RUN:
                raise NotAcceptableError(Objection.TYPE_UNKNOWN, {"found": roots[0]})

    def declared(*_: object) -> Never:
        raise NotAcceptableError(Objection.ACTIVE, {"what": [ActiveContent.ENTITIES]})

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = declared
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK_BYTES):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NotAcceptableError(Objection.DAMAGED) from error
    return is_signed


def _has_controls(text: str) -> bool:
    return any(letter < " " and letter not in _ALLOWED_CONTROLS for letter in text)
