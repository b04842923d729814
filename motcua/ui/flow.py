"""A process as a picture: steps in layers from top to bottom, ways out as arrows, ways back at the right edge.

The picture is SVG made of plain data, with a title and a description; everything in it is also said by a list
(`c-flow`), so nobody has to see it. Arrows that lead on go only downwards: a step lies below every step that leads to
it. A way over several layers gets a place of its own in each, so that it runs beside the steps and not through them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from textwrap import wrap

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.ui.types import Flow, FlowStep

_WIDE, _LANE, _APART, _EDGE = 250, 190, 24, 14
"""Width of a step, width of a way that passes by, space between two of them, space around everything; in pixels."""
_LINE, _PAD, _GAP = 17, 12, 26
_STEP_LETTERS, _WAY_LETTERS, _BACK_LETTERS = 29, 26, 18
_BACK, _BACK_WORDS = 20, 132
_INK, _SOFT, _PAPER, _FILL, _LAST = "#1d2b3a", "#52606d", "#ffffff", "#eef4fb", "#e8f6ee"

Spot = tuple[int, str]
"""A place in a layer: the step's key, or of a way that passes by, its two ends."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies. `columns`: the middle of each place; `tops`: the upper edge of each layer."""

    columns: Mapping[Spot, int]
    layer_of: Mapping[str, int]
    tops: Sequence[int]
    heights: Sequence[int]
    width: int
    height: int


def svg(flow: Flow) -> SafeString:
    """The picture, for a page or as a file of its own."""
    ways, backs = _bundled(flow, back=False), _bundled(flow, back=True)
    laid = _laid_out(flow, ways)
    channel = laid.width + _BACK * len(backs)
    whole = channel + (_BACK_WORDS if backs else _EDGE)
    name = "flow-" + sha256(repr(flow).encode()).hexdigest()[:8]
    parts = [
        *(_way(laid, ends, words, ways) for ends, words in ways.items()),
        *(
            _way_back(laid, ends, words, laid.width + _BACK * place, channel)
            for place, (ends, words) in enumerate(backs.items())
        ),
        *(_step(laid, step) for step in flow.steps),
    ]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="img-fluid" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' role="img" aria-labelledby="{n}-title {n}-desc" font-family="Be Vietnam Pro, sans-serif" font-size="13">'
        '<title id="{n}-title">{title}</title><desc id="{n}-desc">{description}</desc>'
        '<defs><marker id="{n}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="{ink}"/></marker></defs>'
        '<rect width="{w}" height="{h}" fill="{paper}"/><g>{parts}</g></svg>',
        w=whole,
        h=laid.height,
        n=name,
        title=flow.title,
        description=flow.description,
        ink=_SOFT,
        paper=_PAPER,
        parts=mark_safe("".join(parts).replace("#tip", f"#{name}-tip")),  # noqa: S308 - each part escapes its words
    )


def mermaid(flow: Flow) -> str:
    """The same in the language of Mermaid, for documents that draw it themselves."""
    names = {step.key: f"s{place}" for place, step in enumerate(flow.steps, start=1)}
    lines = ["flowchart TD"]
    lines += [f'  {names[step.key]}["{_quoted([step.label, *step.lines])}"]' for step in flow.steps]
    for back, arrow in ((False, "-->"), (True, "-.->")):
        lines += [
            f'  {names[source]} {arrow}|"{_quoted(words)}"| {names[target]}'
            for (source, target), words in _bundled(flow, back=back).items()
        ]
    return "\n".join(lines) + "\n"


def layers(flow: Flow) -> dict[str, int]:
    """The layer of each step: below every step that leads on to it."""
    found = {step.key: 0 for step in flow.steps}
    for _round in flow.steps:
        for way in flow.ways:
            if not way.is_back:
                found[way.target] = max(found[way.target], found[way.source] + 1)
    return found


