"""From a folder to a house that works: server, database, tables, seeds. And the loops that work in the background."""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext

from motcua.config import environment
from motcua.journal.commands import follow
from motcua.journal.types import readers
from motcua.kernel import clock, seeding, sweep
from motcua.kernel.home import Home
from motcua.kernel.models import Planted
from motcua.kernel.postgres import NoDatabaseError, Progress, Server, silent
from motcua.kernel.postgres.databases import Database
from motcua.kernel.postgres.patience import patiently

OLDEST_VERSION = 15
_TABLES = "tables"
_LOCK = 0x6D6F74637561  # "motcua": whoever changes the tables of this database holds this advisory lock
_LOOK_SECONDS = 0.1
_LOOK_AFTER_SECONDS = 0.5
_LOG = logging.getLogger(__name__)


@contextlib.contextmanager
def database(progress: Progress = silent) -> Iterator[Server | None]:
    """The house's database, reachable for as long as this lasts: the embedded server is joined, its database made.

    Gives the embedded server; None when the database is one of your own. Raises NoDatabaseError.
    """
    if not settings.ENVIRONMENT.embedded:
        _must_be_usable()
        yield None
        return
    with Server(Home(settings.HOME), progress=progress) as server:
        address = server.place.address(settings.DATABASES["default"]["NAME"])
        patiently(Database(address).ensure, progress=progress)
        _point_django_at(address)
        patiently(connection.ensure_connection, progress=progress)
        connection.close()  # whoever restores a backup puts another database in the place of this one
        try:
            yield server
        finally:
            connections.close_all()


@contextlib.contextmanager
def house(progress: Progress = silent) -> Iterator[Server | None]:
    """The database, with its tables and seeds brought up to this version of Motcua when they are not yet."""
    with database(progress) as server:
        if not is_current():
            bring_up(progress)
        yield server


def keep(server: Server, stop: threading.Event) -> None:
    """Looks after the embedded server until `stop` is set: if it is killed, it is started anew within a second."""
    while not stop.wait(_LOOK_AFTER_SECONDS):
        try:
            if not server.answers():
                _LOG.warning("The database has gone; starting it again.")
                server.join()
        except NoDatabaseError as error:
            _LOG.error("The database cannot be started: %s", error)


def is_current() -> bool:
    """Whether this database has the tables and seeds of this version; one statement."""
    if not has_tables():
        return False
    there = dict(Planted.objects.values_list("name", "edition"))
    return all(there.get(name) == edition for name, edition in _wanted().items())


def has_tables() -> bool:
    """Whether this database belongs to a house already, of whatever version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [Planted._meta.db_table])
        return bool(cursor.fetchone() != (None,))


def bring_up(progress: Progress = silent) -> list[str]:
    """Migrates and plants, one process at a time; returns the names of what was planted anew."""
    with _alone(progress):
        if is_current():
            return []
        progress(gettext("Bringing the tables up to date."))
        call_command("migrate", verbosity=0, interactive=False)
        at = clock.now()
        planted = seeding.plant(at, progress=progress)
        Planted.objects.update_or_create(name=_TABLES, defaults={"edition": _edition_of_tables(), "planted_at": at})
    return planted


def work(stop: threading.Event, server: Server | None = None) -> None:
    """Reads the journal and sweeps until `stop` is set; survives whatever the database does meanwhile.

    `server` is the embedded database, which is looked after too.
    """
    names = [reader.name for reader in readers()]
    threads = [
        threading.Thread(target=follow, args=(names,), kwargs={"stop": stop}, name="readers"),
        threading.Thread(target=sweep.run_forever, args=(stop,), name="sweep"),
    ]
    if server is not None:
        threads.append(threading.Thread(target=keep, args=(server, stop), name="database"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextlib.contextmanager
def _alone(progress: Progress) -> Iterator[None]:
    """Holds the lock of those who change tables, in a session of its own: it goes when the process goes."""
    session = connection.copy()
    try:
        with session.cursor() as cursor:
            told = False
            while not _got_lock(cursor):
                if not told:
                    progress(gettext("Another process is bringing the tables up to date; waiting for it."))
                    told = True
                time.sleep(_LOOK_SECONDS)
            yield
    finally:
        session.close()


def _got_lock(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
    return bool(cursor.fetchone()[0])


def _wanted() -> dict[str, str]:
    return seeding.editions() | {_TABLES: _edition_of_tables()}


def _edition_of_tables() -> str:
    """Changes with the content of any migration of any application."""
    files = [
        path
        for application in apps.get_app_configs()
        for path in sorted(Path(application.path).glob("migrations/[0-9]*.py"))
    ]
    return seeding.edition_of(*files)


def _point_django_at(address: str) -> None:
    """In every thread: all connections read the same settings."""
    new = environment.database_of(address)
    connections.settings["default"].update({name: new[name] for name in ("NAME", "USER", "HOST")})


def _must_be_usable() -> None:
    """A foreign server must be there, be new enough and speak UTF-8."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')"
            )
            version, encoding = cursor.fetchone()
    except OperationalError as error:
        sentence = gettext("The database named in MOTCUA_DATABASE_URL cannot be reached: {reason}")
        raise NoDatabaseError(sentence.format(reason=error)) from error
    if version < OLDEST_VERSION:
        sentence = gettext("The database is PostgreSQL {version}; Motcua needs {oldest} or newer.")
        raise NoDatabaseError(sentence.format(version=version, oldest=OLDEST_VERSION))
    if encoding != "UTF8":
        sentence = gettext("The database speaks {encoding}; create it with the encoding UTF8.")
        raise NoDatabaseError(sentence.format(encoding=encoding))
