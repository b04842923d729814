"""One real PostgreSQL for every test run, and how a test gets a database of its own.

`db` (pytest-django)             the worker's database, each test in a transaction that is rolled back
`django_db(transaction=True)`    the same database with real commits; afterwards it is made anew from the template,
                                 because the journal refuses the TRUNCATE with which Django would empty it
`own_database`                   a fresh copy with real commits, for threads and sub-processes; Django's default
                                 connection points at it while the test runs; dropped afterwards
`settled`                        the worker's copy of a house with its people (`motcua.process.tests.house`), who is who
                                 in it; each test in a transaction that is rolled back
`quang_ninh`                     the worker's copy of the sample province, established at `tests.sample.ESTABLISHED_AT`,
                                 with its officers' accounts; each test in a transaction that is rolled back
`own_quang_ninh`                 a fresh copy of the sample province with real commits

The first test that needs a database starts the server (embedded, unless MOTCUA_DATABASE_URL names one) and migrates one
template; the first that needs the house or the province makes another. Every database of every worker is a copy of one
of them. Tests of pure rules pay for none of this.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import hypothesis
import psycopg
import pytest

os.environ["MOTCUA_MODE"] = "test"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase
from django.utils import translation

from motcua.config import environment
from motcua.kernel.postgres.databases import Database
from tests.runs import Run, begin, django_on

if TYPE_CHECKING:
    from motcua.process.tests.house import House

_LENGTHY = frozenset({"browser", "slow"})
_FROM_THE_DATABASE = frozenset({"db", "django_db_setup"})
_WITH_REAL_COMMITS = frozenset({"own_database", "own_quang_ninh"})
_RUN = pytest.StashKey[Run]()
_SURROUNDINGS = pytest.StashKey[dict[str, str]]()
T = TypeVar("T")


# What a rule answers is tried, not how soon: other tests run beside it.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
django.setup()


class Standing:
    """A database of one worker in which nothing stays that a test does; its connection is kept from test to test."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: BaseDatabaseWrapper | None = None

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """Points Django's default connection at it, in this thread, until what was done is rolled back."""
        current, outside = connections.settings["default"], connections["default"]
        before = dict(current)
        current.update(environment.database_of(self._database.address), CONN_MAX_AGE=0)
        if self._connection is None:
            self._connection = connections.create_connection("default")
        connections["default"] = self._connection
        try:
            with taken_back():
                yield
        finally:
            connections["default"] = outside
            current.update(before)

    def close(self) -> None:
        """Ends its connection."""
        if self._connection is not None:
            self._connection.close()


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that never commits, in which durable units of work may open as in any test."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # what Django's own test cases set
    with whole:
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True, slots=True)
class OwnDatabase:
    """A database for one test alone. `address` goes to sub-processes as MOTCUA_DATABASE_URL (see `environment`)."""

    database: Database

    @property
    def address(self) -> str:
        """The address, for psycopg and for MOTCUA_DATABASE_URL."""
        return self.database.address

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a sub-process uses this database."""
        return {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_DATABASE_URL": self.address}

    def connect(self, **options: Any) -> psycopg.Connection:
        """A plain connection beside Django's, as another session would have."""
        return psycopg.connect(self.address, **options)

    def together(self, act: Callable[[int], T], count: int) -> list[T]:
        """Runs `act(0)` … `act(count - 1)` in as many threads that begin at the same moment, each with a connection
        of its own, and returns their answers in order. The first exception is raised here.
        """
        barrier = threading.Barrier(count)

        def one(number: int) -> T:
            try:
                barrier.wait()
                return act(number)
            finally:
                connections.close_all()  # Django's connections belong to their thread and die with nobody else

        with ThreadPoolExecutor(count) as pool:
            return [answer.result() for answer in [pool.submit(one, number) for number in range(count)]]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Makes the run's folder, or, in a worker, takes the one its controller made."""
    given = getattr(config, "workerinput", {}).get("motcua_run")
    run = Run(Path(given)) if given else begin()
    config.stash[_RUN] = run
    settings.HOME = run.home.path
    os.environ["MOTCUA_HOME"] = str(run.home.path)
    config.stash[_SURROUNDINGS] = _surroundings()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a worker of xdist where the run's folder is."""
    node.workerinput["motcua_run"] = str(node.config.stash[_RUN].folder)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Marks what asks a database, before anything is chosen by its marks, and puts files that take long first: at the
    end of the row one worker would be left alone with them.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if _FROM_THE_DATABASE & asked or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if _WITH_REAL_COMMITS & asked:
            item.add_marker("own_sql")
    yield
    lengthy = {item.path for item in items if _LENGTHY & {mark.name for mark in item.iter_markers()}}
    items.sort(key=lambda item: item.path not in lengthy)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes what the run has made, also after Ctrl-C. Workers only leave."""
    run = config.stash.get(_RUN, None)
    if run is None:
        return
    run.leave()
    if not hasattr(config, "workerinput"):
        run.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """What one test leaves set for sub-processes makes others fall, in some orders only; so the test itself falls."""
    yield
    left, item.config.stash[_SURROUNDINGS] = item.config.stash[_SURROUNDINGS], _surroundings()
    assert left == _surroundings(), "MOTCUA_… variables are no longer what they were; set them with monkeypatch"


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("MOTCUA_")}


@pytest.fixture(autouse=True)
def _in_the_language_of_the_house() -> None:
    """A page asked for in English leaves its thread in English; the next test must not find that."""
    translation.deactivate()


@pytest.fixture(scope="session")
def _run(request: pytest.FixtureRequest) -> Run:
    return request.config.stash[_RUN]


@pytest.fixture(scope="session")
def _worker(request: pytest.FixtureRequest) -> str:
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, _run: Run, _worker: str) -> Iterator[None]:
    """Replaces pytest-django's own: the worker's database is a copy of the template."""
    with django_db_blocker.unblock(), contextlib.ExitStack() as stack:
        template = _run.template()
        stack.enter_context(django_on(_run.copy(template, _worker)))

        def empty_again(_case: TransactionTestCase) -> None:
            connections.close_all()
            _run.copy(template, _worker)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", empty_again)
            yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any, _run: Run, _worker: str) -> Iterator[OwnDatabase]:
    """A fresh copy with real commits; Django's default connection points at it in every thread while the test runs."""
    with django_db_blocker.unblock():
        yield from _lent(_run.own_copy(_run.template(), _worker))


