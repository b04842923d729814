"""Reference data are kept by a process until somebody, in whatever process, has changed them."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from motcua.kernel import reference

pytestmark = pytest.mark.own_sql

READ = "SELECT name FROM kernel_calendar_of_this_test ORDER BY name"


@pytest.fixture
def names(own_database: Any) -> Any:
    """A table of reference data, and a function that reads it and says how often it really has."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kernel_calendar_of_this_test (name text)")
        cursor.execute(reference.watching("test", ["kernel_calendar_of_this_test"]))
    return Names()


class Names:
    """Reads the table; `readings` counts."""

    def __init__(self) -> None:
        self.readings = 0
        self.now = reference.kept("test")(self._read)

    def _read(self) -> tuple[str, ...]:
        self.readings += 1
        with connection.cursor() as cursor:
            cursor.execute(READ)
            return tuple(name for (name,) in cursor.fetchall())


def write(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kernel_calendar_of_this_test VALUES (%s)", [name])


def elsewhere(own_database: Any) -> psycopg.Connection:
    """Another process at the same database."""
    place = connection.settings_dict
    return psycopg.connect(
        dbname=place["NAME"], host=place["HOST"], port=place["PORT"] or None, user=place["USER"],
        password=place["PASSWORD"] or None,
    )  # fmt: skip


def test_what_nobody_has_changed_is_read_once(names: Names) -> None:
    assert [names.now(), names.now(), names.now()] == [(), (), ()]
    assert names.readings == 1


def test_what_another_process_changed_is_read_again_once_it_is_committed(own_database: Any, names: Names) -> None:
    assert names.now() == ()
    with elsewhere(own_database) as other:
        other.execute("INSERT INTO kernel_calendar_of_this_test VALUES ('Tết')")
        assert names.now() == ()
        other.commit()
        assert names.now() == ("Tết",)
        assert names.now() == ("Tết",)
    assert names.readings == 2


def test_a_transaction_sees_its_own_changes_and_keeps_nothing_of_them(names: Names) -> None:
    assert names.now() == ()
    with transaction.atomic():
        write("Tết")
        assert names.now() == ("Tết",)
        write("2/9")
        assert names.now() == ("2/9", "Tết")
        transaction.set_rollback(True)
    assert names.now() == ()


def test_what_a_savepoint_took_back_was_never_kept(names: Names) -> None:
    with transaction.atomic():
        with transaction.atomic():
            write("Tết")
            assert names.now() == ("Tết",)
            transaction.set_rollback(True)
        assert names.now() == ()
        write("2/9")
        assert names.now() == ("2/9",)
    assert names.now() == ("2/9",)


def test_held_work_asks_for_the_editions_once(names: Names, django_assert_num_queries: Any) -> None:
    names.now()
    with django_assert_num_queries(1), reference.held():
        for _ in range(5):
            names.now()


def test_editions_that_a_statement_brought_along_need_not_be_asked_for(
    names: Names, django_assert_num_queries: Any
) -> None:
    names.now()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {reference.EDITIONS}")
        (brought,) = cursor.fetchone()
    with django_assert_num_queries(0), reference.held():
        reference.hold(brought)
        names.now()


def test_a_refusal_is_not_kept() -> None:
    asked: list[str] = []

    @reference.kept("nobody's")
    def refuses() -> None:
        asked.append("asked")
        raise LookupError

    for _ in range(2):
        with reference.held():
            reference.hold({"nobody's": "one"})
            with pytest.raises(LookupError):
                refuses()
    assert asked == ["asked", "asked"]


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["worktime", "organisation", "catalogue"])
def test_every_table_of_a_room_with_reference_data_is_watched(room: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, %s) AND NOT EXISTS"
            " (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgfoid = 'kernel_new_edition'::regproc)",
            [f"{room}_"],
        )
        assert cursor.fetchall() == []
