"""A document as text: always in the same order and the same lines, so that two of them can be compared line by line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_WIDTH = 110
"""Columns of a line; what is longer is written over several."""
_STEP = "  "
_PARTS = (
    *("$schema", "type", "format", "const", "enum", "minLength", "maxLength", "minimum", "maximum", "minItems"),
    *("maxItems", "uniqueItems", "readOnly", "required", "items", "properties", "layout"),
    *("key", "when", "reason", "article", "vi", "en", "title", "label", "hint", "lines", "choices", "pages"),
    *("shown_when", "value", "prefill", "earliest", "latest", "order", "fields", "stops"),
)
"""In which order the parts of the language are written."""
_NAMED_FREELY = frozenset({"properties", "fields", "choices"})
"""Parts whose own parts have the names of questions and choices, though they be those of the language."""
_RANK = {name: place for place, name in enumerate(_PARTS)}


def written(document: Mapping[str, Any]) -> str:
    """The document as JSON, its questions in the order in which they are asked: a store of JSON keeps no order.

    Of a document at fault what can be ordered is.
    """
    layout = document.get("layout")
    pages = layout.get("pages", ()) if isinstance(layout, Mapping) else ()
    asked = [name for page in _mappings(pages) for name in page.get("fields", ())]
    return "".join(_lines(_ordered(document, tuple(map(str, asked))), "")) + "\n"


def _ordered(part: Any, asked: Sequence[str], *, rank: Mapping[str, int] = _RANK) -> Any:
    """The part with its names in the order of the language, those of questions in the order in which they are asked."""
    if isinstance(part, Mapping):
        inner = part.get("order")
        names = tuple(map(str, inner)) if isinstance(inner, Sequence) and not isinstance(inner, str) else asked
        return {
            name: _ordered(part[name], names, rank={} if rank and name in _NAMED_FREELY else _RANK)
            for name in _in_order(part, asked, rank)
        }
    if isinstance(part, list):
        return [_ordered(one, asked) for one in part]
    return part


def _in_order(part: Mapping[str, Any], asked: Sequence[str], rank: Mapping[str, int]) -> Iterable[str]:
    """Parts of the language first; then questions as they are asked; then all others by name."""
    places = {name: place for place, name in enumerate(asked)}
    last = len(_PARTS), len(places)
    return sorted(part, key=lambda name: (rank.get(name, last[0]), places.get(name, last[1]), name))


def _lines(part: Any, indent: str) -> Iterator[str]:
    """What fits stands on one line."""
    flat = json.dumps(part, ensure_ascii=False)
    inner = indent + _STEP
    if not isinstance(part, dict | list) or not part or len(indent) + len(flat) <= _WIDTH:
        yield flat
    elif isinstance(part, dict):
        rows = (f"{inner}{json.dumps(name)}: {''.join(_lines(one, inner))}" for name, one in part.items())
        yield "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    else:
        yield "[\n" + ",\n".join(inner + "".join(_lines(one, inner)) for one in part) + f"\n{indent}]"


def _mappings(listed: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in listed if isinstance(one, Mapping)) if isinstance(listed, list | tuple) else iter(())
