"""Turns that a virtual machine's host did not disturb: it may take the processors away at any time, and says so."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MOST_STOLEN = 0.01
"""Of the processors' time: a turn from which the host took more says something about the host."""
_STATISTICS = Path("/proc/stat")
_STOLEN = 8
"""Which word of the first line counts what was stolen."""


def undisturbed(turn: Callable[[], T], *, wanted: int, most: int) -> tuple[list[T], int]:
    """Takes turns until so many were undisturbed, but no more than `most`.

    What the least disturbed ones gave, and how many others were taken. Where nothing tells what a host took, none was.
    """
    turns: list[tuple[float, int, T]] = []
    while len(turns) < most and sum(stolen <= MOST_STOLEN for stolen, _, _ in turns) < wanted:
        begun, before = time.perf_counter(), _stolen_seconds()
        given = turn()
        stolen = (_stolen_seconds() - before) / ((time.perf_counter() - begun) * (os.cpu_count() or 1))
        turns.append((stolen, len(turns), given))
    best = sorted(turns)[:wanted]
    return [given for _, _, given in best], len(turns) - len(best)


def _stolen_seconds() -> float:
    if not _STATISTICS.exists():
        return 0.0
    words = _STATISTICS.read_text().split("\n", 1)[0].split()
    return int(words[_STOLEN]) / os.sysconf("SC_CLK_TCK")
