"""The sample province, established once for all tests of this room: each gets a copy of its own with real commits."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.db import connections

from motcua.config import environment
from motcua.kernel.postgres.databases import Database
from motcua.kernel.types import system
from motcua.simulate import province

ESTABLISHED_AT = datetime(2026, 3, 2, 8, 0)
_COPIES = count(1)


@contextlib.contextmanager
def _django_on(database: Database) -> Iterator[None]:
    connections.close_all()
    current = connections.settings["default"]
    before = dict(current)
    current.update(environment.database_of(database.address), CONN_MAX_AGE=0)
    try:
        yield
    finally:
        connections.close_all()
        current.update(before)


@pytest.fixture(scope="session")
def _established(django_db_setup: None, django_db_blocker: Any, _run: Any, _worker: str) -> Database:
    database: Database = _run.copy(f"{_worker}_province")
    with django_db_blocker.unblock(), _django_on(database):
        province.establish(actor=system("test"), at=ESTABLISHED_AT)
    return database


@pytest.fixture
def quang_ninh(_established: Database, django_db_blocker: Any) -> Iterator[Database]:
    """A database with the sample province in it, for one test alone."""
    copy = _established.called(f"{_established.name}_{next(_COPIES)}")
    copy.create(template=_established.name)
    try:
        with django_db_blocker.unblock(), _django_on(copy):
            yield copy
    finally:
        copy.drop()
