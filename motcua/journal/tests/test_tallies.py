"""Running counts move with the unit of work that changes what they count, or not at all."""

import contextlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import OwnDatabase
from motcua.journal.commands import Undone, recording
from motcua.journal.tests.story import NINE, clerk, move
from motcua.kernel import tallies

pytestmark = pytest.mark.own_sql

HIS, HERS = "pile:1", "pile:2"
TURNS = 25


@pytest.mark.django_db
class TestInOneUnit:
    def test_a_pile_that_was_never_touched_is_none_high(self) -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            assert unit.tallied([HIS]) == {HIS: 0}
        assert tallies.read([HIS]) == {}

    def test_what_was_moved_is_known_at_once_here_and_afterwards_to_all(self) -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            move("folder/1", unit=unit)
            unit.tally(HIS, 2)
            unit.tally(HERS, 1)
            unit.tally(HIS, -1)
            assert unit.tallied([HERS, HIS]) == {HERS: 1, HIS: 1}
            assert tallies.read([HIS, HERS]) == {}
        assert tallies.read([HIS, HERS]) == {HIS: 1, HERS: 1}
        with recording(actor=clerk(7), at=NINE) as unit:
            unit.tally(HIS, 4)
            assert unit.tallied([HIS]) == {HIS: 5}
        assert tallies.read([HIS]) == {HIS: 5}

    def test_what_came_and_went_writes_nothing(self) -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            unit.tally(HIS, 1)
            unit.tally(HIS, -1)
        assert tallies.read([HIS]) == {}

    def test_undone_work_leaves_the_piles_as_they_were(self) -> None:
        with pytest.raises(Undone):
            _swallowed_a_failure()
        assert tallies.read([HIS]) == {}

    def test_a_part_that_failed_takes_only_its_own_moves_back(self) -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            unit.tally(HIS, 1)
            with contextlib.suppress(ZeroDivisionError), unit.attempt():
                unit.tally(HIS, 1)
                unit.tally(HERS, 1)
                raise ZeroDivisionError
        assert tallies.read([HIS, HERS]) == {HIS: 1}

    def test_entries_and_tallies_are_one_statement(self) -> None:
        with CaptureQueriesContext(connection) as sent, recording(actor=clerk(7), at=NINE) as unit:
            move("folder/1", unit=unit)
            unit.tally(HIS, 1)
        (last,) = (one["sql"] for one in sent.captured_queries if "kernel_tally" in one["sql"])
        assert "INTO journal_entry" in last

    def test_a_pile_that_is_not_as_it_is_told_is_found(self) -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            unit.tally(HIS, 2)
            unit.tally(HERS, 1)
            unit.tally("shelf:1", 9)
        lie = "SELECT * FROM (VALUES ('pile:1', 2), ('pile:3', 4)) AS lie (name, count)"
        assert tallies.astray("pile:", lie) == [(HERS, 0, 1), ("pile:3", 4, 0)]


def _swallowed_a_failure() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        unit.tally(HIS, 1)
        with contextlib.suppress(ZeroDivisionError), recording(actor=clerk(8), at=NINE):
            raise ZeroDivisionError


def test_two_who_move_the_same_piles_the_other_way_round_never_block_each_other(own_database: OwnDatabase) -> None:
    def clerks(number: int) -> None:
        piles = [HIS, HERS] if number % 2 else [HERS, HIS]
        for turn in range(TURNS):
            with recording(actor=clerk(number), at=NINE) as unit:
                move(f"folder/{number}", unit=unit)
                for pile in piles:
                    unit.tally(pile, -1 if turn % 5 == 0 else 1)

    own_database.together(clerks, 8)
    each = 8 * (TURNS - 2 * TURNS // 5)
    assert tallies.read([HIS, HERS]) == {HIS: each, HERS: each}
