"""Guessing is slow, in every process at once, and nobody's address is written down."""

import secrets
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import OwnDatabase
from motcua.portal import models
from motcua.portal.commands import spend_a_try

pytestmark = pytest.mark.own_sql

NINE = datetime(2026, 3, 2, 9, 0)
WITHIN = timedelta(minutes=10)
ADDRESS, CODE = "address 203.0.113.7", "code h49.201-260302-0001"


def tried(*subjects: str, at: datetime = NINE, allowed: int = 3) -> bool:
    return spend_a_try(subjects or (ADDRESS, CODE), at=at, allowed=allowed, within=WITHIN)


@pytest.mark.django_db
class TestTries:
    @pytest.fixture(autouse=True)
    def not_cleared_yet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(secrets, "randbelow", lambda _below: 1)

    def test_the_fourth_of_three_is_one_too_many_and_after_ten_minutes_all_is_forgiven(self) -> None:
        assert [tried() for _ in range(5)] == [True, True, True, False, False]
        assert not tried(at=NINE + WITHIN - timedelta(seconds=1))
        assert [tried(at=NINE + WITHIN) for _ in range(4)] == [True, True, True, False]

    def test_a_code_is_not_guessed_from_many_addresses_nor_many_codes_from_one(self) -> None:
        assert [tried(f"address 10.0.0.{number}", CODE) for number in range(4)] == [True, True, True, False]
        assert [tried(ADDRESS, f"code {number}") for number in range(4)] == [True, True, True, False]
        assert tried("address 10.0.9.9", "code of somebody else")

    def test_it_costs_one_statement(self) -> None:
        with CaptureQueriesContext(
            connection,
        ) as statements:
            tried()
        assert len(statements) == 1

    def test_neither_address_nor_code_can_be_read(self) -> None:
        tried()
        kept = [bytes(subject) for subject in models.Tries.objects.values_list("subject", flat=True)]
        assert {len(subject) for subject in kept} == {16}
        assert not any(b"203.0" in subject or b"h49" in subject for subject in kept)

    def test_what_is_over_is_deleted_now_and_then(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tried(ADDRESS)
        monkeypatch.setattr(secrets, "randbelow", lambda _below: 0)
        tried(CODE, at=NINE + WITHIN)
        assert models.Tries.objects.count() == 1


ANOTHER_PROCESS = """
import sys, django
django.setup()
from datetime import datetime, timedelta
from motcua.portal.commands import spend_a_try
at, within = datetime(2026, 3, 2, 9, 0), timedelta(minutes=10)
print(sum(spend_a_try(sys.argv[1:], at=at, allowed=10, within=within) for _ in range(8)))
"""


def test_several_processes_have_one_count(own_database: OwnDatabase) -> None:
    guessers = [
        subprocess.Popen(
            [sys.executable, "-c", ANOTHER_PROCESS, *subjects],
            env=own_database.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for subjects in ((ADDRESS, CODE), (CODE, ADDRESS), (ADDRESS,))
    ]
    answers = [guesser.communicate(timeout=60)[0] for guesser in guessers]
    assert sum(map(int, answers)) == 10
    assert not tried(ADDRESS, allowed=10)


def test_many_at_once_are_all_counted(own_database: OwnDatabase) -> None:
    answers = own_database.together(lambda _: tried(ADDRESS, CODE, allowed=12), 20)
    assert answers.count(True) == 12
