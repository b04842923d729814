"""The period table comes out as printed, every cell opens the list it counts, and a submitted month stays."""

from datetime import date, datetime

import pytest

from motcua.insight import commands, queries
from motcua.insight.queries import Cut
from motcua.insight.rules import periods, ratios
from motcua.insight.tests.histories import CIVIL_STATUS, LAND_OFFICE, History, halted, worked_month
from motcua.insight.types import Basis, By, Cell, Figures, Row
from motcua.kernel.types import Refused, system
from motcua.organisation.types import EVERYTHING, Scope

MARCH, APRIL = periods.named("2026-03"), periods.named("2026-04")
ALL = Cut(scope=EVERYTHING)
pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def follow(history: History) -> None:
    """As the reader does: batch after batch."""
    for start in range(0, len(history.entries), 7):
        commands.follow(history.entries[start : start + 7])


def total(period: periods.Period = MARCH, cut: Cut = ALL, by: By = By.FIELD) -> Figures:
    return queries.period_table(period, by=by, cut=cut).total.figures


def form_07a(row: Figures) -> tuple[int, ...]:
    """Columns (3) to (15) of Biểu 07a/BTP/KSTT."""
    return (
        row.received, row.online_full, row.online_part, row.post, row.counter, row.carried_over,
        row.resolved, row.early, row.on_time, row.late, row.open, row.in_term, row.overdue,
    )  # fmt: skip


def test_the_worked_month_comes_out_as_printed() -> None:
    follow(worked_month())
    table = queries.period_table(MARCH, by=By.FIELD, cut=ALL)
    assert form_07a(table.total.figures) == (14, 1, 1, 1, 8, 3, 10, 2, 6, 2, 4, 2, 2)
    rates = table.total.rates
    assert ratios.shown(rates.on_time) == "80,00"
    assert ratios.shown(rates.decisions_only) == "75,00"
    assert ratios.shown(rates.with_open_overdue) == "66,67"
    figures = table.total.figures
    assert (figures.refused, figures.stopped, figures.closed_unanswered, figures.waiting) == (1, 1, 1, 1)


def test_what_is_open_is_carried_into_the_next_month() -> None:
    follow(worked_month())
    assert total(APRIL).carried_over == total(MARCH).open == 4


def test_every_cell_opens_the_dossiers_it_counts() -> None:
    follow(worked_month())
    figures = total()
    for cell in Cell:
        behind = queries.streams_behind(MARCH, cell, cut=ALL)
        assert sum(count for _stream, _code, count in behind) == getattr(figures, cell.value), cell
    overdue = [code for _stream, code, _count in queries.streams_behind(MARCH, Cell.OVERDUE, cut=ALL)]
    assert overdue == ["H49-i", "H49-r"]
    carried_on = [code for _stream, code, _count in queries.streams_behind(MARCH, Cell.OPEN, cut=ALL)]
    assert carried_on == ["H49-h", "H49-i", "H49-j", "H49-r"]


def test_a_long_list_is_read_page_by_page() -> None:
    follow(worked_month())
    first = queries.streams_behind(MARCH, Cell.RESOLVED, cut=ALL, limit=6)
    second = queries.streams_behind(MARCH, Cell.RESOLVED, cut=ALL, limit=6, after=first[-1][0])
    assert len(first) + len(second) == 10
    assert not {row[0] for row in first} & {row[0] for row in second}


def test_the_same_figures_however_the_rows_are_cut() -> None:
    follow(worked_month())
    whole = total()
    for by in By:
        table = queries.period_table(MARCH, by=by, cut=ALL)
        assert table.total.figures == whole, by


def test_what_is_entered_late_is_booked_in_the_first_open_period() -> None:
    """Dossier i was completed on 13/03 and entered on 17/03, after the March report went out on 16/03."""
    history = worked_month()
    history.submit("16/03/2026 09:00", MARCH.last)
    history.complete("i", "13/03/2026 16:00", "late", recorded="17/03/2026 09:00")
    follow(history)
    assert total(MARCH).overdue == 2
    april = total(APRIL)
    assert (april.late, april.open) == (1, 3)
    happened = Cut(scope=EVERYTHING, basis=Basis.HAPPENED)
    assert (total(MARCH, happened).late, total(MARCH, happened).overdue) == (3, 1)


