"""Changing single words of a text, or one part of it, and nothing else: comments, order and line breaks stay."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from motcua.catalogue.language.text import Path

_PLAIN = re.compile(r"[^\W_][\w./ ()%+-]*")
_NOTHING = frozenset({"null", "~"})


def scalars(text: str) -> dict[Path, str]:
    """Every single word of the document by its path; what says nothing is empty. The text is known to be YAML."""
    return {
        path: "" if node.style is None and node.value in _NOTHING else str(node.value)
        for path, node in _nodes(yaml.compose(text, Loader=yaml.SafeLoader), ())
    }


def reworded(text: str, changes: Mapping[Path, str]) -> str:
    """The text with other words at these paths, which exist. An empty word says nothing."""
    nodes = dict(_nodes(yaml.compose(text, Loader=yaml.SafeLoader), ()))
    for path in sorted(changes, key=lambda one: nodes[one].start_mark.index, reverse=True):
        node = nodes[path]
        first, last = node.start_mark.index, node.end_mark.index
        stood = text[first:last]
        kept = stood[len(stood.rstrip()) :]
        text = text[:first] + _scalar(changes[path]) + kept + text[last:]
    return text


def with_part_of(text: str, other: str, name: str) -> str:
    """The text, in which one part is that of another text. Both are mappings of parts in lines of their own."""
    lines, said = text.splitlines(keepends=True), other.splitlines(keepends=True)
    here, there = _part(lines, name), _part(said, name)
    return "".join([*lines[: here.start], *said[there.start : there.stop], *lines[here.stop :]])


def _part(lines: Sequence[str], name: str) -> range:
    """The lines of a part; none, behind the last one, where it is not there."""
    start = next((place for place, line in enumerate(lines) if line.startswith(f"{name}:")), len(lines))
    following = range(start + 1, len(lines))
    return range(start, next((place for place in following if lines[place][:1].strip()), len(lines)))


def _nodes(node: yaml.Node | None, path: Path) -> Iterator[tuple[Path, yaml.ScalarNode]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _nodes(item, (*path, place))
    elif isinstance(node, yaml.ScalarNode):
        yield path, node


def _scalar(word: str) -> str:
    """The word as it may stand anywhere, in quotation marks where it has to."""
    one_line = " ".join(word.split())
    if not one_line:
        return "null"
    if _PLAIN.fullmatch(one_line) and one_line not in _NOTHING:
        return one_line
    return json.dumps(one_line, ensure_ascii=False)
