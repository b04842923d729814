"""Folding histories into movements: nothing is counted twice, nothing is lost."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.rules import movements
from motcua.insight.rules.movements import Books, Move, Standing
from motcua.insight.tests.histories import History, halted, running, worked_month
from motcua.insight.types import Measure, Movement, Stock, StockKind


def fold_all(history: History, books: Books | None = None) -> tuple[dict[str, Standing | None], list[Movement]]:
    """A plain fold, dossier by dossier."""
    standings: dict[str, Standing | None] = {}
    made: dict[str, list[Movement]] = {}
    for entry in history.entries:
        folded = movements.fold(standings.get(entry.stream), Move(entry.kind, entry.at, entry.body), books or Books())
        past = made.setdefault(entry.stream, [])
        past += folded.movements
        if folded.reverses_all:
            past += movements.reversals(past, books or Books())
        standings[entry.stream] = folded.standing
    return standings, [movement for past in made.values() for movement in past]


def balance(made: list[Movement], measure: Measure) -> int:
    return sum(movement.sign for movement in made if movement.measure is measure)


def test_a_received_dossier_is_counted_and_open() -> None:
    _standings, made = fold_all(History().receive("a", "02/03/2026 09:00", "09/03/2026"))
    assert [(one.measure, one.sign) for one in made] == [(Measure.RECEIVED, 1), (Measure.STOCK, 1)]
    assert made[1].stock == Stock(StockKind.RUNNING, lapses_at=datetime(2026, 3, 10))


def test_waiting_runs_no_date_and_remembers_that_it_was_overdue() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026")
    history.add("a", "11/03/2026 09:00", "dossier.supplement_asked", clock=halted(overdue_before=True))
    _standings, made = fold_all(history)
    assert made[-1].stock == Stock(StockKind.WAITING, overdue_before=True)
    assert balance(made, Measure.STOCK) == 1


def test_a_second_pause_still_open_keeps_the_dossier_paused() -> None:
    history = History().receive("a", "02/03/2026 09:00", "16/03/2026")
    history.add("a", "05/03/2026 16:00", "dossier.paused", reason_key="tax", clock=halted())
    history.add("a", "06/03/2026 09:00", "dossier.resumed", reason_key="measuring", clock=halted())
    standings, _made = fold_all(history)
    standing = standings["dossier/a"]
    assert standing is not None
    assert standing.stock is not None
    assert standing.stock.kind is StockKind.PAUSED


def test_the_result_counts_for_the_officer_who_appraised() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026", officer_id=1)
    history.add("a", "02/03/2026 10:00", "process.work_opened", kind="appraise", officer_id=7)
    history.add(
        "a", "02/03/2026 10:00", "dossier.moved", holder={"unit_id": 3, "officer_id": 7, "step_key": "appraise"}
    )
    history.add("a", "05/03/2026 10:00", "dossier.moved", holder={"unit_id": 1, "officer_id": 9, "step_key": "seal"})
    history.complete("a", "05/03/2026 11:00", "early")
    _standings, made = fold_all(history)
    resolved = [one for one in made if one.measure is Measure.RESOLVED]
    assert [one.dimensions.officer_id for one in resolved] == [7]
    assert balance(made, Measure.STOCK) == 0


def test_a_mistaken_receipt_leaves_no_trace_on_any_day() -> None:
    history = History().receive("o", "04/03/2026 09:00", "09/03/2026")
    history.add("o", "05/03/2026 09:00", "dossier.paused", reason_key="tax", clock=halted())
    history.add("o", "06/03/2026 09:20", "dossier.voided")
    _standings, made = fold_all(history)
    per_day = Counter[tuple[date, Measure, Stock | None]]()
    for one in made:
        per_day[(one.happened_on, one.measure, one.stock)] += one.sign
    assert set(per_day.values()) == {0}


def test_nothing_moves_a_figure_after_a_void() -> None:
    history = History().receive("o", "04/03/2026 09:00", "09/03/2026")
    history.add("o", "04/03/2026 09:20", "dossier.voided").complete("o", "05/03/2026 09:00", "early")
    _standings, made = fold_all(history)
    assert sum(one.sign for one in made) == 0


def test_what_happened_in_a_submitted_period_is_booked_on_the_first_open_day() -> None:
    books = Books(closed_until=date(2026, 3, 14))
    history = History().receive("i", "03/03/2026 09:00", "10/03/2026").complete("i", "13/03/2026 09:00", "late")
    _standings, made = fold_all(history, books)
    resolved = made[-1]
    assert (resolved.happened_on, resolved.booked_on) == (date(2026, 3, 13), date(2026, 3, 15))


def test_the_worked_month_folds_to_its_stock() -> None:
    standings, made = fold_all(worked_month())
    still_open = sorted(name.removeprefix("dossier/") for name, one in standings.items() if one and one.stock)
    assert still_open == ["h", "i", "j", "r"]
    assert balance(made, Measure.RECEIVED) == balance(made, Measure.RESOLVED) + balance(made, Measure.STOCK)


CHANGES = st.sampled_from(["ask", "answer", "pause", "resume", "move", "complete", "stop", "close", "void"])


@given(st.lists(CHANGES, max_size=12), st.dates(date(2026, 1, 1), date(2026, 6, 1)) | st.none())
def test_whatever_happens_received_equals_resolved_plus_open(changes: list[str], closed: date | None) -> None:
    history = History().receive("x", "02/03/2026 09:00", "09/03/2026")
    moves: dict[str, tuple[str, dict[str, Any]]] = {
        "ask": ("dossier.supplement_asked", {"clock": halted()}),
        "answer": ("dossier.supplement_answered", {"clock": running("20/03/2026")}),
        "pause": ("dossier.paused", {"clock": halted(), "reason_key": "tax"}),
        "resume": ("dossier.resumed", {"clock": running("25/03/2026"), "reason_key": "tax"}),
        "move": ("dossier.moved", {"holder": {"unit_id": 2, "officer_id": 5, "step_key": "appraise"}}),
        "complete": ("dossier.completed", {"outcome": "granted", "timeliness": "early"}),
        "stop": ("dossier.stopped", {"timeliness": "on_time"}),
        "close": ("dossier.closed_unanswered", {"timeliness": "on_time"}),
        "void": ("dossier.voided", {}),
    }
    for change in changes:
        kind, body = moves[change]
        history.add("x", "03/03/2026 09:00", kind, **body)
    standings, made = fold_all(history, Books(closed))
    assert balance(made, Measure.RECEIVED) == balance(made, Measure.RESOLVED) + balance(made, Measure.STOCK)
    standing = standings["dossier/x"]
    assert standing is not None
    assert balance(made, Measure.STOCK) == (standing.stock is not None)
    assert all(one.booked_on >= one.happened_on for one in made)


def test_a_term_that_begins_with_another_event_has_no_date_until_then() -> None:
    history = History().receive("a", "02/03/2026 09:00", "09/03/2026")
    history.entries[0].body["clock"].update(halted())
    history.add("a", "04/03/2026 09:00", "dossier.clock_started", clock=running("11/03/2026"))
    _standings, made = fold_all(history)
    kinds = [one.stock.kind for one in made if one.stock is not None]
    assert kinds == [StockKind.WAITING, StockKind.WAITING, StockKind.RUNNING]