@pytest.fixture(scope="session")
def _settled(django_db_setup: None, django_db_blocker: Any, _run: Run, _worker: str) -> Iterator[Standing]:
    """The worker's own copy of the house."""
    with django_db_blocker.unblock(), contextlib.closing(Standing(_run.copy(_run.house(), f"{_worker}_house"))) as its:
        yield its


@pytest.fixture
def settled(_settled: Standing, django_db_blocker: Any, _run: Run) -> Iterator["House"]:
    """A commune, its centre and the tax office with their people at work; what the test does is rolled back."""
    with django_db_blocker.unblock(), _settled.lent():
        yield _run.who_is_who()


@pytest.fixture(scope="session")
def _quang_ninh(django_db_setup: None, django_db_blocker: Any, _run: Run, _worker: str) -> Iterator[Standing]:
    """The worker's own copy of the sample province."""
    copy = f"{_worker}_quang_ninh"
    with django_db_blocker.unblock(), contextlib.closing(Standing(_run.copy(_run.province(), copy))) as its:
        yield its


@pytest.fixture
def quang_ninh(_quang_ninh: Standing, django_db_blocker: Any) -> Iterator[None]:
    """The sample province with its officers, their accounts and its procedures; what the test does is rolled back."""
    with django_db_blocker.unblock(), _quang_ninh.lent():
        yield


@pytest.fixture
def own_quang_ninh(django_db_setup: None, django_db_blocker: Any, _run: Run, _worker: str) -> Iterator[OwnDatabase]:
    """The sample province in a database for this test alone, with real commits."""
    with django_db_blocker.unblock():
        yield from _lent(_run.own_copy(_run.province(), _worker))


def _lent(database: Database) -> Iterator[OwnDatabase]:
    """Points Django at the database for one test; afterwards it is gone."""
    try:
        with django_on(database):
            yield OwnDatabase(database)
    finally:
        database.drop()
