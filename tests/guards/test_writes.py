"""Guards for what an import graph cannot see: who reads the clock, who writes, who opens a transaction."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "motcua"
SOURCES = sorted(path for path in HOUSE.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts)

CLOCK_READS = {"now", "utcnow", "today", "localtime", "gmtime"}
"""Calls that read the machine's clock. `time.monotonic` and `perf_counter` measure, they do not tell the time."""
MACHINES_CLOCK = {"datetime", "date", "time", "timezone"}

MAY_CALL_NOW = {"cli", "portal", "desk", "office", "control", "accounts", "config", "journal", "kernel", "ui"}
"""The edges: faces, the command line, the loops that start work, and the journal, which notes when something is
written down. Everybody else is told the time."""

WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "save", "get_or_create", "update_or_create"}
FACES = {"portal", "desk", "office", "control"}


def _room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


@cache
def _methods(path: Path) -> tuple[ast.Call, ...]:
    """All calls of the form `something.method()`."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))


def _called(path: Path, on: set[str], methods: set[str]) -> Iterator[str]:
    """Where one of the methods is called on a thing of one of these names."""
    for call in _methods(path):
        method = call.func
        if isinstance(method, ast.Attribute) and method.attr in methods and _name(method.value) in on:
            yield f"{path.relative_to(HOUSE)}:{call.lineno} {method.attr}"


def _name(thing: ast.expr) -> str:
    if isinstance(thing, ast.Name):
        return thing.id
    return f".{thing.attr}" if isinstance(thing, ast.Attribute) else ""


def _keeps_rows(path: Path) -> bool:
    """Whether a room's rows may be written there."""
    if _room(path) in {"kernel", "journal", "cli", "config"}:
        return True
    return path.name in {"models.py", "apps.py"} or "commands" in path.stem or "commands" in path.parts


def test_the_machines_clock_is_read_in_one_place() -> None:
    others = (path for path in SOURCES if path != HOUSE / "kernel" / "clock.py")
    readers = [place for path in others for place in _called(path, MACHINES_CLOCK, CLOCK_READS)]
    assert not readers, "use kernel.clock at the edge"


def test_only_the_edges_ask_what_time_it_is() -> None:
    inside = (path for path in SOURCES if _room(path) not in MAY_CALL_NOW)
    askers = [place for path in inside for place in _called(path, {"clock"}, {"now"})]
    assert not askers, "they must be told: `at` is an argument"


def test_faces_write_nothing_themselves() -> None:
    faces = (path for path in SOURCES if _room(path) in FACES)
    writers = [place for path in faces for place in _called(path, {".objects"}, WRITES)]
    assert not writers, "call a command of the room"


def test_rows_are_written_in_commands_only() -> None:
    elsewhere = (path for path in SOURCES if not _keeps_rows(path))
    writers = [place for path in elsewhere for place in _called(path, {".objects"}, WRITES)]
    assert not writers, "rows are written in `commands`"


def test_transactions_are_opened_by_the_journal_only() -> None:
    others = (path for path in SOURCES if _room(path) not in {"journal", "kernel"})
    openers = [place for path in others for place in _called(path, {"transaction"}, {"atomic"})]
    assert not openers, "use journal.commands.recording"
