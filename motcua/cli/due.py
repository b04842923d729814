"""`motcua due`: when a term ends and why, from the packaged calendars. It needs no database."""

import csv
import json
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, BinaryIO, Final, Never

import click
import django
from django.apps import apps
from django.utils import translation

from motcua.cli.commands import language_option
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal
from motcua.worktime.types import (
    DEFAULT_CALENDAR,
    Bilingual,
    Calendar,
    DayZero,
    Desk,
    Due,
    Language,
    end_of_term,
    explain,
    packaged_calendar,
    packaged_desk,
    read_term,
    term_of,
)

_NO: Final = 1
_WRONG_CALL: Final = 2
_COLUMNS: Final = ("received", "amount", "unit")
_SEPARATORS: Final = (",", ";", "\t")
_LONGEST_ROW: Final = 100
"""Lines of one row, where a cell holds line breaks."""

_ONE_OR_FILE: Final = Bilingual(
    "Hãy nêu --received và --term, hoặc --csv cho cả tệp.",
    "Give --received and --term, or --csv for a whole file.",
)
_RECEIVED_UNREADABLE: Final = Bilingual(
    "“{text}” không phải là thời điểm. Hãy ghi dạng 2026-02-13T16:20 hoặc 13/02/2026 16:20.",
    "“{text}” is no instant. Write it like 2026-02-13T16:20 or 13/02/2026 16:20.",
)
_COLUMNS_MISSING: Final = Bilingual(
    "Tệp thiếu cột {columns}. Dòng đầu phải có: received, amount, unit; nếu cần thì thêm desk.",
    "The file lacks the columns {columns}. Its first line must name received, amount, unit, and desk if wanted.",
)
_COLUMN_TWICE: Final = Bilingual(
    "Dòng đầu nêu hai lần cột {columns}. Hãy bỏ bớt một cột.",
    "The first line names the column {columns} twice. Take one of them away.",
)
_FILE_UNREADABLE: Final = Bilingual(
    "Không đọc được tệp: cần tệp CSV, mã UTF-8 hoặc UTF-16 ({error}).",
    "The file cannot be read: a CSV file in UTF-8 or UTF-16 is needed ({error}).",
)
_ROW_TOO_LONG: Final = Bilingual(
    "Dòng có nhiều ô hơn dòng tiêu đề. Hãy kiểm tra dấu ngăn cách.",
    "The row has more cells than the first line. Check what parts them.",
)
_ROW_UNREADABLE: Final = Bilingual(
    "Không đọc được dòng này: dấu ngoặc kép mở hoặc đóng sai chỗ. Hãy sửa rồi chạy lại.",
    "This row cannot be read: a quotation mark opens or closes at the wrong place. Mend it and run again.",
)
_ROWS_REFUSED: Final = Bilingual(
    "Số dòng không tính được: {count}; lý do ghi trong từng dòng.",
    "Rows that could not be answered: {count}; each says why.",
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer: a stable code and the sentence in both languages."""

    code: str
    sentence: Bilingual


@click.command()
@click.option("--received", help="When it was received: 2026-02-13T16:20, local time.")
@click.option("--term", "term_text", help='The term: "5 working_day", "same_day", "14 working_day + 3 day".')
@click.option("--csv", "file", type=click.File("rb"), help="A file: received, amount, unit, desk.")
@click.option("--calendar", "calendar_key", default=DEFAULT_CALENDAR, show_default=True, help="Which calendar counts.")
@click.option("--desk", "desk_key", default="", help="Reception hours where it was taken, like saturday_morning.")
@click.option("--setting", type=click.Choice([setting.value for setting in DayZero]), help="Which day is not counted.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="An object for programs.")
def due(
    *,
    received: str | None,
    term_text: str | None,
    file: BinaryIO | None,
    calendar_key: str,
    desk_key: str,
    setting: str | None,
    language: Language,
    as_json: bool,
) -> None:
    """When a term ends, and why, line by line.

    A file is answered with one JSON object per row, in its order; `due_at` is null where there is no answer. Ends with
    1 when the answer is no (a row without answer, a date beyond the calendar), with 2 when the call was wrong.
    """
    calendar = _calendar(calendar_key, setting)
    if file is not None:
        if received is not None or term_text is not None:
            _end(Trouble("call", _ONE_OR_FILE), _WRONG_CALL)
        _answer_file(file, calendar, desk_key)
    else:
        if received is None or term_text is None:
            _end(Trouble("call", _ONE_OR_FILE), _WRONG_CALL)
        _answer_one(received, term_text, calendar, _desk(desk_key), language, as_json=as_json)


def _answer_one(
    received: str, term_text: str, calendar: Calendar, desk: Desk | None, language: Language, *, as_json: bool
) -> None:
    at = _instant(received)
    term = read_term(term_text)
    if isinstance(at, Trouble):
        _end(at, _WRONG_CALL)
    if isinstance(term, Refusal):
        _end(_trouble(term), _WRONG_CALL)
    found = explain(term, at, calendar=calendar, desk=desk)
    if isinstance(found, Refusal):
        _end(_trouble(found), _NO)
    if not as_json:
        click.echo(found.said(language))
        return
    said = [line.said(language) for line in (*found.lines, *found.notes)]
    _write({"received": _written(at), "term": str(term), **_facts(found.due, calendar), "explanation": said})


def _answer_file(file: BinaryIO, calendar: Calendar, desk_key: str) -> None:
    refused = 0
    try:
        for line, row in _rows(_text_of(file)):
            answer = row.trouble or _row_answer(row.cells, calendar, desk_key)
            given = {name: row.cells[name] for name in ("id", *_COLUMNS, "desk") if name in row.cells}
            if isinstance(answer, Trouble):
                refused += 1
                sentence = {"vi": answer.sentence.vi, "en": answer.sentence.en}
                _write({"line": line, **given, "due_at": None, "error": answer.code, "message": sentence})
            else:
                _write({"line": line, **given, **_facts(answer, calendar)})
    except (csv.Error, UnicodeError) as error:
        _end(Trouble("file", _filled(_FILE_UNREADABLE, error=error)), _WRONG_CALL)
    if refused:
        _end(Trouble("rows", _filled(_ROWS_REFUSED, count=refused)), _NO)


def _text_of(file: BinaryIO) -> str:
    """The file as text: spreadsheets write UTF-8 with or without a mark at the beginning, or UTF-16 with one."""
    content = file.read()
    return content.decode("utf-16" if content[:2] in {BOM_UTF16_LE, BOM_UTF16_BE} else "utf-8-sig")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row by the names of their columns, and why they cannot be trusted, if so."""

    cells: Mapping[str, str]
    trouble: Trouble | None = None


def _rows(text: str) -> Iterator[tuple[int, _Row]]:
    """The rows, with the line each ends on; empty ones are passed over, empty cells at the end of one are no cells.

    Cells are parted by commas, semicolons or tabs, whichever the first line uses. A quotation mark at the wrong place
    spoils its own line, not the ones behind it.
    """
    first, *lines = text.splitlines(keepends=True) or [""]
    parted_by = max(_SEPARATORS, key=first.count)
    header = [name.strip().lower() for name in next(csv.reader([first], delimiter=parted_by), [])]
    _check_header(header)
    read = 0
    while read < len(lines):
        reader = csv.reader(lines[read : read + _LONGEST_ROW], delimiter=parted_by, strict=True)
        try:
            cells = [cell.strip() for cell in next(reader)]
        except csv.Error:
            read += 1
            yield read + 1, _Row({}, Trouble("row_unreadable", _ROW_UNREADABLE))
            continue
        read += reader.line_num
        if any(cells):
            row = dict(zip_longest(header, cells[: len(header)], fillvalue=""))
            too_long = any(cells[len(header) :])
            yield read + 1, _Row(row, Trouble("row_too_long", _ROW_TOO_LONG) if too_long else None)


def _check_header(header: list[str]) -> None:
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        _end(Trouble("columns", _filled(_COLUMNS_MISSING, columns=", ".join(missing))), _WRONG_CALL)
    twice = [name for name in (*_COLUMNS, "desk") if header.count(name) > 1]
    if twice:
        _end(Trouble("columns", _filled(_COLUMN_TWICE, columns=", ".join(twice))), _WRONG_CALL)


def _row_answer(row: Mapping[str, str], calendar: Calendar, desk_key: str) -> Due | Trouble:
    at = _instant(row["received"])
    if isinstance(at, Trouble):
        return at
    term = term_of(row["amount"], row["unit"])
    if isinstance(term, Refusal):
        return _trouble(term)
    named = row.get("desk") or desk_key
    desk = packaged_desk(named) if named else None
    if isinstance(desk, Refusal):
        return _trouble(desk)
    answer = end_of_term(term, at, calendar=calendar, desk=desk)
    return _trouble(answer) if isinstance(answer, Refusal) else answer


def _facts(answer: Due, calendar: Calendar) -> dict[str, Any]:
    return {
        "due_at": _written(answer.due_at),
        "due_date": answer.due_date.isoformat(),
        "lapses_at": _written(answer.lapses_at),
        "day_zero": answer.day_zero.isoformat(),
        "counted_by": answer.counted_by.value,
        "expected": answer.expected,
        "calendar": calendar.label,
        "setting": calendar.settings.day_zero.value,
    }


def _calendar(key: str, setting: str | None) -> Calendar:
    calendar = packaged_calendar(key)
    if isinstance(calendar, Refusal):
        _end(_trouble(calendar), _WRONG_CALL)
    return calendar.counting(day_zero=DayZero(setting)) if setting else calendar


def _desk(key: str) -> Desk | None:
    desk = packaged_desk(key) if key else None
    if isinstance(desk, Refusal):
        _end(_trouble(desk), _WRONG_CALL)
    return desk


def _instant(text: str) -> datetime | Trouble:
    """The local instant of a text that names an hour; a zone is taken into account."""
    text = text.strip()
    try:
        return clock.inward(datetime.strptime(text, "%d/%m/%Y %H:%M"))
    except ValueError:
        pass
    try:
        if ":" in text or "T" in text.upper():
            return clock.inward(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    return Trouble("received_unreadable", _filled(_RECEIVED_UNREADABLE, text=text[:40]))


def _written(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _write(answer: Mapping[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))


def _filled(sentence: Bilingual, **values: object) -> Bilingual:
    return Bilingual(sentence.vi.format(**values), sentence.en.format(**values))


def _trouble(refusal: Refusal) -> Trouble:
    """The refusal in both languages. Only now is Django needed: for its words, not for its database."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        django.setup()
    with translation.override("vi"):
        vietnamese = messages.sentence_of(refusal)
    with translation.override("en"):
        english = messages.sentence_of(refusal)
    return Trouble(refusal.code, Bilingual(vietnamese, english))


def _end(trouble: Trouble, code: int) -> Never:
    """Says why in both languages and ends."""
    click.echo(trouble.sentence.vi, err=True)
    click.echo(trouble.sentence.en, err=True)
    raise SystemExit(code)
