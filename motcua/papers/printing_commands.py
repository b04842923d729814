"""Printing a paper for somebody: each printing is counted, and from the second on the paper says so.

How often a paper was printed is a number of the house and nobody's name; who printed it stands on the copy alone.
"""

from dataclasses import replace
from datetime import datetime

from django.utils.crypto import salted_hmac

from motcua.journal.commands import recording
from motcua.kernel import numbers
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import FormLanguages, Scope
from motcua.papers import queries
from motcua.papers.parts import PLAIN, Sheet
from motcua.papers.rules.wording import reprint_mark, viewing_mark
from motcua.papers.types import Paper

_SALT = "motcua.papers.printing"


def print_paper(
    paper: Paper, *, name: str, dated: datetime, actor: Actor, scope: Scope, at: datetime, sheet: Sheet = PLAIN
) -> bytes:
    """The paper as PDF, dated `dated`; the first printing is bare, each later one bears how many came before it, `at`
    and who prints. `name` is what the house knows the paper by, such as `dossier/12/receipt/3`.

    Counted before it is drawn, outside any unit of work: of two who print at once, one has the first. Whoever only
    looks gets a copy that says so, and nothing is counted. Size and languages that `sheet` leaves open are those of the
    agency of whoever prints. Raises Refused: `paper_incomplete`, and then nothing is counted.
    """
    queries.whole(paper)
    mark = viewing_mark(at=at, by=_name_of(actor)) if scope.only_reads else counted(name, actor=actor, at=at)
    return queries.render(paper, at=dated, sheet=replace(_as_the_agency_prints(sheet, actor, at), mark=mark))


def content_name(paper: Paper) -> str:
    """What a paper is known by that has no number of its own: a keyed digest of all it says, which tells nothing."""
    return f"{paper.template}/{salted_hmac(_SALT, repr(paper), algorithm='sha256').hexdigest()}"


def counted(name: str, *, actor: Actor, at: datetime) -> str:
    """Counts a printing of what the house knows by that name; what the copy says of itself: the first says nothing."""
    with recording(actor=actor, at=at):
        (number,) = numbers.draw(f"printing:{name}")
    return reprint_mark(number - 1, at=at, by=_name_of(actor)) if number > 1 else ""


def _as_the_agency_prints(sheet: Sheet, actor: Actor, at: datetime) -> Sheet:
    if actor.agency_id is None:
        return sheet
    choice = organisation.form_choice(actor.agency_id, on=at.date())
    is_bilingual = choice.languages is FormLanguages.WITH_ENGLISH if sheet.is_bilingual is None else sheet.is_bilingual
    return Sheet(sheet.size or choice.size, is_bilingual)


def _name_of(actor: Actor) -> str:
    if actor.kind is not ActorKind.OFFICER:
        return ""
    return organisation.officer_names_by_code([actor.key]).get(actor.key, "")
