"""Django's engine for PostgreSQL: instants as the house means them, statements planned once, a pool that looks first.

Django makes `timestamp with time zone` columns whatever `USE_TZ` says; then what a column holds depends on the zone of
the session that reads it. Here an instant is the minute on the wall of Vietnam's offices, in every session.
"""

import select
from contextlib import AbstractContextManager, suppress
from typing import Any

import psycopg
from django.db import Error
from django.db.backends.postgresql import base, operations
from django.db.backends.utils import CursorWrapper, debug_transaction  # type: ignore[attr-defined]  # stubs lack it
from psycopg import RawCursor
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import ConnectionPool

PLANNED_AFTER = 3
"""How often a connection sends a statement through a `planned_cursor` before the server keeps its plan."""
_PLANNED, _SECOND = "planned_cursor_of_the_house", "second_planned_cursor_of_the_house"


class DatabaseOperations(operations.DatabaseOperations):
    """Django's, which know the text also of a statement whose values are sent beside it."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """What a record of statements shows."""
        executed: str = super().last_executed_query(cursor, sql, params)
        return executed or sql


def _is_still_there(connection: "psycopg.Connection[Any]") -> bool:
    """Whether the server still holds its end. It is asked only when it has said something since it was last heard."""
    socket = select.poll()
    socket.register(connection.fileno(), select.POLLIN)
    if not socket.poll(0):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.OperationalError:
        return False
    return True


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL on which a `DateTimeField` is a `timestamp without time zone`."""

    _ahead: AbstractContextManager[object] | None = None
    ops_class = DatabaseOperations
    data_types = base.DatabaseWrapper.data_types | {"DateTimeField": "timestamp without time zone"}

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with plans kept for those cursors that bind their values on the server."""
        return {**super().get_connection_params(), "prepare_threshold": PLANNED_AFTER}

    def get_new_connection(self, conn_params: dict[str, Any]) -> "psycopg.Connection[Any]":
        """Django's; one that the server has left while it lay in the pool is put away, and the next is taken.

        Django would ask the server before every request whether it is still there, which costs every page a journey
        to the database and back. A server that goes says so by itself: then the socket has something to read.
        """
        while True:
            connection: psycopg.Connection[Any] = super().get_new_connection(conn_params)
            pool: ConnectionPool[Any] | None = self.pool  # type: ignore[attr-defined]  # stubs lack it
            if pool is None or _is_still_there(connection):
                return connection
            connection.close()
            pool.putconn(connection)

    def planned_cursor(self) -> CursorWrapper:
        """The cursor that sends its values beside the statement, whose places are written $1, $2 …; see `statements`.

        A connection keeps one, also while it lies in the pool: to make it costs as much as to use it, and an answer is
        taken before the next statement is sent. Whole numbers always have one type: by their size they would make a
        statement of its own of each combination.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self._at_the_beginning():
            self.run_ahead()  # BEGIN and the first statement are one journey
        wrapped: CursorWrapper = self._prepare_cursor(self._planned())  # type: ignore[attr-defined]  # stubs lack it
        return wrapped

    def second_cursor(self) -> CursorWrapper:
        """Another such cursor, for a statement whose answer is taken only after the next one has been sent."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.run_ahead()
        wrapped: CursorWrapper = self._prepare_cursor(self._planned(_SECOND))  # type: ignore[attr-defined]  # stubs lack it
        return wrapped

    def run_ahead(self) -> None:
        """From now on no statement of a `planned_cursor` waits for the server, unless it asks for rows.

        What fails is told to whoever asks for rows next, to the next cursor of another kind, or to COMMIT, which goes
        out behind the others without a pause. It ends with the transaction, or with such a cursor.
        """
        if self._ahead is None:
            ahead = self.connection.pipeline()
            ahead.__enter__()
            self._ahead = ahead

    def _planned(self, name: str = _PLANNED) -> "RawCursor[Any]":
        planned: RawCursor[Any] | None = vars(self.connection).get(name)
        if planned is None:
            planned = vars(self.connection)[name] = RawCursor(self.connection)
            planned.adapters.register_dumper(int, Int8Dumper)
        return planned

    def _at_the_beginning(self) -> bool:
        return self.in_atomic_block and self.connection.pgconn.transaction_status == TransactionStatus.IDLE

    def wait_for_all(self) -> None:
        """Waits until everything that was sent ahead is done. Raises what it failed with."""
        if self._ahead is None:
            return
        ahead, self._ahead = self._ahead, None
        with self.wrap_database_errors:
            ahead.__exit__(None, None, None)

    def _cursor(self, name: str | None = None) -> CursorWrapper:
        self.wait_for_all()
        cursor: CursorWrapper = super()._cursor(name)  # type: ignore[misc]  # stubs lack it
        return cursor

    def _commit(self) -> None:
        if self._ahead is None:
            super()._commit()  # type: ignore[misc]  # stubs lack it
            return
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            self._planned().execute("COMMIT")
            self.wait_for_all()

    def _rollback(self) -> None:
        with suppress(Error):  # it is being undone
            self.wait_for_all()
        super()._rollback()  # type: ignore[misc]  # stubs lack it

    def _savepoint_rollback(self, sid: str) -> None:
        with suppress(Error):  # it is being undone
            self.wait_for_all()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # stubs lack it

    def _close(self) -> None:
        with suppress(Error):  # nobody asks any more
            self.wait_for_all()
        super()._close()  # type: ignore[misc]  # stubs lack it
