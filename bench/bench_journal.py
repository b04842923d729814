"""What the journal costs: units of work beside hand-written SQL with the same rows and the same lock, and its readers.

`python -m bench.bench_journal` measures on a server and a database of its own; `measure(address)` on a migrated
database that may be thrown away. Every writer is a process: it moves a stream of its own, one entry per durable commit.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.workers import Workers, migrate
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database

SECONDS = 3.0
ENTRIES = 20_000


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
    workers = Workers("journal_work", address)
    lines: list[Line] = []
    for writers in (1, 8):
        by_hand, ours = workers.rates(["by_hand", "ours"], writers, seconds)
        lines.append(Line(f"hand-written SQL, {writers} writing", by_hand))
        lines.append(Line(f"unit of work with one entry, {writers} writing", ours, ours / by_hand))
    lines.append(Line("a number and a commit, 8 drawing from one series", workers.rate("numbers", 8, seconds)))
    return lines + [Line(what, rate) for what, rate in workers.answer("readers", str(entries))]


def main() -> None:
    """Measures on a server of its own and prints the lines."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, Server(Home(Path(folder) / "home")) as server:
        database = Database(server.place.address("bench")).create()
        migrate(database.address)
        for line in measure(database.address):
            print(line)
        server.discard()


if __name__ == "__main__":
    main()
