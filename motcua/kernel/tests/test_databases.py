"""Databases made for a while, and what the tests' own fixtures promise."""

import subprocess
import sys
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from motcua.kernel.models import Counter
from motcua.kernel.postgres import NoDatabaseError
from motcua.kernel.postgres.databases import Database
from motcua.kernel.postgres.patience import patiently

ASK = "import django; django.setup(); from motcua.kernel.models import Counter; print(Counter.objects.get().last)"


def test_an_address_leads_to_other_databases_of_the_same_server() -> None:
    there = Database("postgresql://motcua@/postgres?host=%2Fvar%2Flib%2Fmotcua%2Fabc%2Fsocket")
    other = there.called("việc riêng")
    assert other.name == "việc riêng"
    found = conninfo_to_dict(other.address)
    assert (found["dbname"], found["host"]) == ("việc riêng", "/var/lib/motcua/abc/socket")


def test_a_database_is_made_from_a_template_renamed_and_dropped_even_while_used(own_database: Any) -> None:
    template = own_database.database
    connection.close()
    made = template.called(f"{template.name}_copy").create(template=template.name)
    assert made.exists()
    renamed = made.rename(f"{template.name}_renamed")
    assert not made.exists()
    renamed.ensure()
    with psycopg.connect(renamed.address) as session:
        renamed.drop()
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    assert not renamed.exists()
    renamed.drop()


def test_of_many_who_ensure_the_same_database_all_succeed(own_database: Any) -> None:
    wanted = own_database.database.called(f"{own_database.database.name}_wanted")
    own_database.together(lambda _: wanted.ensure(), 6)
    assert wanted.exists()
    wanted.drop()


def test_a_server_that_gives_no_connection_yet_is_asked_again_until_patience_is_over(own_database: Any) -> None:
    database, told = own_database.database, list[str]()
    connection.close()

    def allow(yes: bool) -> None:
        with database.from_outside() as outside:
            outside.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS {yes}")

    def progress(line: str) -> None:
        told.append(line)
        if len(told) == 3:
            allow(yes=True)

    allow(yes=False)
    with pytest.raises(NoDatabaseError, match=r"runs but gave no connection in 0 s: .*not currently accepting"):
        patiently(connection.ensure_connection, progress=lambda _line: None, patience_seconds=0.05)
    patiently(connection.ensure_connection, progress=progress)
    assert connection.is_usable()
    assert len(told) == 3
    assert all("gives no connection yet" in line for line in told)


class TestOwnDatabase:
    def test_what_is_written_is_committed_for_threads_and_other_processes(self, own_database: Any) -> None:
        Counter.objects.create(series="receipts", last=7)
        assert own_database.together(lambda _: Counter.objects.get().last, 3) == [7, 7, 7]
        told = subprocess.run(
            [sys.executable, "-c", ASK], env=own_database.environment, capture_output=True, text=True, check=True
        )
        assert told.stdout.strip() == "7"

    def test_the_next_one_knows_nothing_of_it(self, own_database: Any) -> None:
        assert not Counter.objects.exists()

    def test_an_error_in_one_of_many_is_raised(self, own_database: Any) -> None:
        def divide(number: int) -> float:
            return 1 / number

        with pytest.raises(ZeroDivisionError):
            own_database.together(divide, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["first", "second"])
def test_a_test_with_real_commits_finds_its_database_new(_time: str) -> None:
    assert not Counter.objects.exists()
    Counter.objects.create(series="receipts", last=1)


@pytest.mark.django_db
@pytest.mark.parametrize("_time", ["first", "second"])
def test_a_test_in_a_transaction_leaves_nothing(_time: str) -> None:
    assert not Counter.objects.exists()
    Counter.objects.create(series="receipts", last=1)
