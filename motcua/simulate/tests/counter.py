"""A counter to play at in tests: dossiers go through the real commands, each move written down when it happens."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel, ComponentKind, Necessity, Outcome, Step, StepKind
from motcua.dossier import queries as dossier
from motcua.dossier.types import Command, HeldComponent
from motcua.intake import commands as intake
from motcua.intake import queries as desk
from motcua.intake.types import Application, Request
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, ActorKind, system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationInput, Identity, IdentityKind, Party, PartyKind, TextPurpose, TextRef
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Receipt, WorkItem
from motcua.simulate.staff import Staff, Worker

COMMUNE = "06685"
ONE_MINUTE = timedelta(minutes=1)
SOMEBODY = DeclarationInput(
    applicants=(Party(PartyKind.PERSON, "Nguyễn Văn Thử", Identity(IdentityKind.PERSONAL_NUMBER, "022090000001")),)
)


class Counter:
    """The one-stop centre of Hồng Gai ward and the offices behind it."""

    def __init__(self, on: datetime) -> None:
        self.staff = Staff(on.date())
        self.centre_id = organisation.agency_by_code("H49.201.99", on=on.date()).id
        self.committee_id = organisation.agency_by_code("H49.201", on=on.date()).id
        self._rng = Random(7)

    def receive(self, at: datetime, procedure: str, channel: Channel = Channel.COUNTER, case: str = "") -> int:
        """Received over the counter or by post; the dossier's id."""
        return self.take_in(at, self.application(at, procedure, channel, case))

    def take_in(self, at: datetime, application: Application) -> int:
        """Received, when the papers lie on the desk; the dossier's id."""
        worker = self.staff.anybody(self._rng, Role.RECEPTIONIST, agency_id=self.centre_id)
        with recording(actor=worker.actor, at=at, recorded_at=at):
            return intake.receive(
                actor=worker.actor,
                scope=worker.scope,
                at=at,
                receiving_agency_id=self.centre_id,
                application=application,
            ).dossier_id

    def file(self, at: datetime, procedure: str, case: str = "") -> Receipt:
        """Filed online."""
        citizen = Actor(ActorKind.CITIZEN, "portal")
        with recording(actor=citizen, at=at, recorded_at=at):
            return intake.file(
                actor=citizen,
                at=at,
                receiving_agency_id=self.centre_id,
                application=self.application(at, procedure, Channel.ONLINE, case),
            )

    def act(self, at: datetime, dossier_id: int, command: Command, role: Role = Role.OFFICER) -> None:
        """An act of law by somebody at the desk, or in the office that resolves."""
        agency_id = self.centre_id if role is Role.RECEPTIONIST else self.committee_id
        worker = self.staff.anybody(self._rng, role, agency_id=agency_id)
        with recording(actor=worker.actor, at=at, recorded_at=at):
            process.act(actor=worker.actor, scope=worker.scope, at=at, dossier_id=dossier_id, command=command)

    def reason(self, at: datetime, text: str) -> TextRef:
        """A typed text."""
        with recording(actor=system("test"), at=at, recorded_at=at) as unit:
            return parties.write_text(unit, text, TextPurpose.REASON)

    def complete(
        self, dossier_id: int, at: datetime, *, refused: bool = False, entered_at: datetime | None = None
    ) -> None:
        """Takes the dossier through all its steps, so that the result reaches the desk at that very minute.

        `entered_at`: the last of these moves is written down only then.
        """
        version = dossier.facts(dossier_id).subject.procedure_version_id
        for place in range(20):
            work = next(iter(course.open_work(dossier_id)))
            step = self._step(version, work.step_key)
            if step.kind is StepKind.HAND_OVER:
                return
            ways = [way for way in step.actions if (way.outcome is Outcome.REFUSE) == refused]
            way = next((way for way in ways if way.outcome in {Outcome.APPROVE, Outcome.REFUSE}), step.actions[0])
            onward = self._step(version, way.next or step.key)
            last = onward.kind is StepKind.HAND_OVER
            moment = at if last else at - ONE_MINUTE * (20 - place)
            late = entered_at if last else None
            self._advance(dossier_id, work.number, way.key, moment, self._holder(work), late)
        raise AssertionError("The process does not end.")

    def step(self, dossier_id: int, at: datetime) -> None:
        """The first way out of the work that lies open."""
        work = next(iter(course.open_work(dossier_id)))
        version = dossier.facts(dossier_id).subject.procedure_version_id
        key = self._step(version, work.step_key).actions[0].key
        self._advance(dossier_id, work.number, key, at, self._holder(work), None)

    def _advance(
        self, dossier_id: int, number: int, key: str, at: datetime, worker: Worker, entered_at: datetime | None
    ) -> None:
        with recording(actor=worker.actor, at=at, recorded_at=entered_at or at) as unit:
            late = parties.write_text(unit, "Mất mạng, nhập bù.", TextPurpose.REASON) if entered_at else None
            process.advance(
                actor=worker.actor,
                scope=worker.scope if entered_at is None else replace(worker.scope, roles=frozenset(Role)),
                at=at,
                dossier_id=dossier_id,
                work_number=number,
                action_key=key,
                details=process.Details(reason="Không đủ điều kiện.", result_number="12", on_paper=True),
                late_reason=late,
            )

    def _holder(self, work: WorkItem) -> Worker:
        placement = work.placement
        return self.staff.anybody(self._rng, placement.role, agency_id=placement.agency_id)

    @staticmethod
    def _step(version_id: int, key: str) -> Step:
        definition = catalogue.version(version_id).process
        assert definition is not None
        return definition.step(key)

    def application(
        self, at: datetime, procedure: str, channel: Channel = Channel.COUNTER, case: str = ""
    ) -> Application:
        """Everything that procedure asks for, handed in and paid."""
        request = Request(procedure_code=procedure, channel=channel, case_key=case, commune_code=COMMUNE)
        sheet = desk.sheet(request, at=at)
        assert sheet.obstacle is None, sheet.obstacle
        papers = [
            paper
            for item in sheet.items
            if item.necessity is Necessity.REQUIRED
            for paper in item.components[:1]
            if paper.kind is not ComponentKind.DATA
        ]
        return Application(
            request=request,
            declaration=SOMEBODY,
            components=tuple(HeldComponent(paper.key, originals=1) for paper in papers),
            paid=frozenset(line.key for line in sheet.fees if line.amount),
            paid_by="BL-1",
        )