def _bundled(flow: Flow, *, back: bool) -> dict[tuple[str, str], list[str]]:
    """What the ways between the same two steps are called, together: they are one arrow."""
    bundles: dict[tuple[str, str], list[str]] = {}
    for way in flow.ways:
        if way.is_back is back:
            bundles.setdefault((way.source, way.target), []).append(way.label)
    return bundles


def _laid_out(flow: Flow, ways: Mapping[tuple[str, str], Sequence[str]]) -> Layout:
    layer_of = layers(flow)
    order = {step.key: place for place, step in enumerate(flow.steps)}
    rows: list[list[tuple[float, int, Spot]]] = [[] for _ in range(max(layer_of.values()) + 1)]
    columns: dict[Spot, int] = {}
    for number, row in enumerate(rows):
        wanted = [(key, (number, key)) for key, layer in layer_of.items() if layer == number]
        wanted += [
            (target, (number, f"{source}>{target}"))
            for source, target in ways
            if layer_of[source] < number < layer_of[target]
        ]
        for key, spot in wanted:
            above = [columns[_spot(ends, number - 1, layer_of)] for ends in ways if _passes(ends, spot, layer_of)]
            row.append((sum(above) / len(above) if above else 0.0, order[key], spot))
        row.sort()
        left = -(sum(_breadth(spot) for _, _, spot in row) + _APART * (len(row) - 1)) // 2
        for _, _, spot in row:
            columns[spot] = left + _breadth(spot) // 2
            left += _breadth(spot) + _APART
    leftmost = min(column - _breadth(spot) // 2 for spot, column in columns.items())
    columns = {spot: column - leftmost + _EDGE for spot, column in columns.items()}
    heights = [_tallest(flow, layer_of, number) for number in range(len(rows))]
    tops, top = [], _EDGE
    for number, height in enumerate(heights):
        tops.append(top)
        top += height + _space_below(number, ways, layer_of)
    width = max(column + _breadth(spot) // 2 for spot, column in columns.items()) + _EDGE
    return Layout(columns, layer_of, tops, heights, width, tops[-1] + heights[-1] + _EDGE)


def _spot(ends: tuple[str, str], number: int, layer_of: Mapping[str, int]) -> Spot:
    """Where a way is in a layer: at one of its ends, or at its own place between them."""
    source, target = ends
    if number == layer_of[source]:
        return number, source
    return (number, target) if number == layer_of[target] else (number, f"{source}>{target}")


def _passes(ends: tuple[str, str], spot: Spot, layer_of: Mapping[str, int]) -> bool:
    """Whether the way comes into this place from the layer above."""
    source, target = ends
    return layer_of[source] < spot[0] <= layer_of[target] and _spot(ends, spot[0], layer_of) == spot


def _breadth(spot: Spot) -> int:
    return _LANE if ">" in spot[1] else _WIDE


def _words(step: FlowStep) -> tuple[list[str], list[str]]:
    said = [line for words in step.lines for line in wrap(words, _STEP_LETTERS + 4)]
    return wrap(step.label, _STEP_LETTERS), said


def _tallest(flow: Flow, layer_of: Mapping[str, int], number: int) -> int:
    lines = [sum(map(len, _words(step))) for step in flow.steps if layer_of[step.key] == number]
    return max(lines) * _LINE + 2 * _PAD


def _space_below(number: int, ways: Mapping[tuple[str, str], Sequence[str]], layer_of: Mapping[str, int]) -> int:
    lines = [len(_way_lines(words)) for ends, words in ways.items() if layer_of[ends[0]] == number]
    return 2 * _GAP + max(lines, default=0) * (_LINE - 2)


def _way_lines(words: Sequence[str]) -> list[str]:
    return [line for label in words for line in wrap(label, _WAY_LETTERS)]


def _step(laid: Layout, step: FlowStep) -> str:
    number = laid.layer_of[step.key]
    middle, top, height = laid.columns[number, step.key], laid.tops[number], laid.heights[number]
    labels, said = _words(step)
    first = top + (height - (len(labels) + len(said)) * _LINE) // 2 + _LINE - 4
    looks = [f'fill="{_INK}" font-weight="600"'] * len(labels) + [f'fill="{_SOFT}"'] * len(said)
    text = [
        f'<text x="{middle}" y="{first + _LINE * place}" text-anchor="middle" {look}>{escape(line)}</text>'
        for place, (line, look) in enumerate(zip([*labels, *said], looks, strict=True))
    ]
    box = (
        f'<rect x="{middle - _WIDE // 2}" y="{top}" width="{_WIDE}" height="{height}" rx="8"'
        f' fill="{_LAST if step.is_last else _FILL}" stroke="{_SOFT}"/>'
    )
    return box + "".join(text)


def _way(
    laid: Layout,
    ends: tuple[str, str],
    words: Sequence[str],
    ways: Mapping[tuple[str, str], Sequence[str]],
) -> str:
    source, target = ends
    first, last = laid.layer_of[source], laid.layer_of[target]
    middles = [laid.columns[_spot(ends, number, laid.layer_of)] for number in range(first, last + 1)]
    points = [(middles[0], laid.tops[first] + laid.heights[first])]
    for middle, number in zip(middles[1:-1], range(first + 1, last), strict=True):
        points += [(middle, laid.tops[number]), (middle, laid.tops[number] + laid.heights[number])]
    points.append((middles[-1], laid.tops[last]))
    splits = sum(one == source for one, _ in ways) > 1
    meets = sum(other == target for _, other in ways) > 1
    middle = points[1][0] if splits else points[0][0]
    if splits and meets and last == first + 1:
        middle = (points[0][0] + points[1][0]) // 2
    return _arrow(points) + _beside_way(_way_lines(words), middle, points)


def _arrow(points: Sequence[tuple[int, int]]) -> str:
    path = f"M{points[0][0]} {points[0][1]}"
    for (from_x, from_y), (to_x, to_y) in pairwise(points):
        half = (from_y + to_y) // 2
        path += f"L{to_x} {to_y}" if from_x == to_x else f"C{from_x} {half} {to_x} {half} {to_x} {to_y}"
    return f'<path d="{path}" fill="none" stroke="{_SOFT}" stroke-width="1.5" marker-end="url(#tip)"/>'


def _beside_way(lines: Sequence[str], middle: int, points: Sequence[tuple[int, int]]) -> str:
    top = (points[0][1] + points[1][1]) // 2 - (len(lines) - 1) * (_LINE - 2) // 2 + 4
    return "".join(_halo(middle, top + (_LINE - 2) * place, "middle", line) for place, line in enumerate(lines))


def _way_back(laid: Layout, ends: tuple[str, str], words: Sequence[str], channel: int, outermost: int) -> str:
    source, target = (laid.layer_of[key] for key in ends)
    start = laid.tops[source] + laid.heights[source] // 2
    end = laid.tops[target] + laid.heights[target] // 2
    leaves = laid.columns[source, ends[0]] + _WIDE // 2
    comes = laid.columns[target, ends[1]] + _WIDE // 2
    path = f"M{leaves} {start}H{channel}V{end}H{comes}"
    lines = [line for label in words for line in wrap(label, _BACK_LETTERS)]
    text = "".join(
        _halo(outermost + 2, start + 4 + (_LINE - 2) * place, "start", line) for place, line in enumerate(lines)
    )
    return (
        f'<path d="{path}" fill="none" stroke="{_SOFT}" stroke-width="1.5" stroke-dasharray="5 4"'
        f' marker-end="url(#tip)"/>{text}'
    )


def _halo(x: int, y: int, anchor: str, line: str) -> str:
    """Words over an arrow, with a margin of paper around the letters."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="12" fill="{_SOFT}" stroke="{_PAPER}" stroke-width="4"'
        f' paint-order="stroke">{escape(line)}</text>'
    )


def _quoted(words: Sequence[str]) -> str:
    return "<br>".join(one.replace('"', "#quot;") for one in words)
