"""How long a visit and a mistake last. No database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.counter.rules.pads import objection_to_pad, objection_to_settling
from motcua.counter.rules.visiting import objection_to_going_on, objection_to_voiding
from motcua.counter.types import CounterRules, StubState
from motcua.kernel.types import Refusal

NINE = datetime(2026, 3, 2, 9, 0)
RULES = CounterRules(
    date(2018, 1, 1),
    void_minutes=1,
    most_dossiers=3,
    kept_days=7,
    most_typed=99,
    often_days=30,
    parcel_hours=8,
    parcel_kept_days=90,
    most_parcels=3,
    pad_codes=2,
    most_pad_codes=3,
    pad_days_ahead=7,
    pad_hours=8,
    decision="",
)


@pytest.mark.parametrize(
    ("later", "officer", "taken", "objection"),
    [
        (timedelta(minutes=5), 7, 1, None),
        (timedelta(hours=8), 7, 2, None),
        (timedelta(minutes=5), 8, 1, Refusal("visit_over")),
        (timedelta(days=1), 7, 1, Refusal("visit_over")),
        (timedelta(minutes=5), 7, 3, Refusal("visit_full", {"most": 3})),
    ],
)
def test_a_visit_is_of_one_counter_and_one_day(
    later: timedelta, officer: int, taken: int, objection: Refusal | None
) -> None:
    said = objection_to_going_on(
        begun_at=NINE, served_by=7, officer_id=officer, taken=taken, coming=1, at=NINE + later, rules=RULES
    )
    assert said == objection


def test_a_receipt_is_undone_for_as_long_as_the_rules_say() -> None:
    late = Refusal("void_too_late", {"minutes": 1})
    assert objection_to_voiding(NINE, at=NINE + timedelta(seconds=60), rules=RULES) is None
    assert objection_to_voiding(NINE, at=NINE + timedelta(seconds=61), rules=RULES) == late
    assert objection_to_voiding(NINE, at=NINE + timedelta(seconds=61), rules=replace(RULES, void_minutes=2)) is None
    assert objection_to_voiding(None, at=NINE, rules=RULES) == late


@pytest.mark.parametrize(
    ("days_ahead", "codes", "objection"),
    [
        (0, 1, None),
        (7, 3, None),
        (-1, 1, "pad_day_wrong"),
        (8, 1, "pad_day_wrong"),
        (0, 0, "pad_size_wrong"),
        (0, 4, "pad_size_wrong"),
    ],
)
def test_a_pad_is_for_a_day_soon_and_of_a_few_codes(days_ahead: int, codes: int, objection: str | None) -> None:
    day = NINE.date() + timedelta(days=days_ahead)
    refusal = objection_to_pad(day=day, today=NINE.date(), codes=codes, rules=RULES)
    assert (refusal.code if refusal is not None else None) == objection


def test_a_code_is_settled_once() -> None:
    assert objection_to_settling([("A-1", StubState.OPEN), ("A-2", StubState.OPEN)]) is None
    assert objection_to_settling([]) == Refusal("stubs_none")
    used = objection_to_settling([("A-1", StubState.OPEN), ("A-2", StubState.ENTERED)])
    assert used == Refusal("stub_settled", {"code": "A-2", "state": StubState.ENTERED})
