"""Printing for somebody at his desk: counted and marked when it is not the first time."""

from datetime import datetime

from motcua.catalogue.types import FormKey
from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.process.printing import official_paper


def print_form(
    *, actor: Actor, scope: Scope, at: datetime, dossier_id: int, form: FormKey, address: str, sheet: Sheet
) -> bytes:
    """One official paper of a dossier, as PDF: dated the day it was made, and marked where it was printed before.

    Whoever only looks gets a copy that says so. `address` is that of the house, for the QR code. Raises Refused:
    `no_such_dossier`, `paper_not_due`, `paper_incomplete`.
    """
    found = official_paper(scope, dossier_id, form, at=at, address=address)
    if scope.only_reads:
        return papers.show_paper(found.paper, dated=found.dated, actor=actor, at=at, sheet=sheet)
    return papers.print_paper(found.paper, name=found.name, dated=found.dated, actor=actor, at=at, sheet=sheet)
