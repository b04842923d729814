"""The table of the legal life drawn for people: a diagram and a list, generated, never edited by hand."""

from collections import defaultdict
from collections.abc import Iterator

from motcua.dossier.rules.table import TABLE, possible
from motcua.dossier.types import BEFORE_RECEIPT, OPEN, State

_HEAD = """# The legal life of a dossier

Drawn from the one table of the heart (`motcua/dossier/rules/table.py`) by `motcua.dossier.rules.diagram.document`; a
test compares this page with the table. Whatever is not here is refused.

A filing becomes a dossier when it is accepted; a dossier of the counter or the post begins *in progress*. Actions that
leave the state as it is are not drawn; they are in the list below. The article of a topic is dated data of the regime
(`motcua/catalogue/data/regimes.yaml`): *special_law* means that the procedure version names it, *house_rule* that no
decree says it.
"""


def document() -> str:
    """The whole page, in Markdown with one Mermaid diagram."""
    return "\n".join([_HEAD, *_diagram(), "", *_list(), ""])


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {State.FILED}: filed online"
    yield f"    [*] --> {State.IN_PROGRESS}: received at the counter or by post"
    arrows: defaultdict[tuple[State, State], list[str]] = defaultdict(list)
    for (state, action), move in TABLE.items():
        if move.target is not state:
            arrows[state, move.target].append(action.value)
    for (source, target), actions in arrows.items():
        yield f"    {source} --> {target}: {', '.join(actions)}"
    for state in State:
        if not possible(state):
            yield f"    {state} --> [*]"
    yield "```"


def _list() -> Iterator[str]:
    yield "| State | Action | Leads to | Topic of law |"
    yield "|---|---|---|---|"
    for (state, action), move in TABLE.items():
        target = (
            move.target.value if move.otherwise is None else f"{move.target}, or {move.otherwise} while another holds"
        )
        yield f"| {state} | {action} | {target} | {move.topic} |"
    yield ""
    yield f"Before the receipt, not in the figures: {_names(BEFORE_RECEIPT)}. Open: {_names(OPEN)}."


def _names(states: frozenset[State]) -> str:
    return ", ".join(state.value for state in State if state in states)
