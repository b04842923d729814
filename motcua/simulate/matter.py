"""One dossier in people's hands: how it stands, who has it, and the acts of law that somebody does to it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from motcua.catalogue.types import ComponentKind, ProcedureVersion
from motcua.dossier import queries as dossier
from motcua.dossier.types import OPEN, Action, Command, Facts, HeldComponent, State
from motcua.journal.commands import Unit
from motcua.organisation.types import EVERYTHING, Role
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import WorkItem, WorkKind
from motcua.simulate.staff import Worker
from motcua.simulate.world import World


class Matter:
    """A dossier, or a filing, and the people who do something to it."""

    def __init__(self, world: World, version: ProcedureVersion, dossier_id: int) -> None:
        self.world, self.version, self.id = world, version, dossier_id
        self.rng = world.hours.rng
        self._facts: Facts | None = None
        self._done: set[str] = set()

    def forget(self) -> None:
        """Reads its facts anew: something may have moved it that was no act of ours."""
        self._facts = None

    @property
    def facts(self) -> Facts:
        """The dossier as its last move left it."""
        if self._facts is None:
            self._facts = dossier.facts(self.id)
        return self._facts

    def open_work(self) -> list[WorkItem]:
        """The work of its steps that lies open."""
        return [work for work in course.open_work(self.id) if work.kind not in set(WorkKind)]

    def first(self, name: str) -> bool:
        """True the first time, False afterwards."""
        if name in self._done:
            return False
        self._done.add(name)
        return True

    def unit(self, at: datetime, worker: Worker | None) -> AbstractContextManager[Unit]:
        """A unit of work; the facts are read anew after it."""
        self._facts = None
        return self.world.unit(at, worker)

    def may(self, action: Action) -> bool:
        """Whether an act of law lies open in its state."""
        return self.facts.state in _POSSIBLE[action]

    def worker_of(self, work: WorkItem) -> Worker:
        """Whoever does this work."""
        placement = work.placement
        return self.world.staff.anybody(
            self.rng, placement.role, agency_id=placement.agency_id, officer_id=placement.officer_id
        )

    def act(self, at: datetime, role: Role | None, command: Callable[[Unit], Command]) -> None:
        """An act of law by the desk, by the officer in whose hands it lies, or (None) by the person at his screen."""
        facts = self.facts
        worker = None
        if role is not None:
            at_desk = role is Role.RECEPTIONIST
            agency_id = facts.subject.receiving_agency_id if at_desk else facts.subject.resolving_agency_id
            officer_id = None if at_desk else facts.holder.officer_id
            worker = self.world.staff.anybody(self.rng, role, agency_id=agency_id, officer_id=officer_id)
        with self.unit(at, worker) as unit:
            process.act(
                actor=unit.actor,
                scope=EVERYTHING if worker is None else worker.scope,
                at=at,
                dossier_id=self.id,
                command=command(unit),
            )

    def text(self, unit: Unit, about: str, purpose: TextPurpose = TextPurpose.REASON) -> TextRef:
        """A reference to what somebody types about it."""
        return parties.write_text(unit, self.world.says(about), purpose)

    def asked_for(self) -> tuple[str, ...]:
        """One or two papers of the checklist."""
        keys = [one.key for one in self.version.components if one.kind in {ComponentKind.SUBMIT, ComponentKind.FORM}]
        return tuple(keys[: self.rng.randint(1, 2)])

    def papers(self) -> tuple[HeldComponent, ...]:
        """Papers as they are handed in."""
        return tuple(HeldComponent(key, originals=1) for key in self.asked_for())

    def receipt(self) -> str:
        """The number of a fee receipt."""
        return f"BL-{self.rng.randint(1, 999_999):06d}"


_POSSIBLE: Mapping[Action, frozenset[State]] = {
    Action.ADJUST_CONTENT: frozenset({State.FILED, State.IN_PROGRESS, State.AWAITING_SUPPLEMENT}),
    Action.VOID: frozenset({State.IN_PROGRESS}),
    Action.STOP: frozenset({State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.PAUSED}),
    Action.PROLONG: frozenset({State.IN_PROGRESS}),
    Action.ASK_CONSULTATION: frozenset({State.IN_PROGRESS}),
    Action.ANSWER_CONSULTATION: OPEN,
    Action.ASK_SUPPLEMENT: frozenset({State.IN_PROGRESS}),
    Action.ANSWER_SUPPLEMENT: frozenset({State.AWAITING_SUPPLEMENT}),
    Action.CLOSE_UNANSWERED: frozenset({State.AWAITING_SUPPLEMENT}),
    Action.APOLOGISE: OPEN,
    Action.REAPPOINT: frozenset({State.IN_PROGRESS, State.DECIDED}),
    Action.OPEN_CORRECTION: frozenset({State.HANDED_OVER}),
}
