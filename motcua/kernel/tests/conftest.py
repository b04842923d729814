"""A street of homes for the tests of the embedded server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.place import of_home
from motcua.kernel.tests.street import IN_A_HURRY, Street


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are read in the language of these tests."""
    with translation.override("en"):
        yield


@pytest.fixture
def street() -> Iterator[Street]:
    folder = Path(tempfile.mkdtemp(prefix="motcua-street-"))
    folder.chmod(0o711)  # several users live here
    street = Street(folder)
    yield street
    street.clear()


@pytest.fixture
def empty_home(street: Street) -> Home:
    """A home that nobody has used yet."""
    return street.home()


@pytest.fixture(scope="session")
def furniture() -> Iterator[Path]:
    """The data directory of a server that was created, started and stopped once: creating one takes its second."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-street-"))
    server = Server(Home(folder / "home"), settings=IN_A_HURRY).join()
    server.leave()
    yield server.place.data
    shutil.rmtree(server.place.folder)
    shutil.rmtree(folder)


@pytest.fixture
def home(empty_home: Home, furniture: Path) -> Home:
    """A home whose server has been used before, and does not run."""
    empty_home.make()
    place = of_home(empty_home)
    place.make()
    subprocess.run(["cp", "-a", str(furniture), str(place.data)], check=True)
    return empty_home


@pytest.fixture
def ordinary_user() -> int:
    """A user of the machine who is not the one running the tests."""
    return _another_user("nobody")


@pytest.fixture
def second_user() -> int:
    return _another_user("games")


def _another_user(name: str) -> int:
    if os.geteuid() != 0:
        pytest.skip("Only root can act as another user of the machine; these tests do not run as root.")
    return pwd.getpwnam(name).pw_uid
