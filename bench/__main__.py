"""The budgets that apply, measured in one run. All of them (`make bench`) are written to docs/benchmarks.md."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import (
    bench_journal,
    bench_overseeing,
    bench_papers,
    bench_reception,
    bench_register,
    bench_scanning,
    bench_signing,
    bench_tracking,
    bench_worktime,
)
from bench.workers import migrate
from motcua.kernel import clock
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
_HEAD = """# What it costs

Written by `make bench` on {day}. The machine: a shared virtual machine with two processor cores, 24 GB of memory, and
the embedded PostgreSQL 18 on its own disk, with nothing else at work. Rates differ from machine to machine; ratios,
taken in the same run, are what counts.

| What | Measured | Budget | |
|---|---|---|---|
"""

Row = tuple[str, str, str, str]


def _worktime() -> list[Row]:
    return [
        (line.what, f"{line.microseconds:,.2f} µs", _most(line.budget, "µs"), _verdict(line.budget, line.holds))
        for line in bench_worktime.measure()
    ]


def _papers() -> list[Row]:
    forms, books = bench_papers.measure(), bench_register.measure()
    return [
        (line.what, f"{line.milliseconds:,.1f} ms", _most(line.budget, "ms"), _verdict(line.budget, line.holds))
        for lines in (forms, books)
        for line in lines
    ]


def _signing() -> list[Row]:
    return [
        (line.what, f"{line.milliseconds:,.1f} ms", "", "" if line.holds else "broken")
        for line in bench_signing.measure()
    ]


def _scanning() -> list[Row]:
    return [
        (line.what, line.value, line.budget, _verdict(line.budget or None, line.holds))
        for line in bench_scanning.measure()
    ]


def _public() -> list[Row]:
    """Before those that leave millions of rows behind: what is to be swept then is not its work."""
    with _fresh_database() as (address, folder):
        migrate(address)
        return [_tracking(bench_tracking.measure(address, folder))]


def _journal() -> list[Row]:
    with _fresh_database() as (address, _):
        migrate(address)
        return [
            (
                line.what,
                f"{line.rate:,.0f} a second" + (f", {line.ratio:.2f} of by hand" if line.ratio is not None else ""),
                "",
                "",
            )
            for line in bench_journal.measure(address)
        ]


def _reception() -> list[Row]:
    with _fresh_database() as (address, _):
        return [
            (line.what, line.value, line.budget, _verdict(line.budget or None, line.holds))
            for line in bench_reception.measure(address)
        ]


def _overseeing() -> list[Row]:
    with _fresh_database() as (address, _):
        return [
            (
                f"{line.what}, 1,000,000 open",
                f"{line.milliseconds:,.1f} ms",
                _most(line.budget, "ms"),
                _verdict(line.budget, line.holds),
            )
            for line in bench_overseeing.measure(address)
        ]


@contextmanager
def _fresh_database() -> Iterator[tuple[str, Path]]:
    """The address of an empty database on a server of its own, and a folder beside it."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, Server(Home(Path(folder) / "home")) as server:
        yield Database(server.place.address("bench")).create().address, Path(folder) / "beside"
        server.discard()


def _tracking(line: bench_tracking.Line) -> Row:
    what = f"public tracking page at {line.rate:,.0f} a second, half of what saturates"
    value = f"p99 {line.milliseconds:,.1f} ms; servers that only compute as long {line.bare_milliseconds:,.1f} ms"
    if line.left_out:
        value += f"; {line.left_out} turns left out, disturbed by the host"
    return (what, value, _most(line.budget, "ms"), _verdict(line.budget, line.holds))


def _most(budget: float | None, unit: str) -> str:
    return "" if budget is None else f"at most {budget:g} {unit}"


def _verdict(budget: object, holds: bool) -> str:
    if budget is None:
        return ""
    return "held" if holds else "broken"


PARTS: dict[str, Callable[[], list[Row]]] = {
    "worktime": _worktime,
    "papers": _papers,
    "signing": _signing,
    "scanning": _scanning,
    "tracking": _public,
    "journal": _journal,
    "reception": _reception,
    "overseeing": _overseeing,
}


def main() -> None:
    """Measures and prints; writes the page when everything was measured."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these, of: {', '.join(PARTS)}")
    chosen = parser.parse_args().parts
    if unknown := set(chosen) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    rows = [row for name, measure in PARTS.items() if not chosen or name in chosen for row in measure()]
    width = max(len(row[0]) for row in rows)
    for what, value, budget, verdict in rows:
        print(f"{what:<{width}}  {value:>28}  {budget:<16} {verdict}")
    if chosen:
        return
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    PAGE.write_text(_HEAD.format(day=f"{clock.now():%d/%m/%Y}") + table, encoding="utf-8")
    print(f"\nWritten to {PAGE.relative_to(PAGE.parents[1])}.")


if __name__ == "__main__":
    main()
