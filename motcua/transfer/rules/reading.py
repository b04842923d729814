"""From the text of a file to rows: CSV or JSON lines, each cell read, every unreadable one named."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from motcua.catalogue.types import ApplicantKind, Channel
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.transfer.rules.columns import (
    APPLICANTS,
    CHANNELS,
    CLASSES,
    COLUMN_OF,
    NEEDED,
    OUTCOMES,
    STATES,
    TAKEN_STATES,
)
from motcua.transfer.types import Moment, Remark, Row, Unreadable

W = TypeVar("W", bound=StrEnum)
Cells = Mapping[str, str]

MOMENTS = (
    "filed",
    "reappointed",
    "supplement_asked",
    "supplement_answered",
    "paused",
    "decided",
    "completed",
    "handed_over",
    "ended",
)
"""The columns, besides `received` and `due`, that say when something happened."""

_SHAPES = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%H:%M %d/%m/%Y",
    "%Y-%m-%d %H:%M:%S.%f",
)
_DAY_SHAPES = ("%Y-%m-%d", "%d/%m/%Y")


def read(text: str) -> list[Row | Unreadable] | Refusal:
    """All rows of a file, in their order. Refused as a whole where a needed column is missing.

    A file whose first sign is `{` is JSON lines. In CSV comma, semicolon and tab all separate. A code that stands
    twice is unreadable the second time.
    """
    content = text.removeprefix("\ufeff")
    lines = _json_lines(content) if content.lstrip().startswith("{") else _csv_lines(content)
    if isinstance(lines, Refusal):
        return lines
    first_lines: dict[str, int] = {}
    rows: list[Row | Unreadable] = []
    for number, cells in lines:
        row = _row(number, cells) if not isinstance(cells, Refusal) else Unreadable(number, "", (Remark("", cells),))
        if row.code and row.code in first_lines:
            twice = Refusal("transfer_code_twice", {"code": row.code, "line": first_lines[row.code]})
            row = Unreadable(number, row.code, (Remark("code", twice),))
        first_lines.setdefault(row.code, number)
        rows.append(row)
    return rows


def _csv_lines(content: str) -> Iterator[tuple[int, Cells | Refusal]] | Refusal:
    head = content.partition("\n")[0]
    reader = csv.reader(io.StringIO(content), delimiter=max(",;\t", key=head.count))
    columns = [COLUMN_OF.get(fold(heading), "") for heading in next(reader, [])]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        return Refusal("transfer_columns_missing", {"columns": tuple(missing)})
    rows = ((reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells))
    return (
        (number, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name})
        for number, cells in rows
    )


def _json_lines(content: str) -> Iterator[tuple[int, Cells | Refusal]]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            parts = json.loads(line)
        except ValueError:
            parts = None
        if not isinstance(parts, dict):
            yield number, Refusal("transfer_line_unreadable")
            continue
        named = {COLUMN_OF.get(fold(str(key)), ""): value for key, value in parts.items()}
        yield number, {key: "" if value is None else str(value).strip() for key, value in named.items() if key}


class _Reading:
    """One row as far as it was read, and what could not be."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.remarks: list[Remark] = []

    def text(self, column: str) -> str:
        return self._cells.get(column, "")

    def needed(self, column: str) -> str:
        if not self.text(column):
            self.refuse(column, Refusal(f"transfer_{column}_missing" if column == "due" else "transfer_cell_empty"))
        return self.text(column)

    def moment(self, column: str) -> Moment | None:
        text = self.text(column)
        found = moment_of(text) if text else None
        if text and found is None:
            self.refuse(column, Refusal("transfer_moment_unreadable", {"text": text}))
        return found

    def word(self, column: str, words: Mapping[str, W], known: Sequence[StrEnum]) -> W | None:
        text = self.text(column)
        found = words.get(fold(text))
        if text and found is None:
            self.refuse(column, Refusal("transfer_word_unknown", {"text": text, "known": tuple(known)}))
        return found

    def number(self, column: str) -> int:
        text = self.text(column) or "1"
        if not text.isdecimal() or int(text) < 1:
            self.refuse(column, Refusal("transfer_number_unreadable", {"text": text}))
            return 1
        return int(text)

    def refuse(self, column: str, said: Refusal) -> None:
        self.remarks.append(Remark(column, said))


def _row(line: int, cells: Cells) -> Row | Unreadable:
    reading = _Reading(cells)
    code = reading.needed("code").upper()
    for column in ("procedure", "agency", "state", "name", "received", "due"):
        reading.needed(column)
    state = reading.word("state", STATES, TAKEN_STATES)
    received, due = reading.moment("received"), reading.moment("due")
    moments = {column: moment for column in MOMENTS if (moment := reading.moment(column)) is not None}
    born = reading.moment("born")
    channel = reading.word("channel", CHANNELS, tuple(Channel))
    outcome = reading.word("outcome", OUTCOMES, tuple(dict.fromkeys(OUTCOMES.values())))
    timeliness = reading.word("class", CLASSES, tuple(dict.fromkeys(CLASSES.values())))
    kind = reading.word("applicant_kind", APPLICANTS, tuple(ApplicantKind))
    quantity = reading.number("quantity")
    if reading.remarks or state is None or received is None or due is None:
        return Unreadable(line, code, tuple(reading.remarks))
    company = bool(reading.text("tax_code")) and not reading.text("personal_number")
    return Row(
        line=line,
        code=code,
        procedure=reading.text("procedure"),
        agency=reading.text("agency"),
        state=state,
        received=received,
        due=due,
        receiving=reading.text("receiving"),
        channel=channel or Channel.COUNTER,
        case=reading.text("case"),
        commune=reading.text("commune"),
        quantity=quantity,
        moments=moments,
        pause_reason=reading.text("pause_reason"),
        outcome=outcome,
        result_number=reading.text("result_number"),
        timeliness=timeliness,
        step=reading.text("step"),
        officer=reading.text("officer"),
        name=reading.text("name"),
        applicant_kind=kind or (ApplicantKind.ENTERPRISE if company else ApplicantKind.CITIZEN),
        personal_number=reading.text("personal_number"),
        tax_code=reading.text("tax_code"),
        born=day_of(born) if born is not None else None,
        phone=reading.text("phone"),
        address=reading.text("address"),
    )


def moment_of(text: str) -> Moment | None:
    """An instant or a day as written: `2026-03-02 09:10`, `02/03/2026 09:10`, `09:10 02/03/2026`, `02/03/2026`."""
    written = " ".join(text.replace("T", " ").split())
    for shape in _SHAPES:
        try:
            return datetime.strptime(written, shape).replace(second=0, microsecond=0)
        except ValueError:
            continue
    for shape in _DAY_SHAPES:
        try:
            return datetime.strptime(written, shape).date()
        except ValueError:
            continue
    return None


def day_of(moment: Moment) -> date:
    """The day of it."""
    return moment.date() if isinstance(moment, datetime) else moment
