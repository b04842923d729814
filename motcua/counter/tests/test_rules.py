"""How long a visit and a mistake last. No database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.counter.rules.visiting import objection_to_going_on, objection_to_voiding
from motcua.counter.types import CounterRules
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