def test_the_books_as_they_were_known_then() -> None:
    history = worked_month()
    history.complete("i", "13/03/2026 16:00", "late", recorded="17/03/2026 09:00")
    follow(history)
    then = Cut(scope=EVERYTHING, known_at=datetime(2026, 3, 16, 12, 0))
    assert (total(MARCH, then).overdue, total(MARCH).overdue) == (2, 1)


@pytest.mark.parametrize(
    ("looked_at", "overdue"),
    [
        ("2026-03-06 16:59", 0),
        ("2026-03-09 23:59", 0),
        ("2026-03-10 00:00", 1),
        ("2026-03-14 12:00", 2),
        ("2026-04-01 09:00", 2),
    ],
)
def test_before_a_period_is_over_nothing_is_overdue_that_lapses_later_in_it(looked_at: str, overdue: int) -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026").receive("b", "02/03/2026 09:00", "13/03/2026")
    follow(history)
    cut = Cut(scope=EVERYTHING, looked_at=datetime.fromisoformat(looked_at))
    assert (total(MARCH, cut).overdue, total(MARCH, cut).open) == (overdue, 2)
    behind = queries.streams_behind(MARCH, Cell.OVERDUE, cut=cut)
    assert sum(count for _stream, _code, count in behind) == overdue


def test_a_mistake_found_after_the_report_is_reversed_in_the_open_period() -> None:
    history = worked_month()
    history.submit("16/03/2026 09:00", MARCH.last)
    history.add("h", "17/03/2026 09:00", "dossier.voided")
    follow(history)
    assert form_07a(total(MARCH))[0] == 14
    april = total(APRIL)
    assert (april.carried_over, april.received_in_period, april.open) == (4, -1, 3)
    assert total(MARCH, Cut(scope=EVERYTHING, basis=Basis.HAPPENED)).received == 13


def test_a_waiting_dossier_counts_as_overdue_only_if_it_was_before() -> None:
    history = History().receive("a", "02/03/2026 09:00", "04/03/2026").receive("b", "02/03/2026 09:00", "09/03/2026")
    history.add("a", "06/03/2026 09:00", "dossier.supplement_asked", clock=halted(overdue_before=True))
    history.add("b", "06/03/2026 09:00", "dossier.paused", reason_key="tax", clock=halted())
    follow(history)
    table = queries.period_table(MARCH, by=By.FIELD, cut=ALL)
    figures = table.total.figures
    assert (figures.overdue, figures.in_term, figures.waiting, figures.paused) == (1, 1, 1, 1)
    assert table.paused_by_reason == {"tax": 1}


def test_an_hour_term_is_overdue_from_the_minute_after() -> None:
    history = History().receive("a", "14/03/2026 09:00", "14/03/2026", field_code=LAND_OFFICE)
    follow(history)
    assert total().overdue == 1


def test_work_handed_from_one_officer_to_another_balances_for_both() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026", officer_id=1)
    history.add("a", "03/03/2026 09:00", "dossier.moved", holder={"unit_id": 1, "officer_id": 2, "step_key": "seal"})
    follow(history)
    table = queries.period_table(MARCH, by=By.OFFICER, cut=ALL)
    rows = {row.key: row.figures for row in table.rows}
    assert (rows["1"].counter, rows["1"].moved_in, rows["1"].open) == (1, -1, 0)
    assert (rows["2"].counter, rows["2"].moved_in, rows["2"].open) == (0, 1, 1)
    assert table.total.figures.moved_in == 0


