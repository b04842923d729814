"""Reading a roster: which officers hold which posts, row by row, each accepted or refused with its reason."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.organisation.rules import periods, posts
from motcua.organisation.types import ROSTER_COLUMNS, Agency, Officer, Role, SigningCapacity, identifier

_NEEDED = tuple(key for key, column in ROSTER_COLUMNS.items() if column.is_needed)
_COLUMN_OF = {
    fold(heading): key
    for key, column in ROSTER_COLUMNS.items()
    for heading in (column.english, column.vietnamese, *column.others)
}
_ROLE_WORDS = {
    Role.RECEPTIONIST: ("Công chức tiếp nhận", "Receptionist"),
    Role.OFFICER: ("Công chức thụ lý", "Officer"),
    Role.LEADER: ("Lãnh đạo", "Leader"),
    Role.CLERK: ("Văn thư", "Clerk"),
    Role.SUPERVISOR: ("Giám sát", "Supervisor"),
    Role.INSPECTOR: ("Thanh tra, kiểm tra (chỉ xem)", "Thanh tra", "Inspector"),
    Role.CATALOGUE_ADMINISTRATOR: ("Quản trị danh mục thủ tục", "Catalogue administrator"),
    Role.SYSTEM_ADMINISTRATOR: ("Quản trị hệ thống", "System administrator"),
}
_ROLE_OF = {fold(word): role for role, words in _ROLE_WORDS.items() for word in (role.value, *words)}
"""Roles as a roster calls them, marks and capitals forgiven."""


@dataclass(frozen=True, slots=True)
class PlaceOfPost:
    """What tells one post of an agency from another."""

    agency_id: int
    unit_id: int | None
    desk_id: int | None
    role: Role
    title: str
    capacity: SigningCapacity


@dataclass(frozen=True, slots=True)
class Appointment:
    """A row that can be carried out. `service_from` is the officer's first day, for one who is new."""

    officer_code: str
    name: str
    place: PlaceOfPost
    valid_from: date
    valid_to: date | None
    decision: str
    service_from: date


Held = tuple[date, date | None]
"""The days, both included, on which a post is held already."""


@dataclass(frozen=True, slots=True)
class Directory:
    """What is known before the roster is read: agencies, units and desks by their codes, officers, who holds."""

    agencies: Mapping[str, Agency]
    units: Mapping[tuple[int, str], int]
    desks: Mapping[tuple[int, str], int]
    officers: Mapping[str, Officer]
    held: Mapping[tuple[str, PlaceOfPost], Sequence[Held]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and in which column."""

    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of the file with what becomes of it: an appointment to make, one that is there already, or a fault."""

    line: int
    officer_code: str
    appointment: Appointment | None = None
    fault: Fault | None = None
    is_known: bool = False


def judge(text: str, directory: Directory) -> list[Judged] | Refusal:
    """Reads the whole file against what is known, later rows against earlier ones too.

    Columns are found by their English or Vietnamese headings; comma, semicolon and tab all separate; days are written
    2026-07-01 or 01/07/2026. Refused as a whole when a needed column is missing.
    """
    rows = _rows(text)
    if isinstance(rows, Refusal):
        return rows
    reading = _Reading(directory, _first_days(rows))
    return [reading.judge(line, row) for line, row in rows]


class _Reading:
    """The file as far as it was read: what is known, and what earlier rows add to it."""

    def __init__(self, directory: Directory, first_days: Mapping[str, date]) -> None:
        self._directory = directory
        self._first_days = first_days
        self._names = {officer.code: officer.name for officer in directory.officers.values()}
        self._held = {key: list(spans) for key, spans in directory.held.items()}

    def judge(self, line: int, row: Mapping[str, str]) -> Judged:
        """One row."""
        wanted = self._appointment(row)
        if isinstance(wanted, Fault):
            return Judged(line, row["officer_code"], fault=wanted)
        spans = self._held.setdefault((wanted.officer_code, wanted.place), [])
        if any(_says_the_same(wanted, span) for span in spans):
            return Judged(line, wanted.officer_code, appointment=wanted, is_known=True)
        for first_day, last_day in spans:
            if posts.overlap(wanted.valid_from, wanted.valid_to, first_day, last_day):
                held = Refusal("post_held_already", {"officer": wanted.officer_code, "since": first_day})
                return Judged(line, wanted.officer_code, fault=Fault("valid_from", held))
        spans.append((wanted.valid_from, wanted.valid_to))
        self._names[wanted.officer_code] = wanted.name
        return Judged(line, wanted.officer_code, appointment=wanted)

    def _appointment(self, row: Mapping[str, str]) -> Appointment | Fault:
        empty = [column for column in _NEEDED if not row[column]]
        if empty:
            return Fault(empty[0], Refusal("roster_cell_empty", {"columns": _called(empty)}))
        days = _days(row)
        if isinstance(days, Fault):
            return days
        code, (valid_from, valid_to) = row["officer_code"], days
        place = self._may_serve(code, row["name"], *days) or _place(row, self._directory, *days)
        if isinstance(place, Fault):
            return place
        first_day = self._first_days[code]
        return Appointment(code, row["name"], place, valid_from, valid_to, row["decision"], first_day)

    def _may_serve(self, code: str, name: str, valid_from: date, valid_to: date | None) -> Fault | None:
        if self._names.get(code, name) != name:
            return Fault("name", Refusal("officer_code_taken", {"officer": code}))
        officer = self._directory.officers.get(code)
        if officer is None:
            return None
        return _at(
            "valid_from",
            periods.within(valid_from, valid_to, outer_from=officer.valid_from, outer_to=officer.valid_to),
        )


def _called(columns: Sequence[str]) -> str:
    """Columns as either language heads them."""
    return ", ".join(f"{ROSTER_COLUMNS[column].vietnamese} ({column})" for column in columns)


def _says_the_same(wanted: Appointment, span: Held) -> bool:
    return wanted.valid_from == span[0] and wanted.valid_to in (None, span[1])


def _first_days(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Mapping[str, date]:
    """The earliest day on which the file lets each officer hold something."""
    found: dict[str, date] = {}
    for _, row in rows:
        day = _day(row["valid_from"])
        if not isinstance(day, Refusal):
            found[row["officer_code"]] = min(day, found.get(row["officer_code"], day))
    return found


def _rows(text: str) -> list[tuple[int, dict[str, str]]] | Refusal:
    content = text.removeprefix("\ufeff")
    head = content.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content), delimiter=separator)
    columns = [_COLUMN_OF.get(fold(heading), "") for heading in next(reader, [])]
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        return Refusal("roster_columns_missing", {"columns": _called(missing)})
    rows: list[tuple[int, dict[str, str]]] = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = dict.fromkeys(ROSTER_COLUMNS, "")
            row.update({column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=False) if column})
            rows.append((reader.line_num, row))
    return rows


