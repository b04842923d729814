"""Two texts side by side, and what became of the questions of a form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from motcua.forms.types import Form

_AROUND = 3
"""Lines that stay the same and are shown around what changed."""


class LineKind(StrEnum):
    """What became of a line. `LEFT_OUT` stands for lines that stay the same and are not shown."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of both texts side by side; a number is None where that text has no such line."""

    kind: LineKind
    number_before: int | None = None
    before: str = ""
    number_now: int | None = None
    now: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """What became of the questions of a form, by their names in the order in which they are asked."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def lines(before: str, now: str) -> list[Line]:
    """Where the texts differ, with a few lines around it; nothing where they are the same."""
    old, new = before.splitlines(), now.splitlines()
    found: list[Line] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        if found or group[0][1]:
            found.append(Line(LineKind.LEFT_OUT))
        for tag, first_old, end_old, first_new, end_new in group:
            found.extend(_lines(tag, old, range(first_old, end_old), new, range(first_new, end_new)))
    return found


def questions(before: Form, now: Form) -> Questions:
    """Which questions came, went or are asked otherwise."""
    old = {one.name: one for one in before.fields()}
    new = {one.name: one for one in now.fields()}
    return Questions(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name, one in new.items() if name in old and old[name] != one),
    )


def _lines(tag: str, old: Sequence[str], before: range, new: Sequence[str], now: range) -> Iterator[Line]:
    """Lines that were replaced stand beside those that replace them, as far as there are as many."""
    paired = min(len(before), len(now))
    kind = LineKind.SAME if tag == "equal" else LineKind.CHANGED
    for left, right in zip(before, now, strict=False):
        yield Line(kind, left + 1, old[left], right + 1, new[right])
    for left in before[paired:]:
        yield Line(LineKind.REMOVED, number_before=left + 1, before=old[left])
    for right in now[paired:]:
        yield Line(LineKind.ADDED, number_now=right + 1, now=new[right])
