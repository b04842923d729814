"""A document as somebody types it: read as JSON, and on which line each of its parts stands."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from motcua.forms.types import Path, TextFault
from motcua.kernel.types import Refusal


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is JSON: the document, and the lines (from 1) of its parts, as far as they are known."""

    document: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of that part, or of the nearest thing above it that stands in the text; 0 where nothing is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def typed(text: str) -> Typed | TextFault:
    """The document in the text. A text that is no JSON, or names something twice in one place, is at fault."""
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return TextFault((), Refusal("form_text_unreadable"), error.lineno)
    except RecursionError:
        return TextFault((), Refusal("form_text_unreadable"), 1)
    except _NamedTwice as twice:
        return TextFault((twice.name,), Refusal("form_name_twice"), _line_of_second(text, twice.name))
    return Typed(document, _lines_of(text))


class _NamedTwice(Exception):  # noqa: N818 - it carries a name out of the reader of JSON, and is answered with a fault
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """JSON would keep the last of two; whoever typed the first would never learn of it."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _NamedTwice(name)
        found[name] = value
    return found


def _line_of_second(text: str, name: str) -> int:
    """Where the name stands for the last time; the reader of JSON does not say more."""
    return text[: max(text.rfind(json.dumps(name, ensure_ascii=False)), 0)].count("\n") + 1


def _lines_of(text: str) -> Mapping[Path, int]:
    """JSON is read as YAML too, which knows the lines; what YAML cannot read has none."""
    lines: dict[Path, int] = {}
    try:
        node = yaml.compose(text.replace("\t", " "), Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return lines
    if node is not None:
        _note(node, (), lines)
    return lines


def _note(node: yaml.Node, path: Path, lines: dict[Path, int]) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            inner = (*path, str(name.value))
            lines[inner] = name.start_mark.line + 1
            _note(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            _note(item, (*path, place), lines)
