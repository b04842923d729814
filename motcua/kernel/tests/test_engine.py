"""A pool of connections: one that the server has left is never handed out, and the others cost no question."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from motcua.kernel.engine.base import DatabaseWrapper

pytestmark = pytest.mark.own_sql

_WHO = "SELECT pg_backend_pid()"


@pytest.fixture
def pooled(own_database: Any) -> Iterator[DatabaseWrapper]:
    """Connections to a database of its own, kept as a web process keeps them."""
    options = connection.settings_dict["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 1, "timeout": 10}}
    wrapper = DatabaseWrapper(
        {**connection.settings_dict, "OPTIONS": options, "CONN_HEALTH_CHECKS": False}, "pooled_of_this_test"
    )
    yield wrapper
    wrapper.close()
    wrapper.close_pool()  # type: ignore[attr-defined]  # stubs lack it


def served_by(pooled: DatabaseWrapper) -> int:
    """One request: the process of the server that answered it."""
    with pooled.cursor() as cursor:
        cursor.execute(_WHO)
        (number,) = cursor.fetchone()
    pooled.close()
    return int(number)


def test_a_connection_is_used_again_without_asking_the_server(
    pooled: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = served_by(pooled)
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda _: pytest.fail("The server was asked."))
    assert served_by(pooled) == first


def test_a_connection_that_the_server_has_ended_is_put_away(pooled: DatabaseWrapper) -> None:
    first = served_by(pooled)
    with connection.cursor() as elsewhere:
        elsewhere.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    assert served_by(pooled) not in (0, first)


def test_a_connection_that_was_only_told_something_is_used_again(pooled: DatabaseWrapper) -> None:
    with pooled.cursor() as cursor:
        cursor.execute("LISTEN news")
    first = served_by(pooled)
    with connection.cursor() as elsewhere:
        elsewhere.execute("NOTIFY news, 'a day off was decreed'")
    assert served_by(pooled) == first


def test_a_connection_in_use_is_lost_with_its_server(pooled: DatabaseWrapper) -> None:
    with pooled.cursor() as cursor:
        cursor.execute(_WHO)
        (number,) = cursor.fetchone()
        with connection.cursor() as elsewhere:
            elsewhere.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
        with pytest.raises(psycopg.OperationalError):
            pooled.connection.execute(_WHO)
    pooled.close()
    assert served_by(pooled) != number
