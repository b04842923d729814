"""A room is entered through its doors: `commands`, `queries`, `types`. Nothing else of it is anybody's business."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "motcua"
DOORS = {"commands", "queries", "types"}
OPEN_ROOMS = {"kernel", "ui"}
"""The floor has no inside: its modules are tools for everybody."""
COMPOSING = {"cli", "config", "__main__.py"}
"""The composition root and the console script may set up what they start."""
SOURCES = sorted(path for path in HOUSE.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts)


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("motcua."):
            if node.module.count(".") == 1:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def _through_the_window(path: Path) -> Iterator[str]:
    room = path.relative_to(HOUSE).parts[0]
    if room in COMPOSING:
        return
    for line, module in _imports(path):
        parts = module.split(".")
        if parts[1] not in {room, *OPEN_ROOMS} and parts[2] not in DOORS:
            yield f"{path.relative_to(HOUSE)}:{line} {module}"


def test_other_rooms_are_entered_through_their_doors() -> None:
    assert not [place for path in SOURCES for place in _through_the_window(path)]
