"""Printing a paper for somebody: each printing is counted, and from the second on the paper says so.

How often a paper was printed is a number of the house and nobody's name; who printed it stands on the copy alone.
"""

from dataclasses import replace
from datetime import datetime

from motcua.journal.commands import recording
from motcua.kernel import numbers
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.papers import queries
from motcua.papers.parts import PLAIN, Sheet
from motcua.papers.rules.wording import reprint_mark, viewing_mark
from motcua.papers.types import Paper


def print_paper(paper: Paper, *, name: str, dated: datetime, actor: Actor, at: datetime, sheet: Sheet = PLAIN) -> bytes:
    """The paper as PDF, dated `dated`; the first printing is bare, each later one bears how many came before it, `at`
    and who prints. `name` is what the house knows the paper by, such as `dossier/12/receipt/3`.

    Counted before it is drawn, outside any unit of work: of two who print at once, one has the first. Raises Refused:
    `paper_incomplete`, and then nothing is counted.
    """
    queries.whole(paper)
    with recording(actor=actor, at=at):
        (number,) = numbers.draw(f"printing:{name}")
    mark = reprint_mark(number - 1, at=at, by=_name_of(actor)) if number > 1 else ""
    return queries.render(paper, at=dated, sheet=replace(sheet, mark=mark))


def show_paper(paper: Paper, *, dated: datetime, actor: Actor, at: datetime, sheet: Sheet = PLAIN) -> bytes:
    """The paper for somebody who only looks: it says so, and no printing is counted. Raises Refused as above."""
    return queries.render(paper, at=dated, sheet=replace(sheet, mark=viewing_mark(at=at, by=_name_of(actor))))


def _name_of(actor: Actor) -> str:
    if actor.kind is not ActorKind.OFFICER:
        return ""
    return organisation.officer_names_by_code([actor.key]).get(actor.key, "")
