"""A file to rows: JSON lines, one JSON document or CSV, packed or not. Nothing in a file stops the others rows."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Never

from motcua.catalogue.importing.marking import marks_of
from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.importing.shapes import Draft, Reading, ReadRow, RefusedRow
from motcua.catalogue.importing.sources import LIST_COLUMNS, from_details, from_list, from_portal
from motcua.catalogue.importing.values import Unreadable, shortened, tidy
from motcua.catalogue.importing.words import Words
from motcua.catalogue.parts.words import Mark

LONGEST_LINE = 8 * 1024 * 1024
LARGEST_DOCUMENT = 64 * 1024 * 1024
_PACKED = b"\x1f\x8b"
_ENVELOPES = ("result", "data", "content")
"""Under these keys an answer of the portal's service carries what it answers."""

Row = tuple[int, Draft] | RefusedRow


class UnknownShape(Exception):  # noqa: N818 - it is an answer about the file, not an error of the house
    """The file is neither JSON nor a list with the columns `code` and `name`."""


def read(path: Path, *, words: Words) -> Reading:
    """Every row of the file, read and marked, or refused with its reason.

    Of rows with the same code the first counts; the others are refused, and the first is marked. Raises UnknownShape.
    """
    first: dict[tuple[str, str], int] = {}
    drafts: list[tuple[int, Draft]] = []
    refused: list[RefusedRow] = []
    repeats: dict[tuple[str, str], list[str]] = {}
    with path.open("rb") as packed:
        for row in _rows(packed):
            if isinstance(row, RefusedRow):
                refused.append(row)
                continue
            line, draft = row
            key = (draft.shape.value, draft.code)
            if key not in first:
                first[key] = line
                drafts.append(row)
                continue
            repeats.setdefault(key, []).append(draft.name)
            refused.append(RefusedRow(line, "code_repeated", draft.code, "code", str(first[key])))
    rows = tuple(
        ReadRow(line, draft, _marks(draft, repeats.get((draft.shape.value, draft.code), ()), words))
        for line, draft in drafts
    )
    return Reading(path.name, rows, tuple(refused))


def _marks(draft: Draft, repeats: Iterable[str], words: Words) -> tuple[Mark, ...]:
    repeated = tuple(Mark(MarkKind.CODE_REPEATED.value, "code", name) for name in repeats)
    return repeated + marks_of(draft, words=words)


def _rows(file: IO[bytes]) -> Iterator[Row]:
    packed = file.read(len(_PACKED)) == _PACKED
    file.seek(0)
    lines = _Lines(gzip.GzipFile(fileobj=file) if packed else file)
    head = next((text for text in lines if text.strip()), "")
    if head.lstrip()[:1] in {"{", "["}:
        yield from _json_rows(head, lines)
    elif head:
        yield from _list_rows(head, lines)
    yield from lines.refused


class _Lines:
    """The lines of a file as text, with the number of the last one; those too long or broken off are kept apart."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile) -> None:
        self.file = file
        self.number = 0
        self.refused: list[RefusedRow] = []

    def __iter__(self) -> Iterator[str]:
        while True:
            try:
                line = self.file.readline(LONGEST_LINE + 1)
                self.number += bool(line)
                too_long = len(line) > LONGEST_LINE
                if too_long:
                    self._skip_rest(line)
            except (OSError, EOFError, zlib.error) as error:
                self.refused.append(RefusedRow(self.number + 1, "file_broken_off", found=shortened(str(error))))
                return
            if not line:
                return
            if too_long:
                self.refused.append(RefusedRow(self.number, "line_too_long", found=str(LONGEST_LINE)))
            else:
                yield line.decode("utf-8-sig" if self.number == 1 else "utf-8", errors="replace")

    def _skip_rest(self, begun: bytes) -> None:
        rest = begun
        while rest and not rest.endswith(b"\n"):
            rest = self.file.readline(LONGEST_LINE)


def _json_rows(head: str, lines: _Lines) -> Iterator[Row]:
    """One document over many lines, or one a line: the first two lines show which."""
    begin = lines.number
    begun = [head]
    if head.lstrip().startswith("{") and _parsed(head) is None:
        begun += [next(iter(lines), "")]
    if all(_parsed(text) is None for text in begun) or head.lstrip().startswith("["):
        begun += _within(lines, LARGEST_DOCUMENT)
        whole = _parsed("".join(begun))
        if whole is not None:
            yield from _rows_of(begin, whole)
            return
    for place, text in enumerate(begun):
        yield from _json_line(begin + place, text)
    for text in lines:
        yield from _json_line(lines.number, text)


def _within(lines: _Lines, most: int) -> Iterator[str]:
    size = 0
    for text in lines:
        size += len(text)
        if size > most:
            lines.refused.append(RefusedRow(lines.number, "file_too_large", found=str(most)))
            return
        yield text


def _parsed(text: str) -> Any:
    try:
        return _loads(text)
    except (ValueError, RecursionError):
        return None


def _loads(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_constant=_no_number)


def _no_number(word: str) -> Never:
    raise ValueError(f"{word} is no number")


def _json_line(line: int, text: str) -> Iterator[Row]:
    if not text.strip():
        return
    try:
        found = _loads(text)
    except (ValueError, RecursionError) as error:
        yield RefusedRow(line, "not_json", found=shortened(str(error)))
        return
    yield from _rows_of(line, found)


def _rows_of(line: int, found: Any) -> Iterator[Row]:
    """One row, the rows of a list, or what an envelope holds; rows of one document are numbered after one another."""
    if isinstance(found, Mapping) and "code" not in found and "MATTHC" not in found:
        found = next((found[key] for key in _ENVELOPES if isinstance(found.get(key), Mapping | list)), found)
    rows = found if isinstance(found, list) else [found]
    for place, row in enumerate(rows):
        yield _json_row(line + place, row)


def _json_row(line: int, row: Any) -> Row:
    if not isinstance(row, Mapping):
        return RefusedRow(line, "object_expected", found=shortened(str(row)))
    try:
        return line, from_portal(row) if "MATTHC" in row or "TENTTHC" in row else from_details(row)
    except Unreadable as why:
        code = row.get("MATTHC", row.get("code", ""))
        return _refused(line, why, code)


def _list_rows(head: str, lines: _Lines) -> Iterator[Row]:
    columns = [tidy(column) for column in next(csv.reader([head]), [])]
    if not set(columns) >= LIST_COLUMNS:
        raise UnknownShape(shortened(tidy(head)))
    begin = lines.number
    reader = csv.reader(lines, strict=False)
    while True:
        line = begin + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield RefusedRow(line, "not_csv", found=shortened(str(error)))
            continue
        if not any(row):
            continue
        try:
            yield line, from_list(columns, row)
        except Unreadable as why:
            yield _refused(line, why, row[columns.index("code")] if len(row) > columns.index("code") else "")


def _refused(line: int, why: Unreadable, code: object) -> RefusedRow:
    return RefusedRow(line, why.reason, shortened(tidy(str(code))), why.where, tidy(why.found))
