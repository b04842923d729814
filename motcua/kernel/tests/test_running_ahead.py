"""Statements that nobody waits for: what they did is there for all that follow, and what failed is never silent."""

import select
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from conftest import OwnDatabase
from motcua.kernel import statements
from motcua.kernel.engine.base import DatabaseWrapper
from motcua.kernel.models import Counter

_WRITE = "INSERT INTO kernel_counter (series, last) VALUES (%s, %s)"
_READ = "SELECT last FROM kernel_counter WHERE series = %s"
_WRONG = ("receipts/2026", -1)
"""A counter that the table does not take."""
_PATIENCE_SECONDS = 30.0


def ahead() -> bool:
    return bool(connection.connection.pgconn.pipeline_status != psycopg.pq.PipelineStatus.OFF)


@pytest.mark.django_db
class TestWithinATransaction:
    def test_what_was_sent_is_there_for_whoever_asks_next_in_either_way(self) -> None:
        statements.execute(_WRITE, ["receipts/2026", 7])
        assert ahead()
        assert statements.row(_READ, ["receipts/2026"]) == (7,)
        statements.execute(_WRITE, ["receipts/2027", 1])
        assert Counter.objects.filter(series="receipts/2027").update(last=2) == 1
        assert not ahead()

    def test_what_failed_is_told_to_whoever_asks_for_rows(self) -> None:
        with transaction.atomic():
            statements.execute(_WRITE, _WRONG)
            with pytest.raises(IntegrityError):
                statements.row("SELECT 1")
            transaction.set_rollback(True)
        assert not Counter.objects.exists()

    def test_and_to_the_next_cursor_of_another_kind(self) -> None:
        with transaction.atomic():
            statements.execute(_WRITE, _WRONG)
            with pytest.raises(IntegrityError):
                Counter.objects.exists()
            transaction.set_rollback(True)
        assert not Counter.objects.exists()

    def test_and_at_the_latest_where_its_part_ends(self) -> None:
        statements.execute(_WRITE, ["receipts/2025", 3])
        with pytest.raises(IntegrityError), transaction.atomic():
            statements.execute(_WRITE, _WRONG)
        assert Counter.objects.values_list("series", flat=True).get() == "receipts/2025"

    def test_what_stops_a_part_is_not_hidden_by_what_was_sent(self) -> None:
        statements.execute(_WRITE, ["receipts/2025", 3])
        with pytest.raises(ZeroDivisionError):
            _sends_a_wrong_row_and_stops()
        statements.execute(_WRITE, ["receipts/2026", 1])
        assert Counter.objects.count() == 2


def _sends_a_wrong_row_and_stops() -> None:
    with transaction.atomic():
        statements.execute(_WRITE, _WRONG)
        raise ZeroDivisionError


def _sends(*rows: tuple[str, int]) -> None:
    with transaction.atomic():
        for row in rows:
            statements.execute(_WRITE, row)


class TestAtItsEnd:
    def test_commit_goes_out_with_the_rest_and_is_waited_for(self, own_database: OwnDatabase) -> None:
        with transaction.atomic():
            statements.execute(_WRITE, ["receipts/2026", 7])
            assert ahead()
        assert not ahead()
        with own_database.connect() as elsewhere:
            assert elsewhere.execute("SELECT * FROM kernel_counter").fetchall() == [("receipts/2026", 7)]

    def test_what_failed_undoes_everything_and_the_connection_goes_on(self, own_database: OwnDatabase) -> None:
        with pytest.raises(IntegrityError):
            _sends(("receipts/2025", 3), _WRONG, ("receipts/2026", 3))
        assert not ahead()
        assert not Counter.objects.exists()
        with transaction.atomic():
            statements.execute(_WRITE, ["receipts/2026", 1])
        assert Counter.objects.get().last == 1

    def test_a_transaction_that_only_looks_leaves_nothing_open(self, own_database: OwnDatabase) -> None:
        with transaction.atomic():
            assert statements.row("SELECT 1") == (1,)
        assert not ahead()
        assert connection.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE

    def test_outside_of_one_everything_is_waited_for(self, own_database: OwnDatabase) -> None:
        with pytest.raises(IntegrityError):
            statements.execute(_WRITE, _WRONG)
        assert not ahead()

    def test_a_server_that_goes_away_is_said(self, own_database: OwnDatabase) -> None:
        whole = transaction.atomic()
        whole.__enter__()
        statements.execute(_WRITE, ["receipts/2026", 7])
        with own_database.connect(autocommit=True) as elsewhere:
            elsewhere.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        with pytest.raises(OperationalError):
            whole.__exit__(None, None, None)
        assert not Counter.objects.exists()

    def test_a_connection_given_back_in_between_is_as_good_as_new(self, own_database: OwnDatabase) -> None:
        pool: dict[str, Any] = {"min_size": 1, "max_size": 1, "timeout": 10}
        options = connection.settings_dict["OPTIONS"] | {"pool": pool}
        wrapper = DatabaseWrapper({**connection.settings_dict, "OPTIONS": options}, "pooled_of_this_test")
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            first = cursor.fetchone()
        wrapper.set_autocommit(False)
        wrapper.run_ahead()
        wrapper.planned_cursor().execute("SELECT 1")
        wrapper.close()
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone() == first
        wrapper.close()
        wrapper.close_pool()  # type: ignore[attr-defined]  # stubs lack it


class TestOutsideOfATransaction:
    def test_what_is_asked_together_is_one_journey_and_is_written(self, own_database: OwnDatabase) -> None:
        first = statements.ask(f"{_WRITE} RETURNING last", ["receipts/2026", 7])
        assert statements.row(_READ, ["receipts/2026"]) == (7,)
        assert not ahead()
        with own_database.connect() as elsewhere:
            assert elsewhere.execute("SELECT count(*) FROM kernel_counter").fetchone() == (1,)
        assert first.rows() == [(7,)]

    @pytest.mark.parametrize("is_told_at_once", [False, True])
    def test_what_failed_is_told_with_the_next_answer(self, own_database: OwnDatabase, is_told_at_once: bool) -> None:
        statements.ask(f"{_WRITE} RETURNING last", _WRONG)
        if is_told_at_once:
            assert select.select([connection.connection.fileno()], [], [], _PATIENCE_SECONDS)[0]
        with pytest.raises(IntegrityError):
            statements.row("SELECT 1")
        assert statements.row("SELECT 1") == (1,)
        assert not ahead()
