"""The published vectors are what the rules say, and what walking minute by minute says."""

import csv
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from motcua.worktime.tests.oracle import Oracle
from motcua.worktime.tests.settings import OFFICE, SATURDAY_MORNING
from motcua.worktime.types import DayZero, Term, TermUnit, term_of
from tools.clock_vectors import COLUMNS, FILE, rows


def published() -> list[dict[str, Any]]:
    with open(FILE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PUBLISHED = published()


@cache
def oracle(setting: DayZero) -> Oracle:
    settings = replace(OFFICE.settings, day_zero=setting)
    return Oracle(replace(OFFICE.definition, settings=settings))


def test_the_file_is_up_to_date() -> None:
    assert [list(row.values()) for row in PUBLISHED] == [[row[name] for name in COLUMNS] for row in rows()], (
        "write it anew: python -m tools.clock_vectors"
    )


def test_there_are_enough_of_every_unit_and_no_two_are_the_same() -> None:
    assert len(PUBLISHED) >= 300
    assert {row["unit"] for row in PUBLISHED} == {unit.value for unit in TermUnit}
    assert len({row["id"] for row in PUBLISHED}) == len(PUBLISHED)
    assert len({(row["received"], row["amount"], row["unit"], row["desk"]) for row in PUBLISHED}) == len(PUBLISHED)


@pytest.mark.parametrize("group", sorted({row["id"][0] for row in PUBLISHED}))
def test_walking_minute_by_minute_gives_the_same(group: str) -> None:
    for row in PUBLISHED:
        # The oracle knows the days that are listed, and none that are assumed.
        if row["id"][0] != group or row["due_receipt_day"] > "2027-12-31":
            continue
        term = term_of(row["amount"], row["unit"])
        assert isinstance(term, Term)
        desk = SATURDAY_MORNING if row["desk"] else None
        received = datetime.fromisoformat(row["received"])
        for setting in DayZero:
            walked = oracle(setting).end(term, received, desk=desk, pauses=[])
            assert walked.isoformat(timespec="minutes") == row[f"due_{setting.value}"], (row["id"], setting)
