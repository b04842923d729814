"""What the journal costs: units of work beside hand-written SQL with the same rows and the same lock, and its readers.

`python -m bench.bench_journal` measures on a server and a database of its own; `measure(address)` on a migrated
database that may be thrown away. Every writer is a process: it moves a stream of its own, one entry per durable commit.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database

SECONDS = 3.0
ENTRIES = 20_000
_WORKER = "import sys, django; django.setup(); from bench import journal_work; journal_work.main(sys.argv[1:])"
_MIGRATE = (
    "import django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: how many a second, and the ratio to hand-written SQL where there is one."""

    what: str
    rate: float
    ratio: float | None = None

    def __str__(self) -> str:
        compared = "" if self.ratio is None else f"{self.ratio:8.2f} of hand-written SQL"
        return f"{self.what:<52}{self.rate:>10,.0f} a second{compared}"


def measure(address: str, *, seconds: float = SECONDS, entries: int = ENTRIES) -> list[Line]:
    """Measures on the database of this address."""
    lines: list[Line] = []
    for writers in (1, 8):
        by_hand = _commits(address, "by_hand", writers, seconds)
        ours = _commits(address, "ours", writers, seconds)
        lines.append(Line(f"hand-written SQL, {writers} writing", by_hand))
        lines.append(Line(f"unit of work with one entry, {writers} writing", ours, ours / by_hand))
    lines.append(Line("a number and a commit, 8 drawing from one series", _commits(address, "numbers", 8, seconds)))
    worker = _worker(address, "readers", str(entries))
    answer, _ = worker.communicate()
    if worker.returncode:
        raise RuntimeError("The measurement of the readers failed.")
    return lines + [Line(what, rate) for what, rate in json.loads(answer)]


def _commits(address: str, how: str, writers: int, seconds: float) -> float:
    """Commits a second of so many processes that begin together."""
    workers = [_worker(address, how, str(number), str(seconds)) for number in range(writers)]
    for worker in workers:
        if _told(worker) != "ready":
            raise RuntimeError(f"A writer of {how} did not begin.")
    for worker in workers:
        if worker.stdin is not None:
            worker.stdin.write("go\n")
            worker.stdin.flush()
    done = sum(int(_told(worker)) for worker in workers)
    for worker in workers:
        worker.communicate()
    return done / seconds


def _worker(address: str, *words: str) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_DATABASE_URL": address}
    surroundings.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    return subprocess.Popen(  # noqa: S603 - our own program and words
        [sys.executable, "-c", _WORKER, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings,
    )


def _told(worker: subprocess.Popen[str]) -> str:
    return worker.stdout.readline().strip() if worker.stdout is not None else ""


def main() -> None:
    """Measures on a server of its own and prints the lines."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, Server(Home(Path(folder) / "home")) as server:
        database = Database(server.place.address("bench")).create()
        surroundings = {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_DATABASE_URL": database.address}
        surroundings.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        subprocess.run([sys.executable, "-c", _MIGRATE], env=surroundings, check=True)  # noqa: S603 - our own program
        for line in measure(database.address):
            print(line)
        server.discard()


if __name__ == "__main__":
    main()
