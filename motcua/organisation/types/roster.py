"""A roster: which officers hold which posts, as a file says it, and what became of each of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.types import Refusal


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """How a column of a roster is headed, in English and Vietnamese, and by which other words it is found."""

    english: str
    vietnamese: str
    others: tuple[str, ...] = ()
    is_needed: bool = False

    def heading(self, language: str) -> str:
        """The heading in that language."""
        return self.vietnamese if language.startswith("vi") else self.english


ROSTER_COLUMNS: Mapping[str, RosterColumn] = {
    "officer_code": RosterColumn("Officer code", "Số hiệu", ("Mã cán bộ",), is_needed=True),
    "name": RosterColumn("Name", "Họ và tên", ("Họ tên",), is_needed=True),
    "agency_code": RosterColumn("Agency code", "Mã định danh", ("Mã cơ quan",), is_needed=True),
    "role": RosterColumn("Role", "Vai trò", is_needed=True),
    "title": RosterColumn("Title", "Chức danh", ("Chức vụ",), is_needed=True),
    "valid_from": RosterColumn("Valid from", "Từ ngày", is_needed=True),
    "valid_to": RosterColumn("Valid to", "Đến ngày"),
    "unit_code": RosterColumn("Unit code", "Mã đơn vị", ("Mã phòng",)),
    "desk_code": RosterColumn("Desk code", "Mã quầy"),
    "capacity": RosterColumn("Capacity", "Tư cách ký", ("Thể thức ký",)),
    "decision": RosterColumn("Decision", "Quyết định"),
}
"""Every column that a roster may have, by its key, in the order of the empty file."""


class RosterOutcome(StrEnum):
    """What became of a line of a roster."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of an imported roster. `refusal` says why it was refused, `column` where in the line."""

    line: int
    officer_code: str
    outcome: RosterOutcome
    refusal: Refusal | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class RosterReport:
    """Row by row what an import did, or in a dry run would do."""

    lines: tuple[RosterLine, ...]
    is_dry_run: bool

    def count(self, outcome: RosterOutcome) -> int:
        """How many lines ended so."""
        return sum(1 for line in self.lines if line.outcome is outcome)
