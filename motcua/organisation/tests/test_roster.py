"""A roster is brought in row by row: accepted, known already, or refused with its reason; dry run first."""

import pytest

from motcua.kernel.types import Refused
from motcua.organisation import commands, queries
from motcua.organisation.commands import roster
from motcua.organisation.tests.factories import ACTOR, AT, START, TODAY, holder, small_state
from motcua.organisation.types import Role, RosterOutcome, RosterReport, SigningCapacity

pytestmark = pytest.mark.django_db

HEAD = "officer_code,name,agency_code,role,title,capacity,valid_from,valid_to,unit_code,desk_code,decision\n"


def _import(text: str, *, is_dry_run: bool = False) -> RosterReport:
    return commands.import_officers(actor=ACTOR, at=AT, text=text, is_dry_run=is_dry_run)


def _outcomes(report: RosterReport) -> list[tuple[int, RosterOutcome, str]]:
    return [(line.line, line.outcome, line.refusal.code if line.refusal else "") for line in report.lines]


def test_a_whole_office_comes_in_from_one_file() -> None:
    state = small_state()
    commands.open_desk(
        actor=ACTOR, at=AT, agency_id=state.commune_centre, code="Q1", name="Quầy 1", desk_key="", valid_from=START
    )
    report = _import(
        HEAD
        + "1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,QĐ 5\n"
        + "2,Lê Lan,000.00.201.H49,leader,Phó Chủ tịch,KT,01/07/2025,30/06/2030,,,\n"
        + "3,Lê Cúc,H49.201.99,receptionist,Công chức,,2025-07-01,,,Q1,\n"
        + "3,Lê Cúc,H49.201,clerk,Văn thư,,2025-07-01,,,,\n"
    )
    assert report.count(RosterOutcome.ACCEPTED) == 4
    deputy = queries.officer_by_code("2")
    (capacity,) = queries.capacities(deputy.id, on=TODAY)
    assert capacity.post.capacity is SigningCapacity.KT
    assert queries.agency(capacity.post.agency_id).code == "H49.201"
    standing = queries.standing_of(queries.officer_by_code("3").id, on=TODAY)
    assert standing is not None
    assert standing.scope.roles == {Role.RECEPTIONIST, Role.CLERK}


def test_the_dry_run_judges_alike_and_writes_nothing() -> None:
    small_state()
    text = HEAD + "1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,\n1,Lê Lan,H49.201,clerk,Văn thư,,2025-07-01,,,,\n"
    dry = _import(text, is_dry_run=True)
    with pytest.raises(Refused):
        queries.officer_by_code("1")
    assert _outcomes(dry) == _outcomes(_import(text))
    assert dry.is_dry_run
    assert queries.officer_by_code("1").name == "Lê Mai"


def test_the_same_file_twice_changes_nothing() -> None:
    small_state()
    text = HEAD + "1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,\n"
    _import(text)
    held = queries.holdings(on=TODAY)
    assert _import(text).count(RosterOutcome.KNOWN) == 1
    assert queries.holdings(on=TODAY) == held


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1,Lê Mai,H49.404,leader,Chủ tịch,,2025-07-01,,,,", "agency_code_unknown"),
        ("1,Lê Mai,UBNDX,leader,Chủ tịch,,2025-07-01,,,,", "identifier_malformed"),
        ("1,Lê Mai,H49.201,king,Vua,,2025-07-01,,,,", "role_unknown"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,XX,2025-07-01,,,,", "capacity_unknown"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,hôm qua,,,,", "day_unreadable"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,31/02/2026,,,", "day_unreadable"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2026-07-01,2026-01-01,,,", "days_out_of_order"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2025-06-30,,,,", "days_outside_life"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,PKT,,", "unit_absent"),
        ("1,Lê Mai,H49.201.99,receptionist,Công chức,,2025-07-01,,,Q9,", "desk_absent"),
        ("1,Lê Mai,H49.201,receptionist,Công chức,,2025-07-01,,,,", "receptionist_outside_one_stop"),
        ("1,,H49.201,leader,Chủ tịch,,2025-07-01,,,,", "roster_cell_empty"),
        ("9,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,", "officer_code_taken"),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_the_others_come_in(row: str, code: str) -> None:
    state = small_state()
    holder(state.department, Role.OFFICER, "9", "Người khác")
    report = _import(HEAD + row + "\n7,Lê Cúc,H49.16,clerk,Văn thư,,2025-07-01,,,,\n")
    assert _outcomes(report) == [(2, RosterOutcome.REFUSED, code), (3, RosterOutcome.ACCEPTED, "")]
    assert queries.officer_by_code("7").name == "Lê Cúc"


