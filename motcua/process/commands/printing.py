"""Printing for somebody at his desk: counted and marked when it is not the first time."""

from datetime import date, datetime
from typing import NamedTuple

from motcua.catalogue.types import FormKey, ProcedureVersion
from motcua.dossier import queries as dossier
from motcua.dossier.queries import Book, OfficialPaper
from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.parties.types import DeclarationInput
from motcua.process.handing_over import hand_over_slip
from motcua.process.printing import official_paper, register
from motcua.process.questions import question_paper


class PrintedBook(NamedTuple):
    """A book or list as PDF, and the dossiers it names: whoever prints it has read them."""

    pdf: bytes
    dossier_ids: tuple[int, ...]


def print_form(
    *, actor: Actor, scope: Scope, at: datetime, dossier_id: int, form: FormKey, address: str, sheet: Sheet
) -> bytes:
    """One official paper of a dossier, as PDF: dated the day it was made, and marked where it was printed before.

    Whoever only looks gets a copy that says so. `address` is that of the house, for the QR code. Raises Refused:
    `no_such_dossier`, `paper_not_due`, `paper_incomplete`.
    """
    return _official(official_paper(scope, dossier_id, form, at=at, address=address), actor, scope, at, sheet)


def print_hand_over_slip(*, actor: Actor, scope: Scope, at: datetime, dossier_id: int, sheet: Sheet) -> bytes:
    """Phiếu trả kết quả, for whoever takes the result to sign on paper. Raises Refused (`no_such_dossier`)."""
    paper = hand_over_slip(scope, dossier_id, actor=actor, at=at)
    name = f"dossier/{dossier_id}/hand_over/{paper.result}"
    return papers.print_paper(paper, name=name, dated=at, actor=actor, scope=scope, at=at, sheet=sheet)


def print_counter_slip(
    form: FormKey,
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    receiving_agency_id: int,
    version: ProcedureVersion,
    declaration: DeclarationInput,
    sheet: Sheet,
    wanted: tuple[str, ...] = (),
    reason: str = "",
) -> bytes:
    """The paper for somebody whose dossier the desk does not take, as PDF; the same one on the same day is a reprint.

    Raises Refused as `dossier.queries.counter_slip`, and `paper_incomplete` when nobody is named.
    """
    paper = dossier.counter_slip(
        form,
        actor=actor,
        at=at,
        receiving_agency_id=receiving_agency_id,
        version=version,
        declaration=declaration,
        wanted=wanted,
        reason=reason,
    )
    name = f"counter/{at:%Y-%m-%d}/{papers.content_name(paper)}"
    return papers.print_paper(paper, name=name, dated=at, actor=actor, scope=scope, at=at, sheet=sheet)


def print_question(
    *, actor: Actor, scope: Scope, at: datetime, dossier_id: int, consultation: str, address: str, sheet: Sheet
) -> bytes:
    """The slip by which another agency was asked, as PDF, in the same way.

    Raises Refused: `no_such_dossier`, `no_such_consultation`, `paper_incomplete`.
    """
    found = question_paper(scope, dossier_id, consultation, at=at, address=address)
    return _official(found, actor, scope, at, sheet)


def print_register(
    *, actor: Actor, scope: Scope, at: datetime, agency_id: int, since: date, until: date, sheet: Sheet
) -> PrintedBook:
    """Sổ theo dõi hồ sơ of what that agency received in these days, as PDF; marked where it was printed before and says
    nothing new. Raises Refused: `agency_absent`, `period_turned_round`, `register_too_long`, `paper_not_due`.
    """
    return _printed(register(scope, agency_id, since=since, until=until, at=at), actor, scope, at, sheet)


def print_results(
    *, actor: Actor, scope: Scope, at: datetime, agency_id: int, since: date, until: date, sheet: Sheet
) -> PrintedBook:
    """Phiếu bàn giao kết quả: the results that came to that desk in these days, as PDF. Raises Refused as above."""
    return _printed(dossier.result_list(scope, agency_id, since=since, until=until, at=at), actor, scope, at, sheet)


def _official(found: OfficialPaper, actor: Actor, scope: Scope, at: datetime, sheet: Sheet) -> bytes:
    return papers.print_paper(
        found.paper, name=found.name, dated=found.dated, actor=actor, scope=scope, at=at, sheet=sheet
    )


def _printed(book: Book, actor: Actor, scope: Scope, at: datetime, sheet: Sheet) -> PrintedBook:
    name = papers.content_name(book.paper)
    pdf = papers.print_paper(book.paper, name=name, dated=at, actor=actor, scope=scope, at=at, sheet=sheet)
    return PrintedBook(pdf, book.dossier_ids)
