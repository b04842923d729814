"""What was appended to a paper after a signature, named: signatures, form filling, annotations, content, pages."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from motcua.papers import pdfium
from motcua.papers.signing.types import Change

_MOST_PAGES_DRAWN = 60
_SIGNATURE_FIELD = "/Sig"


def change_after(pdf: bytes, signature: EmbeddedPdfSignature) -> tuple[Change, tuple[int, ...]]:
    """The gravest change after this signature, and the pages that are not what they were. Its integrity was computed.

    The signing library decides whether everything appended is harmless; where it is not, the two states are compared
    to say what it is.
    """
    coverage: Any = signature.coverage  # the library says None of what it computes later
    found: Any = signature.diff_result
    if coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return Change.NONE if coverage == SignatureCoverageLevel.ENTIRE_FILE else Change.OTHER, ()
    if isinstance(found, DiffResult) and signature.summarise_integrity_info()["docmdp_ok"]:
        return _allowed(signature, found), ()
    try:
        return _compared(_signed_state(pdf, signature), pdf)
    except Exception:  # noqa: BLE001 - one of the two states may be anything
        return Change.OTHER, ()


def _allowed(signature: EmbeddedPdfSignature, found: DiffResult) -> Change:
    if found.modification_level == ModificationLevel.ANNOTATIONS:
        return Change.ANNOTATIONS
    only_signatures = all(_is_signature(signature, name) for name in found.changed_form_fields)
    return Change.SIGNATURES if only_signatures else Change.FORM_FILLING


def _is_signature(signature: EmbeddedPdfSignature, name: str) -> bool:
    """Whether a field, by its whole name, takes a signature and nothing else."""
    try:
        return any(
            one.field_name == name or name.startswith(f"{one.field_name}.")
            for one in signature.reader.embedded_signatures
        )
    except (PdfError, ValueError):
        return False


def _signed_state(pdf: bytes, signature: EmbeddedPdfSignature) -> bytes:
    start, length = (int(part) for part in list(signature.byte_range)[2:4])
    return pdf[: start + length]


def _compared(before: bytes, after: bytes) -> tuple[Change, tuple[int, ...]]:
    with pikepdf.open(BytesIO(before)) as old, pikepdf.open(BytesIO(after)) as new:
        if len(old.pages) != len(new.pages):
            return Change.PAGES, ()
        pairs = list(zip(old.pages, new.pages, strict=True))
        changed = {number for number, (one, other) in enumerate(pairs, 1) if _content(one) != _content(other)}
        changed |= _looking_different(before, after)
        if changed:
            return Change.CONTENT, tuple(sorted(changed))
        marked = [number for number, (one, other) in enumerate(pairs, 1) if _notes(one) != _notes(other)]
        return (Change.ANNOTATIONS, tuple(marked)) if marked else (Change.OTHER, ())


def _content(page: pikepdf.Page) -> tuple[bytes, ...]:
    contents: Any = page.obj.get("/Contents", [])
    streams: Any = contents if isinstance(contents, pikepdf.Array | list) else [contents]
    return tuple(stream.read_bytes() for stream in streams)


def _notes(page: pikepdf.Page) -> list[bytes]:
    """What was written onto the page without being part of it; fields of forms are looked at elsewhere."""
    annotations: Any = page.obj.get("/Annots", [])
    return [
        repr(sorted((str(key), str(value)) for key, value in one.items() if key not in ("/P", "/Parent"))).encode()
        for one in annotations
        if one.get("/Subtype") != "/Widget"
    ]


def _looking_different(before: bytes, after: bytes) -> set[int]:
    """The pages whose drawing differs, notes and fields left out: fonts and pictures may be exchanged under a text."""
    with pdfium.alone():
        old, new = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
        try:
            count = min(len(old), len(new), _MOST_PAGES_DRAWN)
            return {number + 1 for number in range(count) if _drawn(old, number) != _drawn(new, number)}
        finally:
            old.close()
            new.close()


def _drawn(document: Any, number: int) -> bytes:
    page = document[number]
    try:
        return bytes(page.render(scale=1, draw_annots=False, may_draw_forms=False).buffer)
    finally:
        page.close()