def test_no_refusal_repeats_a_name() -> None:
    state = small_state()
    holder(state.department, Role.OFFICER, "9", "Người Khác")
    (line,) = _import(HEAD + "9,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,\n").lines
    assert "Mai" not in str(line.refusal)
    assert "Khác" not in str(line.refusal)


def test_a_second_overlapping_row_for_the_same_post_is_refused() -> None:
    small_state()
    report = _import(
        HEAD
        + "1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,,,\n"
        + "1,Lê Mai,H49.201,leader,Chủ tịch,,2026-01-01,,,,\n"
    )
    assert _outcomes(report)[1] == (3, RosterOutcome.REFUSED, "post_held_already")


def test_later_rows_may_begin_earlier() -> None:
    small_state()
    report = _import(
        HEAD
        + "1,Lê Mai,H49.201,leader,Chủ tịch,,2026-01-01,,,,\n"
        + "1,Lê Mai,H49.201,clerk,Văn thư,,2025-07-01,2025-12-31,,,\n"
    )
    assert report.count(RosterOutcome.ACCEPTED) == 2


def test_spreadsheets_of_this_country_are_read_as_they_are_saved() -> None:
    small_state()
    report = _import(
        "\ufeffSố hiệu;Họ và tên;Mã định danh;Vai trò;Chức danh;Tư cách ký;Từ ngày\r\n"
        " 1 ;Lê  Mai;h49.201;leader;Phó Chủ tịch;kt.;01/07/2025\r\n\r\n;;;;;;\r\n"
    )
    assert _outcomes(report) == [(2, RosterOutcome.ACCEPTED, "")]
    assert queries.officer_by_code("1").name == "Lê Mai"


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "officer_code,name\n"])
def test_a_file_without_the_needed_columns_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(Refused) as refused:
        _import(text)
    assert refused.value.refusal.code == "roster_columns_missing"


def test_a_large_roster_comes_in_several_units_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "_ROWS_OF_A_UNIT", 4)
    small_state()
    rows = "".join(f"C{n},Lê Thị Mai,H49.16,officer,Chuyên viên {n % 3},,2025-07-01,,,,\n" for n in range(10))
    assert _import(HEAD + rows).count(RosterOutcome.ACCEPTED) == 10
    held = queries.holdings(on=TODAY)
    assert len(held) == 10
    assert len({holding.post.id for holding in held}) == 3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("1,,H49.201,leader,Chủ tịch,,2025-07-01,,,,", "name"),
        ("1,Lê Mai,H49.404,leader,Chủ tịch,,2025-07-01,,,,", "agency_code"),
        ("1,Lê Mai,H49.201,king,Vua,,2025-07-01,,,,", "role"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,31/02/2026,,,", "valid_to"),
        ("1,Lê Mai,H49.201,leader,Chủ tịch,,2025-07-01,,PKT,,", "unit_code"),
    ],
)
def test_a_refused_row_names_its_column(row: str, column: str) -> None:
    small_state()
    (line,) = queries.roster_report(HEAD + row + "\n", on=TODAY).lines
    assert line.column == column


def test_on_a_page_all_come_in_or_nobody_and_only_to_agencies_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    state = small_state()
    good = "1,Lê Mai,H49.201,Lãnh đạo,Chủ tịch,,2025-07-01,,,,\n2,Lê Cúc,H49.201,van thu,Văn thư,,2025-07-01,,,,\n"

    def appoint(text: str, *agency_ids: int) -> int:
        return commands.appoint_roster(actor=ACTOR, at=AT, text=HEAD + text, agency_ids=agency_ids)

    with pytest.raises(Refused, match="roster_rows_refused"):
        appoint(good + "3,Lê Lan,H49.201,king,Vua,,2025-07-01,,,,\n", state.commune)
    with pytest.raises(Refused, match="roster_rows_refused"):
        appoint(good, state.department)
    assert queries.holdings(on=TODAY) == []
    monkeypatch.setattr(roster, "_ROWS_OF_A_UNIT", 1)
    with pytest.raises(Refused, match="roster_too_long"):
        appoint(good, state.commune)
    monkeypatch.undo()
    assert appoint(good, state.commune) == 2
    assert appoint(good, state.commune) == 0
