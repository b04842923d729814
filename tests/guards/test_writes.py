"""Guards for what an import graph cannot see: who reads the clock, who writes, who opens a transaction."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "motcua"
SOURCES = sorted(path for path in HOUSE.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts)

CLOCK_READS = {"now", "utcnow", "today", "localtime", "gmtime"}
"""Calls that read the machine's clock. `time.monotonic` and `perf_counter` measure, they do not tell the time."""

MAY_CALL_NOW = {"cli", "portal", "desk", "office", "control", "accounts", "config", "journal", "kernel", "ui"}
"""The edges: faces, the command line, the loops that start work, and the journal, which notes when something is
written down. Everybody else is told the time."""

WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "save", "get_or_create", "update_or_create"}
FACES = ("portal", "desk", "office", "control")


def _room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_the_machines_clock_is_read_in_one_place(path: Path) -> None:
    if path == HOUSE / "kernel" / "clock.py":
        return
    readers = [
        f"line {call.lineno}"
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in CLOCK_READS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"datetime", "date", "time", "timezone"}
    ]
    assert not readers, f"{path} reads the clock itself ({', '.join(readers)}); use kernel.clock at the edge"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_the_edges_ask_what_time_it_is(path: Path) -> None:
    if _room(path) in MAY_CALL_NOW:
        return
    askers = [
        f"line {call.lineno}"
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "now"
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "clock"
    ]
    assert not askers, f"{path} asks for the time ({', '.join(askers)}); it must be told: `at` is an argument"


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if _room(path) in FACES], ids=lambda path: str(path.relative_to(HOUSE))
)
def test_faces_write_nothing_themselves(path: Path) -> None:
    writers = [
        f"line {call.lineno}: {call.func.attr}"
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and isinstance(call.func.value, ast.Attribute)
        and call.func.value.attr == "objects"
    ]
    assert not writers, f"{path} writes rows itself ({', '.join(writers)}); call a command of the room"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_rows_are_written_in_commands_only(path: Path) -> None:
    if path.name in {"models.py", "apps.py"} or "commands" in path.stem or "commands" in path.parts:
        return
    if _room(path) in {"kernel", "journal", "cli", "config"}:
        return
    writers = [
        f"line {call.lineno}: {call.func.attr}"
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and isinstance(call.func.value, ast.Attribute)
        and call.func.value.attr == "objects"
    ]
    assert not writers, f"{path} writes rows outside commands ({', '.join(writers)})"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_transactions_are_opened_by_the_journal_only(path: Path) -> None:
    if _room(path) in {"journal", "kernel"}:
        return
    openers = [
        f"line {call.lineno}"
        for call in _calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "atomic"
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "transaction"
    ]
    assert not openers, f"{path} opens a transaction itself ({', '.join(openers)}); use journal.commands.recording"
