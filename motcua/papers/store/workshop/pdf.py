"""PDFs: what is in them, and what must come out of them before they are kept.

A PDF that carries a signature is kept byte for byte, or not at all: taking anything out would break the signature.
"""

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from motcua.papers.store.limits import Limits
from motcua.papers.store.objections import NotAcceptableError, Objection
from motcua.papers.store.workshop import pictures
from motcua.papers.store.workshop.actions import active_contents, without_active_contents

_MOST_FILTERS = 5
_MOST_NESTED = 200
_FLATE = {"/FlateDecode", "/Fl"}
_OF_PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}


def examine(path: Path, output: Path, *, limits: Limits) -> dict[str, Any]:
    """What the house must know of it. `is_changed`: active content was taken out, and `output` is what is to be kept.

    Not acceptable: damaged, encrypted, too large inside, signed and active at once.
    """
    set_qpdf_limits(
        parser_max_nesting=_MOST_NESTED,
        max_stream_filters=_MOST_FILTERS,
        flate_max_memory=limits.most_expanded_bytes,
        run_length_max_memory=limits.most_expanded_bytes,
        png_max_memory=limits.most_expanded_bytes,
        tiff_max_memory=limits.most_expanded_bytes,
    )
    with _opened(path) as pdf:
        pages = _pages(pdf, limits=limits)
        _must_unpack(pdf, limits=limits)
        is_signed = any(_is_signature(found) for found in pdf.objects)
        found = active_contents(pdf)
        if found and is_signed:
            raise NotAcceptableError(Objection.SIGNED_AND_ACTIVE, {"what": sorted(found)})
        if found:
            without_active_contents(pdf)
            pdf.save(output, deterministic_id=True)
    if found:
        _must_be_clean(output)
    return {"pages": pages, "is_signed": is_signed, "stripped": sorted(found), "is_changed": bool(found)}


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Pdf]:
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise NotAcceptableError(Objection.ENCRYPTED)
            yield pdf
    except pikepdf.PasswordError as error:
        raise NotAcceptableError(Objection.ENCRYPTED) from error
    except (pikepdf.PdfError, zlib.error, ValueError, KeyError, AttributeError, TypeError, RuntimeError) as error:
        raise NotAcceptableError(Objection.DAMAGED) from error


def _pages(pdf: Pdf, *, limits: Limits) -> int:
    if len(pdf.objects) > limits.most_objects:
        raise NotAcceptableError(Objection.TOO_DEMANDING)
    pages = len(pdf.pages)
    if not pages:
        raise NotAcceptableError(Objection.DAMAGED)
    if pages > limits.most_pages:
        raise NotAcceptableError(Objection.TOO_MANY_PAGES, {"pages": pages, "most": limits.most_pages})
    return pages


def _must_unpack(pdf: Pdf, *, limits: Limits) -> None:
    """Unpacks every stream piece by piece, keeping none, until all together are too much."""
    left = limits.most_expanded_bytes
    for found in pdf.objects:
        if not isinstance(found, Stream):
            continue
        if found.get(Name.Subtype) == Name.Image:
            pictures.must_be_small_enough(int(found.get(Name.Width, 0)) * int(found.get(Name.Height, 0)), limits=limits)
        left -= _unpacked_size(found, most=left)


def _unpacked_size(stream: Stream, *, most: int) -> int:
    filters = _filters(stream)
    if len(filters) > _MOST_FILTERS:
        raise NotAcceptableError(Objection.TOO_DEMANDING)
    if not filters or filters[0] in _OF_PICTURES:
        return _within(len(stream.read_raw_bytes()), most)
    if filters[0] in _FLATE and (len(filters) == 1 or filters[1] in _OF_PICTURES):
        return _inflated_size(stream.read_raw_bytes(), most=most)
    if filters[-1] in _OF_PICTURES:
        return _within(len(stream.read_raw_bytes()), most)
    try:
        return _within(len(stream.read_bytes()), most)
    except pikepdf.DataDecodingError as error:
        # The library stops at our limit and says so only in its words.
        too_much = "limit" in str(error)
        raise NotAcceptableError(Objection.TOO_DEMANDING if too_much else Objection.DAMAGED) from error


def _filters(stream: Stream) -> list[str]:
    written: Object | None = stream.get(Name.Filter)
    if written is None:
        return []
    return [str(one) for one in written] if isinstance(written, Array) else [str(written)]


def _inflated_size(packed: bytes, *, most: int) -> int:
    inflater, size, piece = zlib.decompressobj(), 0, packed
    while piece and not inflater.eof:
        size += len(inflater.decompress(piece, 1024**2))
        _within(size, most)
        piece = inflater.unconsumed_tail
    return size


def _within(size: int, most: int) -> int:
    if size > most:
        raise NotAcceptableError(Objection.TOO_DEMANDING)
    return size


def _is_signature(found: Object) -> bool:
    return isinstance(found, Dictionary) and Name.ByteRange in found and Name.Contents in found


def _must_be_clean(output: Path) -> None:
    with _opened(output) as pdf:
        left = active_contents(pdf)
    if left:
        raise NotAcceptableError(Objection.ACTIVE, {"what": sorted(left)})
