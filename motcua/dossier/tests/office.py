"""An office that can take dossiers in: a small State, a published procedure, somebody who files, one at the desk.

Moves go through the heart's own commands, each in a unit of work, as `process` would call them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.catalogue import commands as catalogue
from motcua.catalogue.tests.factories import house_number
from motcua.catalogue.types import ApplicantKind, Channel, ServiceLevel
from motcua.dossier import commands
from motcua.dossier.tests.examples import TAX, VERIFICATION
from motcua.dossier.types import Command, HeldComponent, Holder, Intake, Locked, Subject
from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation.tests.factories import small_state
from motcua.organisation.types import EVERYTHING, Scope
from motcua.parties import commands as parties
from motcua.parties.tests.factories import AN, filing
from motcua.parties.types import DeclarationRef, Party, TextPurpose, TextRef

MORNING = datetime(2026, 3, 2, 9, 0)
BINH = Actor(ActorKind.OFFICER, "binh", post_id=7, agency_id=3)


@dataclass(frozen=True)
class Office:
    """What a test needs to know of the office."""

    version_id: int
    receiving: int
    resolving: int
    other: int

    @property
    def scope(self) -> Scope:
        """Somebody of the resolving agency."""
        return Scope(agency_ids=frozenset({self.resolving}), own_agency_ids=frozenset({self.resolving}))

    @property
    def stranger(self) -> Scope:
        """Somebody of an agency that has nothing to do with it."""
        return Scope(agency_ids=frozenset({self.other}), own_agency_ids=frozenset({self.other}))

    def subject(self, **changes: Any) -> Subject:
        """The procedure, asked for at the counter."""
        subject = Subject(
            procedure_version_id=self.version_id,
            procedure_code="9.000001",
            field_code="xay_dung",
            level="commune",
            case_key="",
            channel=Channel.COUNTER,
            service_level=ServiceLevel.FULL,
            applicant_kind=ApplicantKind.CITIZEN,
            receiving_agency_id=self.receiving,
            resolving_agency_id=self.resolving,
            line="local",
            commune_code="06685",
        )
        return replace(subject, **changes)

    def intake(self, declaration: DeclarationRef, **changes: Any) -> Intake:
        """A complete dossier."""
        subject = self.subject(**changes.pop("subject", {}))
        whole = Intake(subject=subject, declaration=declaration, components=(HeldComponent("request", originals=1),))
        return replace(whole, **changes)

    def receive(self, at: datetime = MORNING, *, of: Party = AN, **changes: Any) -> int:
        """A dossier is received; its id."""
        with recording(actor=BINH, at=at, recorded_at=at) as unit:
            declaration = parties.declare(unit, filing(of), confirmed=DOUBTS)
            locked = commands.receive(unit, self.intake(declaration, **changes), holder=self.holder())
            commands.save(unit, locked)
        return locked.id

    def file(self, at: datetime = MORNING, *, of: Party = AN, **changes: Any) -> int:
        """An online filing arrives; its id."""
        subject = {"channel": Channel.ONLINE} | changes.pop("subject", {})
        with recording(actor=BINH, at=at, recorded_at=at) as unit:
            declaration = parties.declare(unit, filing(of), confirmed=DOUBTS)
            intake = self.intake(declaration, subject=subject, **changes)
            locked = commands.open_filing(unit, intake, holder=self.holder())
            commands.save(unit, locked)
        return locked.id

    def holder(self, **changes: Any) -> Holder:
        """A desk of the resolving agency."""
        return replace(Holder(self.resolving, None, None, "appraise"), **changes)


DOUBTS = ("birth_year_differs", "sex_differs", "century_differs")


def office() -> Office:
    """A commune that numbers houses, its centre that takes the papers in, and a department that is a stranger."""
    state = small_state()
    version = house_number(
        term="10 working_day", pause_reasons=(TAX,), prolongations=(VERIFICATION,), channels=frozenset(Channel)
    )
    version_id = catalogue.publish(actor=BINH, at=datetime(2026, 1, 1, 8, 0), version=version)
    return Office(version_id, receiving=state.commune_centre, resolving=state.commune, other=state.department)


def act(
    dossier_id: int,
    command: Command | Callable[[Unit], Command],
    at: datetime,
    *,
    seen: int | None = None,
    late_reason: str = "",
    recorded_at: datetime | None = None,
    may_enter_late: bool = False,
) -> Locked:
    """One command, locked, applied and saved in a unit of its own; one that needs a typed text is given the unit."""
    with recording(actor=BINH, at=recorded_at or at, recorded_at=recorded_at or at) as unit:
        locked = commands.lock(unit, dossier_id, seen=seen)
        reason = written(unit, late_reason) if late_reason else None
        moved = commands.apply(
            unit,
            locked,
            command(unit) if callable(command) else command,
            at=at if recorded_at is not None else None,
            late_reason=reason,
            may_enter_late=may_enter_late,
        )
        commands.save(unit, moved)
    return moved


def written(unit: Unit, text: str = "Lý do") -> TextRef:
    """A typed text."""
    return parties.write_text(unit, text, TextPurpose.REASON)


__all__ = ["BINH", "EVERYTHING", "MORNING", "Office", "act", "office", "written"]
