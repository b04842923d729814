"""The statements that every command sends: what stands in a row comes out of it as it was put in."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from motcua.kernel import statements

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]

READ = """
SELECT number, name, digest, day, at, facts
FROM json_to_recordset(%s::json) AS r (number bigint, name text, digest bytea, day date, at timestamp, facts jsonb)
"""


def read(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    return statements.rows(READ, [statements.recordset(rows)])


def test_a_row_is_read_as_it_was_written() -> None:
    row = {
        "number": 118,
        "name": 'Nguyễn Thị "Ánh"\n\\x41',
        "digest": b"\x00\xff\\x",
        "day": date(2026, 2, 13),
        "at": datetime(2026, 2, 13, 16, 20, 0, 5),
        "facts": {"fees": [1_000_000], "note": None},
    }

    ((number, name, digest, day, at, _),) = read(row)

    assert (number, name, bytes(digest), day, at) == (row["number"], row["name"], row["digest"], row["day"], row["at"])


def test_what_is_absent_is_null() -> None:
    assert read({"number": 1, "name": None}) == [(1, None, None, None, None, None)]


def test_a_value_of_no_known_spelling_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        statements.recordset([{"amount": Decimal("1.5")}])


def test_one_statement_after_the_other_through_the_same_cursor() -> None:
    assert statements.row("SELECT %s::bigint", [1]) == (1,)
    assert statements.rows("SELECT generate_series(1, %s::bigint)", [3]) == [(1,), (2,), (3,)]
    assert statements.row("SELECT 1 WHERE FALSE") is None


class TestTogetherWithTheNext:
    def test_within_a_transaction(self) -> None:
        first = statements.ask("SELECT %s::bigint", [1])
        assert statements.row("SELECT %s::bigint", [2]) == (2,)
        assert first.rows() == [(1,)]

    def test_with_nothing_after_it(self) -> None:
        assert statements.ask("SELECT generate_series(1, %s::bigint)", [3]).rows() == [(1,), (2,), (3,)]
