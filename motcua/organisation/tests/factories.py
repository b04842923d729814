"""A small State for tests: a province with its centre, a department and a commune, built by the commands themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.kernel.types import system
from motcua.organisation import commands
from motcua.organisation.types import AgencyKind, Level, Role, SigningCapacity

ACTOR = system("test")
AT = datetime(2026, 3, 2, 8, 0)
START = date(2025, 7, 1)
TODAY = AT.date()
DECISION = "QĐ 1/QĐ-UBND"


@dataclass(frozen=True)
class SmallState:
    province: int
    centre: int
    department: int
    commune: int
    commune_centre: int
    point: int


def establish(code: str, name: str, **facts: Any) -> int:
    """An agency at province level since 1/7/2025 unless told otherwise."""
    given: dict[str, Any] = {"level": Level.PROVINCE, "valid_from": START, "decision": DECISION} | facts
    return commands.establish_agency(actor=ACTOR, at=AT, code=code, name=name, **given)


def small_state() -> SmallState:
    """H49 with a centre, the department H49.16 and the commune H49.201, which has a centre and a reception point."""
    province = establish("H49", "UBND tỉnh Quảng Ninh", place_code="22")
    centre = establish("H49.99", "Trung tâm Phục vụ hành chính công tỉnh", parent_id=province, kind=AgencyKind.CENTRE)
    department = establish("H49.16", "Sở Tư pháp", parent_id=province)
    commune = establish("H49.201", "UBND phường Hồng Gai", parent_id=province, level=Level.COMMUNE, place_code="06685")
    below = {"level": Level.COMMUNE}
    commune_centre = establish(
        "H49.201.99", "Trung tâm PVHCC phường Hồng Gai", parent_id=commune, kind=AgencyKind.CENTRE, **below
    )
    point = establish(
        "H49.201.98", "Điểm tiếp nhận khu 2", parent_id=commune_centre, kind=AgencyKind.RECEPTION_POINT, **below
    )
    return SmallState(province, centre, department, commune, commune_centre, point)


def post(agency_id: int, role: Role = Role.OFFICER, **facts: Any) -> int:
    """A post since 1/7/2025."""
    given: dict[str, Any] = {"title": "Chuyên viên", "valid_from": START, "capacity": SigningCapacity.OWN} | facts
    return commands.create_post(actor=ACTOR, at=AT, agency_id=agency_id, role=role, **given)


def officer(code: str = "QN-1", name: str = "Nguyễn Thị Ánh") -> int:
    """An officer in service since 1/7/2025."""
    return commands.register_officer(actor=ACTOR, at=AT, code=code, name=name, valid_from=START)


def appoint(officer_id: int, post_id: int, valid_from: date = START, valid_to: date | None = None) -> int:
    """An appointment since 1/7/2025 unless told otherwise."""
    return commands.appoint(
        actor=ACTOR,
        at=AT,
        officer_id=officer_id,
        post_id=post_id,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=DECISION,
    )


def holder(agency_id: int, role: Role, code: str, name: str = "Trần Văn Đức") -> int:
    """An officer who holds a new post with that role."""
    officer_id = officer(code, name)
    appoint(officer_id, post(agency_id, role))
    return officer_id
