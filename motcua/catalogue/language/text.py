"""Reading YAML so that nothing is guessed: every scalar stays the text that stands in the file, with its line.

YAML's own guessing (`no` is false, `1.10` is a number, `2025-07-01` a date) has no place in a legal text: here the
models decide what a scalar means, and a fault can point to the line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]
_NOTHING = frozenset({"", "~", "null"})
_TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a source: a stable code, the line (from 1), the path, and the values its sentence needs."""

    code: str
    line: int
    path: str
    values: Mapping[str, object] = field(default_factory=dict)


class BadSource(Exception):  # noqa: N818 - it is an answer to the writer, not an error of the house
    """A source that cannot be used; carries all its faults, in the order of their lines."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(f"{name}: " + "; ".join(f"{fault.line}: {fault.path} {fault.code}" for fault in faults))
        self.name = name
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))


@dataclass(slots=True)
class Source:
    """A YAML document as plain text values, and the line on which each of them stands."""

    name: str
    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of that path, or of the nearest thing above it that stands in the file."""
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)


def read(name: str, text: str) -> Source:
    """Reads one document. Raises BadSource when it is not YAML, or names a key twice."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSource(name, [Fault("not_yaml", line, "", {"found": error.problem or ""})]) from error
    source = Source(name, None)
    faults: list[Fault] = []
    source.data = None if node is None else _plain(node, (), source, faults)
    if faults:
        raise BadSource(name, faults)
    return source


def _plain(node: yaml.Node, path: Path, source: Source, faults: list[Fault]) -> Any:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), source, faults) for place, item in enumerate(node.value)]
    empty = isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NOTHING
    return None if empty else str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, source: Source, faults: list[Fault]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in values:
            faults.append(Fault("named_twice", line, ".".join(map(str, (*path, key))), {"found": key}))
        values[key] = _plain(value_node, (*path, key), source, faults)
        source.lines[(*path, key)] = line
    return values