def test_the_heir_of_an_agency_that_ended_answers_for_what_is_open() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026").receive("b", "03/03/2026 09:00", "10/03/2026")
    history.complete("b", "04/03/2026 09:00", "early")
    desk = {"agency_id": 2, "unit_id": None, "officer_id": None, "step_key": "appraise"}
    for name in ("a", "b"):
        history.add(name, "05/03/2026 00:30", "dossier.inherited", predecessor_id=1, heir_id=2, holder=desk)
    history.complete("a", "20/03/2026 09:00", "late")
    follow(history)
    rows = {row.key: row.figures for row in queries.period_table(MARCH, by=By.AGENCY, cut=ALL).rows}
    ended, heir = rows["1"], rows["2"]
    assert (ended.counter, ended.moved_in, ended.resolved, ended.open) == (2, -1, 1, 0)
    assert (heir.counter, heir.moved_in, heir.resolved, heir.overdue) == (0, 1, 0, 1)
    assert total().moved_in == 0
    only_heir = Cut(scope=EVERYTHING, agency_id=2)
    assert [code for _stream, code, _count in queries.streams_behind(MARCH, Cell.RECEIVED, cut=only_heir)] == ["H49-a"]
    april = total(APRIL, only_heir)
    assert (april.carried_over, april.moved_in, april.late, april.open) == (1, 0, 1, 0)


def test_a_dossier_paused_in_the_system_before_keeps_its_reason() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026")
    received = history.entries.pop()
    brought = {key: value for key, value in received.body.items() if key != "clock"}
    pauses = [{"reason_key": "tax", "begins_at": "2026-03-04T09:00:00", "ends_at": None}]
    history.add(
        "a",
        "12/03/2026 08:00",
        "dossier.imported",
        state="paused",
        received_at="2026-03-02T09:00:00",
        pauses=pauses,
        clock=halted(),
        **brought,
    )
    follow(history)
    table = queries.period_table(MARCH, by=By.FIELD, cut=ALL)
    assert (table.total.figures.counter, table.paused_by_reason) == (1, {"tax": 1})


def test_a_stranger_sees_no_figure() -> None:
    follow(worked_month())
    stranger = Cut(scope=Scope(agency_ids=frozenset({99}), own_agency_ids=frozenset({99})))
    table = queries.period_table(MARCH, by=By.FIELD, cut=stranger)
    assert table.rows == ()
    assert queries.streams_behind(MARCH, Cell.OPEN, cut=stranger) == []


def test_growth_beside_the_same_period_of_the_year_before() -> None:
    history = History().receive("z", "03/03/2025 09:00", "10/03/2025").complete("z", "10/03/2025 09:00", "on_time")
    history.entries += worked_month().entries
    follow(history)
    row: Row = queries.period_table(MARCH, by=By.FIELD, cut=ALL).rows[0]
    assert row.key == CIVIL_STATUS
    assert (row.before.received, row.before.on_time) == (1, 1)
    assert row.before_rates is not None
    assert ratios.shown(ratios.points(row.rates.on_time, row.before_rates.on_time), signed=True) == "-20,00"


def test_rebuilding_from_zero_gives_the_same_rows() -> None:
    history = worked_month()
    follow(history)
    before = queries.period_table(MARCH, by=By.PROCEDURE, cut=ALL)
    assert commands.LEDGER.clear is not None
    commands.LEDGER.clear()
    assert total() == Figures()
    commands.follow(history.entries)
    assert queries.period_table(MARCH, by=By.PROCEDURE, cut=ALL) == before


def test_a_report_is_submitted_once_and_after_its_period() -> None:
    def submit(at: datetime) -> None:
        commands.submit_report(actor=system("test"), at=at, agency_id=1, period=MARCH, table={"total": {}}, position=0)

    with pytest.raises(Refused, match="period_not_over"):
        submit(datetime(2026, 3, 14, 23, 59))
    submit(datetime(2026, 3, 16, 9, 0))
    commands.follow(
        [*History().submit("16/03/2026 09:00", date(2026, 3, 14)).entries],
    )
    with pytest.raises(Refused, match="report_already_submitted"):
        submit(datetime(2026, 3, 17, 9, 0))
    assert queries.submitted(1, MARCH) is not None
    assert queries.submitted(2, MARCH) is None
