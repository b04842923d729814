"""Homes in a short folder, and neighbours: other processes that use the same home's server."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from motcua.kernel.home import Home
from motcua.kernel.postgres import processes
from motcua.kernel.postgres.place import of_home

IN_A_HURRY = {"fsync": "off"}


class Neighbour:
    """Another process that uses the home's server."""

    def __init__(self, home: Home, *, user: int, settings: dict[str, str]) -> None:
        words = [f"{name}={value}" for name, value in settings.items()]
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("neighbour.py")), str(home.path), str(user), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.hear() == "ready"

    def ask(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def obey(self, word: str) -> str:
        self.ask(word)
        return self.hear()

    def die(self) -> None:
        """Killed, with no chance to say goodbye."""
        self.process.kill()
        self.close()

    def close(self) -> None:
        with self.process:
            pass


class Street:
    """Makes homes and neighbours, and removes all they left behind, whatever the test did to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.homes: list[Home] = []
        self.neighbours: list[Neighbour] = []

    def home(self, name: str = "home", *, user: int | None = None) -> Home:
        """A home that does not exist yet, in a folder of its user's."""
        parent = self.folder / f"of-{user or os.geteuid()}"
        parent.mkdir(mode=0o700, exist_ok=True)
        if user is not None:
            os.chown(parent, user, user)
        home = Home(parent / name)
        self.homes.append(home)
        return home

    def neighbour(self, home: Home, *, user: int | None = None, **settings: str) -> Neighbour:
        neighbour = Neighbour(home, user=os.geteuid() if user is None else user, settings=IN_A_HURRY | settings)
        self.neighbours.append(neighbour)
        return neighbour

    def clear(self) -> None:
        for neighbour in self.neighbours:
            neighbour.die()
        for home in self.homes:
            if home.known_identity() is not None:
                place = of_home(home)
                for folder in (place.folder, home.database):
                    for process in processes.of_data_directory(folder / "data"):
                        with contextlib.suppress(
                            ProcessLookupError
                        ):  # it noticed by itself that its postmaster is gone
                            os.kill(process.pid, signal.SIGKILL)
                shutil.rmtree(place.folder, ignore_errors=True)
                shutil.rmtree(place.socket_directory, ignore_errors=True)
        shutil.rmtree(self.folder)
