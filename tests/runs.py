"""One run of the tests: the folder that all its workers share, its server, and the templates of its databases."""

import contextlib
import fcntl
import hashlib
import os
import pickle
import pwd
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connections

from motcua.config import environment
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database

if TYPE_CHECKING:
    from motcua.process.tests.house import House

_RUN_PREFIX = "motcua-test-"
# A database is a thousand files, which are made and deleted in a moment where they never reach a disk.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder below it is private and its name random
_ROOM_BYTES = 4 * 1024**3
# What is lost in a power cut does not matter here; the tests of the embedded server itself start their own.
_IN_A_HURRY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
_HOUSE = Path(__file__).parents[1] / "motcua"


class Run:
    """What all workers of one test run share: a short folder, and in it the embedded server."""

    def __init__(self, folder: Path, *, held: int | None = None) -> None:
        self.folder = folder
        self._held = held
        self._server: Server | None = None
        self._own_copies = 0

    @property
    def home(self) -> Home:
        """The MOTCUA_HOME of everything that runs in these tests."""
        return Home(self.folder / "home")

    @property
    def prefix(self) -> str:
        """Begins the name of every database of this run, so that it can be told from others on a shared server."""
        return self.folder.name.replace("-", "_").lower()

    def template(self) -> Database:
        """The migrated tables."""
        return self._made_once("tables", sorted(_HOUSE.glob("*/migrations/*.py")), _migrated)

    def province(self) -> Database:
        """The sample province on top of the migrated tables."""
        sources = (path for path in _HOUSE.rglob("*") if path.suffix in {".py", ".yaml"} and "tests" not in path.parts)
        return self._made_once("province", sorted(sources), _established, template=self.template())

    def house(self) -> Database:
        """A house with its people on top of the migrated tables."""
        sources = (path for path in _HOUSE.rglob("*") if path.suffix in {".py", ".yaml"})
        return self._made_once("house", sorted(sources), self._settle, template=self.template())

    def who_is_who(self) -> "House":
        """The people of the house."""
        people: House = pickle.loads(self._people.read_bytes())  # noqa: S301 - our own words, of this run
        return people

    def copy(self, template: Database, name: str) -> Database:
        """A fresh copy of a template, under a name of this run."""
        database = template.called(f"{self.prefix}_{name}")
        database.drop()
        return database.create(template=template.name)

    def own_copy(self, template: Database, worker: str) -> Database:
        """A copy for one test."""
        self._own_copies += 1
        return self.copy(template, f"{worker}_own{self._own_copies}")

    def leave(self) -> None:
        """Ends this process's use of the embedded server."""
        connections.close_all()
        if self._server is not None:
            self._server.leave()

    def clear(self) -> None:
        """Removes everything the run has made. Called once, when all its workers are gone."""
        given = os.environ.get("MOTCUA_DATABASE_URL")
        if given:
            with Database(given).from_outside() as outside:
                names = outside.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
                for (name,) in names.fetchall():
                    Database(given).called(name).drop()
        elif self.home.known_identity() is not None:
            self._own_server().discard()
        shutil.rmtree(self.folder)
        if self._held is not None:
            os.close(self._held)

    @property
    def _people(self) -> Path:
        return self.folder / "house.people"

    def _settle(self) -> None:
        from motcua.journal.tests.wall import wall_of_the_story  # noqa: PLC0415 - models can be imported once Django is set up
        from motcua.process.tests.house import house  # noqa: PLC0415 - the same

        with wall_of_the_story():
            self._people.write_bytes(pickle.dumps(house()))

    def _made_once(
        self, name: str, sources: list[Path], make: Callable[[], None], *, template: Database | None = None
    ) -> Database:
        """The template of that name as these sources make it. The first worker that asks makes it; the others wait."""
        address = self._address()
        digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]
        database = address.called(f"{self.prefix}_{name}_{digest}")
        with open(self.folder / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not database.exists():
                draft = address.called(f"{self.prefix}_{name}_draft")
                draft.drop()
                draft.create(template=template.name if template is not None else None)
                with django_on(draft):
                    make()
                draft.rename(database.name)
        return database

    def _address(self) -> Database:
        given = os.environ.get("MOTCUA_DATABASE_URL")
        if given:
            return Database(given)
        if self._server is None:
            self._server = self._own_server().join()
        return Database(self._server.place.address("postgres"))

    def _own_server(self) -> Server:
        return Server(self.home, settings=_IN_A_HURRY, state_folder=self.folder / "server")


def begin() -> Run:
    """A new run in a short folder; what killed runs left behind is removed first."""
    for folder in (
        left for place in {_IN_MEMORY, Path(tempfile.gettempdir())} for left in place.glob(f"{_RUN_PREFIX}*")
    ):
        with contextlib.suppress(FileNotFoundError):  # another run that begins has removed it in the meantime
            if folder.owner() == pwd.getpwuid(os.geteuid()).pw_name and (lock := _hold(folder)) is not None:
                Run(folder).clear()
                os.close(lock)
    # Locked before it bears the name by which others look for abandoned ones.
    draft = Path(tempfile.mkdtemp(prefix=f"new-{_RUN_PREFIX}", dir=_where()))
    draft.chmod(0o711)  # the account of the server passes to what is its own
    held = _hold(draft)
    return Run(draft.rename(draft.with_name(draft.name.removeprefix("new-"))), held=held)


def _where() -> Path:
    """The folder of new runs: in memory where there is room and programs may be run, else among the temporary files."""
    usual = Path(tempfile.gettempdir())
    if not os.access(_IN_MEMORY, os.W_OK) or os.statvfs(_IN_MEMORY).f_flag & os.ST_NOEXEC:
        return usual  # the server's programs may have to be copied beside its data
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free > _ROOM_BYTES else usual


def _hold(folder: Path) -> int | None:
    """Locks the run's folder; None while its own run still does."""
    lock = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


@contextlib.contextmanager
def django_on(database: Database) -> Iterator[None]:
    """Points Django's default connection, in every thread, at this database; afterwards at the one before."""
    connections.close_all()
    current = connections.settings["default"]
    before = dict(current)
    current.update(environment.database_of(database.address), CONN_MAX_AGE=0)
    try:
        yield
    finally:
        connections.close_all()
        current.update(before)


def _migrated() -> None:
    call_command("migrate", verbosity=0)


def _established() -> None:
    from tests.sample import establish  # noqa: PLC0415 - models can be imported once Django is set up

    establish()
