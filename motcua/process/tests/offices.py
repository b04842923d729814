"""An office that can take over, pass on and count anew: a small State with a published procedure and its people."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.dossier import queries as dossiers
from motcua.dossier.tests.office import BINH, DOUBTS, Office, office
from motcua.dossier.types import Facts, State, TakenOver
from motcua.journal.commands import recording
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import EVERYTHING, Role
from motcua.parties import commands as parties
from motcua.parties.tests.factories import filing
from motcua.parties.types import DeclarationRef
from motcua.process import commands
from motcua.process.types import Arrival, Receipt, TakenOverAs

THE_MOVE = datetime(2026, 4, 1, 8, 0)


def staffed() -> Office:
    """The office with an officer, a leader, a clerk, and somebody at the desk."""
    here = office()
    holder(here.resolving, Role.OFFICER, "QN-2", "Phạm Thị Dung")
    holder(here.resolving, Role.LEADER, "QN-3", "Lê Văn Hùng")
    holder(here.resolving, Role.CLERK, "QN-4", "Vũ Thị Lan")
    holder(here.receiving, Role.RECEPTIONIST, "QN-5", "Đỗ Thị Mai")
    return here


def declared(at: datetime = THE_MOVE) -> DeclarationRef:
    """Somebody files."""
    with recording(actor=BINH, at=at) as unit:
        return parties.declare(unit, filing(), confirmed=DOUBTS)


def receive(here: Office, at: datetime, **subject: Any) -> Receipt:
    """A dossier is received at the counter, and written down at once."""
    with recording(actor=BINH, at=at, recorded_at=at):
        intake = here.intake(declared(at), subject=subject)
        return commands.receive(actor=BINH, scope=EVERYTHING, at=at, intake=intake)


def running(here: Office, code: str = "000.00.201.H49-260302-0117", **changes: Any) -> TakenOver:
    """A dossier that another system is still working on."""
    taken = TakenOver(
        source="hệ thống cũ",
        code=code,
        state=State.IN_PROGRESS,
        subject=here.subject(),
        declaration=declared(),
        received_at=datetime(2026, 3, 2, 9, 0),
        due_at=datetime(2026, 4, 8, 17, 0),
    )
    return replace(taken, **changes)


def take_over(*arrivals: Arrival) -> list[TakenOverAs]:
    """All of them come in."""
    answers = commands.take_over(actor=BINH, at=THE_MOVE, arrivals=arrivals)
    assert all(isinstance(answer, TakenOverAs) for answer in answers), answers
    return [answer for answer in answers if isinstance(answer, TakenOverAs)]


def facts(dossier_id: int) -> Facts:
    """How it stands."""
    return dossiers.facts(dossier_id)