def _at(column: str, refusal: Refusal | None) -> Fault | None:
    return Fault(column, refusal) if refusal is not None else None


def _place(
    row: Mapping[str, str], directory: Directory, valid_from: date, valid_to: date | None
) -> PlaceOfPost | Fault:
    agency, role = _agency(row["agency_code"], directory), _role(row["role"])
    capacity = _capacity(row["capacity"])
    if isinstance(agency, Fault):
        return agency
    if isinstance(role, Fault):
        return role
    if isinstance(capacity, Fault):
        return capacity
    unit_id = directory.units.get((agency.id, row["unit_code"]))
    desk_id = directory.desks.get((agency.id, row["desk_code"]))
    last_day = valid_to or agency.valid_to
    outside = periods.within(valid_from, last_day, outer_from=agency.valid_from, outer_to=agency.valid_to)
    return (
        _at("unit_code", Refusal("unit_absent") if row["unit_code"] and unit_id is None else None)
        or _at("desk_code", Refusal("desk_absent") if row["desk_code"] and desk_id is None else None)
        or _at("valid_from", outside)
        or _at("role", posts.may_create(role, agency.kind, has_desk=desk_id is not None))
        or PlaceOfPost(agency.id, unit_id, desk_id, role, row["title"], capacity)
    )


def _agency(code: str, directory: Directory) -> Agency | Fault:
    wanted = identifier(code)
    if isinstance(wanted, Refusal):
        return Fault("agency_code", wanted)
    found = directory.agencies.get(str(wanted))
    return found or Fault("agency_code", Refusal("agency_code_unknown", {"code": str(wanted)}))


def _role(text: str) -> Role | Fault:
    unknown = Fault("role", Refusal("role_unknown", {"role": text, "roles": ", ".join(Role)}))
    return _ROLE_OF.get(fold(text), unknown)


def _capacity(text: str) -> SigningCapacity | Fault:
    if not text:
        return SigningCapacity.OWN
    written = text.upper().rstrip(".") + "."
    if written in set(SigningCapacity):
        return SigningCapacity(written)
    return Fault("capacity", Refusal("capacity_unknown", {"capacity": text, "capacities": "KT., TL., TM., TUQ."}))


def _days(row: Mapping[str, str]) -> tuple[date, date | None] | Fault:
    valid_from, valid_to = _day(row["valid_from"]), _day(row["valid_to"]) if row["valid_to"] else None
    if isinstance(valid_from, Refusal):
        return Fault("valid_from", valid_from)
    if isinstance(valid_to, Refusal):
        return Fault("valid_to", valid_to)
    return _at("valid_to", periods.in_order(valid_from, valid_to)) or (valid_from, valid_to)


def _day(text: str) -> date | Refusal:
    try:
        if "/" in text:
            day, month, year = text.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        return Refusal("day_unreadable", {"day": text})
