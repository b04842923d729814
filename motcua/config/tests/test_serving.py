"""`motcua serve`, really running: what it starts, what it survives, and that it leaves nothing behind."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

import pytest

from motcua.kernel.home import Home
from motcua.kernel.postgres import Server, processes
from motcua.kernel.tests.street import Street

pytestmark = [pytest.mark.embedded, pytest.mark.slow]

PATIENCE = 60


class House:
    """A served house: the parent process, and what a browser sees."""

    def __init__(self, home: Home, port: int, *words: str) -> None:
        self.home = home
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--workers", "1", *words],
            env=environment(home),
            stderr=subprocess.PIPE,
            text=True,
        )

    def said(self, words: str) -> bool:
        """Listens until these words are said; False if it ended without saying them."""
        assert self.process.stderr is not None
        return any(words in line for line in self.process.stderr)

    def read(self, path: str) -> str:
        with urllib.request.urlopen(self.address(path), timeout=10) as answer:  # noqa: S310 - always http
            return str(answer.read().decode())

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def visit(self, path: str = "/login/", *, session: str = "") -> int:
        """The status of a page; 0 when nobody answers. With a session the page must ask the database who that is."""
        request = urllib.request.Request(self.address(path))  # noqa: S310 - always http
        if session:
            request.add_header("Cookie", f"sessionid={session}")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - always http
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, HTTPException):
            return 0

    def descendants(self) -> set[int]:
        """Its children and theirs; without the database."""
        found = set(self.children())
        for child in list(found):
            found.update(children_of(child))
        return found

    def children(self) -> dict[int, str]:
        """Its own children with their command lines; without the database.

        A web server's worker has its master's command line, and after a turn of the counter even the lower number:
        only whose child it is tells them apart.
        """
        found: dict[int, str] = {}
        for child in children_of(self.process.pid):
            with contextlib.suppress(OSError):  # it ended while we looked
                words = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
                if "postgres" not in words.split(" ")[0]:
                    found[child] = words
        return found

    def does(self, words: str) -> bool:
        """Whether a child does this work by now."""
        return any(words in line for line in self.children().values())

    def child(self, words: str) -> int:
        """The one child that does this work."""
        (found,) = (pid for pid, line in self.children().items() if words in line)
        return found

    def has_other_than(self, before: int, words: str) -> bool:
        """Whether another child than that one does the same work by now."""
        return any(words in line and pid != before for pid, line in self.children().items())

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def environment(home: Home) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    return {**kept, "MOTCUA_HOME": str(home.path)}


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def database_runs(home: Home) -> bool:
    return bool(processes.of_data_directory(Server(home).place.data))


@pytest.fixture(scope="module")
def lane() -> Iterator[Street]:
    folder = Path(tempfile.mkdtemp(prefix="motcua-street-"))
    street = Street(folder)
    yield street
    street.clear()


@pytest.fixture(scope="module")
def house(lane: Street) -> Iterator[House]:
    """One house for the tests that leave it as they found it."""
    house = House(lane.home(), free_port())
    assert house.said(house.address(""))
    yield house
    if house.process.poll() is None:
        house.end()
    assert house.process.stderr is not None
    house.process.stderr.close()


def test_a_page_and_its_look_are_served(house: House) -> None:
    page = house.read("/login/")
    sheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)
    assert sheets
    for sheet in sheets:
        assert house.visit(sheet) == 200


def test_the_background_work_runs_beside_it(house: House) -> None:
    eventually(lambda: house.does("motcua work"))


def test_a_killed_database_is_back_within_moments_and_meanwhile_it_is_a_503(house: House) -> None:
    assert house.visit(session="unknown") == 200
    for process in processes.of_data_directory(Server(house.home).place.data):
        os.kill(process.pid, signal.SIGKILL)
    assert house.visit(session="unknown") in (503, 200)
    eventually(lambda: house.visit(session="unknown") == 200)


def test_a_killed_web_server_is_started_again(house: House) -> None:
    eventually(lambda: house.visit() == 200)
    before = house.child("motcua.config.web")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: house.visit() == 200 and house.has_other_than(before, "motcua.config.web"))


def test_a_killed_worker_is_replaced(house: House) -> None:
    eventually(lambda: house.visit() == 200)
    master = house.child("motcua.config.web")
    eventually(lambda: len(children_of(master)) == 1)
    (worker,) = children_of(master)
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: children_of(master) not in ([], [worker]) and house.visit() == 200)


def test_killed_background_work_is_started_again(house: House) -> None:
    eventually(lambda: house.does("motcua work"))
    before = house.child("motcua work")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: house.has_other_than(before, "motcua work"))


def test_a_port_that_is_taken_is_said_in_one_sentence(house: House) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "motcua", "serve", "--port", str(house.port)],
        env=environment(house.home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"127.0.0.1:{house.port}" in second.stderr
    assert "Traceback" not in second.stderr
    assert house.visit(session="unknown") == 200, "the database it shared is still there"


def test_ctrl_c_ends_everything_tidily(house: House) -> None:
    eventually(lambda: house.visit() == 200)
    left = house.descendants()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(PATIENCE) == 0
    eventually(lambda: not any(processes.alive(pid) for pid in left))
    assert not database_runs(house.home)


def test_nothing_outlives_a_killed_parent_but_a_database_that_the_next_one_takes_over(house: House) -> None:
    killed = House(house.home, free_port())
    assert killed.said(killed.address(""))
    eventually(lambda: killed.does("motcua work"))
    left = killed.descendants()
    killed.process.kill()
    killed.process.wait()
    eventually(lambda: not any(processes.alive(pid) for pid in left))
    with Server(house.home) as server:
        assert server.answers()
    assert not database_runs(house.home)
    assert killed.process.stderr is not None
    killed.process.stderr.close()
