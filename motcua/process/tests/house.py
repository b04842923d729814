"""A house with its people: a commune and its centre, the tax office as a partner, and two procedures.

Everybody acts through the commands of the course, with the scope that organisation gives to his posts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from motcua.catalogue import commands as catalogue
from motcua.catalogue.tests.factories import house_number
from motcua.catalogue.types import Channel, Result
from motcua.dossier import queries as dossiers
from motcua.dossier.tests.examples import TAX
from motcua.dossier.tests.office import DOUBTS, Office
from motcua.dossier.types import Command, Facts
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Actor, ActorKind, system
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import AT, DECISION, establish, holder, small_state
from motcua.organisation.types import Role, Scope
from motcua.parties import commands as parties
from motcua.parties.tests.factories import filing
from motcua.parties.types import DeclarationRef, TextPurpose, TextRef
from motcua.process import commands, queries
from motcua.process.tests.courses import WITH_TAX
from motcua.process.types import Moved, Receipt, WorkItem

MORNING = datetime(2026, 3, 2, 9, 0)
TODAY = MORNING.date()
LAND = "9.000002"


def on(text: str, year: int = 2026) -> datetime:
    """`04/03 10:00` of 2026."""
    return datetime.strptime(f"{text} {year}", "%d/%m %H:%M %Y")


@dataclass(frozen=True)
class Person:
    """Somebody who works: the hand that acts, and what he may see and do."""

    id: int
    actor: Actor
    scope: Scope


def at_work(officer_id: int, *, day: date = TODAY) -> Person:
    """The officer on a day, with all his posts, his own and those lent to him."""
    standing = organisation.standing_of(officer_id, on=day)
    assert standing is not None
    return Person(officer_id, Actor(ActorKind.OFFICER, standing.officer.code), standing.scope)


@dataclass(frozen=True)
class House:
    """Who works where."""

    office: Office
    tax: int
    land_version_id: int
    desk: Person
    officer: Person
    colleague: Person
    leader: Person
    clerk: Person
    tax_officer: Person
    stranger: Person

    def receive(
        self, at: datetime = MORNING, *, by: Person | None = None, key: RequestKey | None = None, **changes: Any
    ) -> Receipt:
        """The desk receives a dossier."""
        by = by or self.desk
        late = changes.pop("late_reason", "")
        with recording(actor=by.actor, at=at, key=key) as unit:
            if unit.earlier_answer is not None:
                return Receipt(**unit.earlier_answer)
            intake = self.office.intake(parties.declare(unit, filing(), confirmed=DOUBTS), **changes)
            reason = _written(unit, late) if late else None
            return commands.receive(actor=by.actor, scope=by.scope, at=at, intake=intake, key=key, late_reason=reason)

    def receive_land(self, at: datetime = MORNING) -> int:
        """The desk receives a dossier that goes to the tax office on its way."""
        subject = {"procedure_version_id": self.land_version_id, "procedure_code": LAND}
        return self.receive(at, subject=subject).dossier_id

    def file(self, at: datetime = MORNING, **changes: Any) -> int:
        """An online filing arrives."""
        portal = system("portal")
        with recording(actor=portal, at=at) as unit:
            declaration = parties.declare(unit, filing(), confirmed=DOUBTS)
            intake = self.office.intake(declaration, subject={"channel": Channel.ONLINE}, **changes)
            return commands.file(actor=portal, at=at, intake=intake).dossier_id

    def advance(
        self, who: Person, dossier_id: int, action_key: str, at: datetime, *, reason: str = "", **options: Any
    ) -> Moved:
        """He takes a way out of the step that lies open."""
        number = options.pop("work_number", None) or work(dossier_id).number
        details = commands.Details(reason=reason, **options.pop("details", {}))
        return commands.advance(
            actor=who.actor,
            scope=who.scope,
            at=at,
            dossier_id=dossier_id,
            work_number=number,
            action_key=action_key,
            details=details,
            **options,
        )

    def act(
        self, who: Person, dossier_id: int, command: Command | Callable[[Unit], Command], at: datetime, **options: Any
    ) -> Moved:
        """He does an act of law; one that needs a typed text is given the unit."""
        with recording(actor=who.actor, at=at) as unit:
            return commands.act(
                actor=who.actor,
                scope=who.scope,
                at=at,
                dossier_id=dossier_id,
                command=command(unit) if callable(command) else command,
                **options,
            )

    def decided(self, at: datetime = MORNING, *, action: str = "approve") -> int:
        """A dossier that the leader has decided; it lies with the clerk."""
        dossier_id = self.receive(at).dossier_id
        self.advance(self.officer, dossier_id, "submit", on("03/03 09:00"))
        self.advance(self.leader, dossier_id, action, on("03/03 15:00"), reason="Đủ điều kiện")
        return dossier_id


def house() -> House:
    """The people of a commune, of its centre and of the tax office; a department that has nothing to do with it."""
    state = small_state()
    by: dict[str, Any] = {"actor": system("test"), "at": datetime(2026, 1, 1, 8, 0)}
    tax = establish("H49.301", "Thuế cơ sở 1 tỉnh Quảng Ninh")
    reason = replace(TAX, key="financial_obligation")
    numbered = Result("certificate", "KQ.H12.000071", "Giấy chứng nhận biển số nhà", number_series="house_number")
    plain = house_number(term="10 working_day", pause_reasons=(TAX,), channels=frozenset(Channel), results=(numbered,))
    version_id = catalogue.publish(**by, version=plain)
    land = replace(plain, code=LAND, name="Cấp đổi Giấy chứng nhận", process=WITH_TAX, pause_reasons=(reason,))
    land_version_id = catalogue.publish(**by, version=land)
    grant: dict[str, Any] = {"actor": system("test"), "at": AT, "valid_from": date(2026, 1, 1), "decision": DECISION}
    catalogue.grant_competence(**grant, agency_id=state.commune, codes=[plain.code, LAND])
    catalogue.grant_competence(**grant, agency_id=tax, codes=[LAND], part="tax")
    people = {
        "desk": holder(state.commune_centre, Role.RECEPTIONIST, "QN-10", "Đỗ Thị Mai"),
        "officer": holder(state.commune, Role.OFFICER, "QN-11", "Phạm Thị Dung"),
        "colleague": holder(state.commune, Role.OFFICER, "QN-12", "Bùi Văn Cảnh"),
        "leader": holder(state.commune, Role.LEADER, "QN-13", "Lê Văn Hùng"),
        "clerk": holder(state.commune, Role.CLERK, "QN-14", "Vũ Thị Lan"),
        "tax_officer": holder(tax, Role.OFFICER, "QN-15", "Hoàng Văn Thái"),
        "stranger": holder(state.department, Role.OFFICER, "QN-16", "Trần Thị Xa"),
    }
    return House(
        office=Office(version_id, receiving=state.commune_centre, resolving=state.commune, other=state.department),
        tax=tax,
        land_version_id=land_version_id,
        **{name: at_work(officer_id) for name, officer_id in people.items()},
    )


def work(dossier_id: int) -> WorkItem:
    """The one piece of work that lies open."""
    (only,) = queries.open_work(dossier_id)
    return only


def facts(dossier_id: int) -> Facts:
    """How the dossier stands."""
    return dossiers.facts(dossier_id)


def written(text: str = "Lý do") -> Callable[[Unit], TextRef]:
    """A typed text, written in the unit of the command that needs it."""
    return lambda unit: _written(unit, text)


def findings() -> list[str]:
    """What `motcua check` finds wrong."""
    return [finding.sentence for finding in checking.run(["dossiers", "work", "piles"])]


def _written(unit: Unit, text: str) -> TextRef:
    return parties.write_text(unit, text, TextPurpose.REASON)


def declared(at: datetime = MORNING) -> DeclarationRef:
    """Somebody declares who he is."""
    with recording(actor=system("test"), at=at) as unit:
        return parties.declare(unit, filing(), confirmed=DOUBTS)
