"""Office files: packages of parts, taken only without macros, embedded objects and templates from elsewhere."""

import re
import zipfile
import zlib
from pathlib import Path

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import ActiveContent, NotAcceptableError, Objection
from motcua.papers.store.types import MediaType

_CHUNK_BYTES = 256 * 1024
_MAIN_PARTS = {"word/document.xml": MediaType.DOCX, "xl/workbook.xml": MediaType.XLSX}
_MACRO_PARTS = re.compile(r"vbaproject|vbadata|^basic/|^scripts/|macrosheets/|activex|^attachedtoolbars", re.IGNORECASE)
_EMBEDDED_PARTS = re.compile(r"/embeddings/|^object\s?\d|oleobject", re.IGNORECASE)
_SIGNATURE_PARTS = re.compile(r"^_xmlsignatures/[^/]+\.xml$|^META-INF/[^/]*signatures[^/]*\.xml$", re.IGNORECASE)
"""Where Word and Excel (OPC), and LibreOffice (ODF), keep digital signatures."""
_FOREIGN = re.compile(rb"""<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External)[^>]*""", re.IGNORECASE)
_HARMLESS_FOREIGN = re.compile(rb"/hyperlink[\"']", re.IGNORECASE)
_MOST_OF_RELATIONS = 4 * 1024**2


def kind_of(path: Path) -> MediaType | None:
    """Which office file it is; None for another package. Not acceptable: one that cannot be opened."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
            if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
                written = package.read("mimetype").decode("ascii", "replace").strip()
                return MediaType.ODT if written == MediaType.ODT else None
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise NotAcceptableError(Objection.DAMAGED) from error
    return None


def examine(path: Path, *, limits: Limits) -> bool:
    """Whether it bears a digital signature.

    Not acceptable: macros, embedded objects, parts fetched from elsewhere, a password, a bomb, damage.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if len(parts) > limits.most_parts:
                raise NotAcceptableError(Objection.TOO_DEMANDING)
            if any(part.flag_bits & 1 for part in parts):
                raise NotAcceptableError(Objection.ENCRYPTED)
            if any(_MACRO_PARTS.search(part.filename) for part in parts):
                raise NotAcceptableError(Objection.MACROS)
            if any(_EMBEDDED_PARTS.search(part.filename) for part in parts):
                raise NotAcceptableError(Objection.ACTIVE, {"what": [ActiveContent.EMBEDDED]})
            left = limits.most_expanded_bytes
            for part in parts:
                left = _read_through(package, part, left=left)
            return any(_SIGNATURE_PARTS.search(part.filename) for part in parts)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise NotAcceptableError(Objection.DAMAGED) from error


def _read_through(package: zipfile.ZipFile, part: zipfile.ZipInfo, *, left: int) -> int:
    """Unpacks one part, keeping only what must be looked at; what it says of its own size is not believed."""
    looked_at = bytearray()
    is_relations = part.filename.endswith(".rels")
    is_types = part.filename in {"[Content_Types].xml", "META-INF/manifest.xml"}
    with package.open(part) as file:
        while piece := file.read(_CHUNK_BYTES):
            left -= len(piece)
            if left < 0:
                raise NotAcceptableError(Objection.TOO_DEMANDING)
            if is_relations or is_types:
                looked_at += piece
                if len(looked_at) > _MOST_OF_RELATIONS:
                    raise NotAcceptableError(Objection.TOO_DEMANDING)
    if is_types and b"macroenabled" in looked_at.lower():
        raise NotAcceptableError(Objection.MACROS)
    if is_relations and any(not _HARMLESS_FOREIGN.search(found) for found in _FOREIGN.findall(looked_at)):
        raise NotAcceptableError(Objection.ACTIVE, {"what": [ActiveContent.OTHER_FILE]})
    return left
