"""One dossier on its course inside one unit of work: its legal state, and the work that lies open for it.

Commands load it, change it and save it. All rows are written at the end, by one statement of each room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.catalogue.types import ProcedureVersion, ProcessDefinition, Step
from motcua.dossier import commands as dossier
from motcua.dossier.types import RUNNING, Command, Holder, Locked, Pause, Resume, State
from motcua.journal.commands import Unit
from motcua.journal.types import Kind, current_version
from motcua.kernel import statements
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties.types import TextRef
from motcua.process import rows as rows_of_work
from motcua.process.placing import load_of_holders, pile_of, placement_of
from motcua.process.rules import assignment, timing
from motcua.process.rules.assignment import Candidates
from motcua.process.rules.course import PauseChange, first_work, pauses_between, step_called
from motcua.process.rules.sending import sender_of, way_to
from motcua.process.types import (
    BESIDE,
    CLOSING_DECIDED,
    RESOLVED_AT_ONCE,
    AnswerEntry,
    Because,
    ChasingEntry,
    LateEntry,
    LetterEntry,
    NoteEntry,
    Placement,
    ResultEntry,
    SubmissionEntry,
    SupervisionEntry,
    VerificationEntry,
    WorkEntry,
    WorkItem,
    WorkKind,
)
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar


def _without_capacity(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """In which capacity a result was signed was not told at first."""
    return {**body, "capacity": ""}


def _with_its_papers(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """That papers come later than the work was not told at first."""
    return {**body, "papers_at": None}


KINDS = (
    *(
        Kind(entry.value)
        for entry in (
            *WorkEntry,
            *ResultEntry,
            *SubmissionEntry,
            *LetterEntry,
            *SupervisionEntry,
            *ChasingEntry,
            *NoteEntry,
            *VerificationEntry,
            *AnswerEntry,
        )
        if entry not in {WorkEntry.OPENED, ResultEntry.SIGNED}
    ),
    Kind(WorkEntry.OPENED.value, 2, {1: _with_its_papers}),
    Kind(ResultEntry.SIGNED.value, 2, {1: _without_capacity}),
    Kind(CLOSING_DECIDED),
    Kind(RESOLVED_AT_ONCE),
)


class Course:
    """A locked dossier with its work. Changes are kept here until `save`.

    `history` is all work the dossier had when it was locked, `open_work` what lies open now.
    """

    def __init__(
        self, unit: Unit, locked: Locked, history: Sequence[WorkItem] = (), *, late: LateEntry | None = None
    ) -> None:
        self.unit = unit
        self.locked = locked
        self.history = tuple(history)
        self.open_work = [work for work in history if work.is_open]
        self._late = late
        self._touched: dict[int, WorkItem] = {}
        self._piles = {work.number: pile_of(work) for work in history}
        self._beside: list[tuple[str, Sequence[Any]]] = []

    @classmethod
    def load(
        cls, unit: Unit, dossier_id: int, *, scope: Scope, seen: int | None, late: LateEntry | None = None
    ) -> "Course":
        """Locks the dossier, then reads its work.

        Raises Refused: `no_such_dossier` (absent, or out of this scope's sight), `moved_on`, and those of a late entry.
        """
        locked = dossier.lock(unit, dossier_id, seen=None)
        if not scope.sees(one.agency_id for one in locked.facts.involved):
            raise Refused(Refusal("no_such_dossier"))
        unit.require_seen(locked.head, seen)
        if late is not None:
            dossier.require_late_entry(unit, locked, late_reason=late.reason, may_enter_late=late.may_enter)
        return cls(unit, locked, rows_of_work.work_history(dossier_id), late=late)

    @property
    def now(self) -> datetime:
        """The legal instant of whatever is written next: time never runs backwards in a stream."""
        last = self.locked.head.at
        return self.unit.at if last is None else max(self.unit.at, last)

    @property
    def dossier_id(self) -> int:
        """The dossier's own id."""
        return self.locked.id

    @property
    def sequence(self) -> int:
        """The last sequence of the dossier's stream, counting what this unit has queued."""
        return self.locked.head.sequence

    @property
    def definition(self) -> ProcessDefinition:
        """The process of the version the dossier pinned. Raises Refused: `process_without_work`."""
        return definition_of(self.locked.version)

    @property
    def main_work(self) -> WorkItem | None:
        """The open work that says where the dossier is; None once it has ended."""
        return next((work for work in self.open_work if work.kind not in BESIDE), None)

    def work(self, number: int) -> WorkItem:
        """The open work item of that number. Raises Refused (`work_done_already`): somebody else was quicker."""
        found = next((work for work in self.open_work if work.number == number), None)
        if found is None:
            raise Refused(Refusal("work_done_already"))
        return found

    def act(self, command: Command) -> None:
        """Lets the heart decide the command. Raises Refused with the heart's own refusal."""
        late = self._late
        self.locked = dossier.apply(
            self.unit,
            self.locked,
            command,
            late_reason=None if late is None else late.reason,
            may_enter_late=late is not None and late.may_enter,
        )

    def open(
        self,
        *,
        step_key: str,
        kind: str,
        placement: Placement,
        due_at: datetime | None,
        previous: WorkItem | None = None,
        papers_at: datetime | None = None,
    ) -> WorkItem:
        """Puts new work on a desk, and the dossier with it unless it is work beside its course (a correction)."""
        work = WorkItem(
            number=self.sequence + 1,
            dossier_id=self.dossier_id,
            step_key=step_key,
            kind=kind,
            placement=placement,
            opened_at=self.now,
            due_at=due_at,
            previous_number=previous.number if previous else None,
            papers_at=papers_at,
        )
        works = {one.number: one for one in self.history} | self._touched
        work = replace(work, sender=sender_of(way_to(work, works)))
        self._record(
            WorkEntry.OPENED,
            work,
            {
                "kind": kind,
                "role": placement.role.value,
                "agency_id": placement.agency_id,
                "unit_id": placement.unit_id,
                "officer_id": placement.officer_id,
                "due_at": due_at.isoformat() if due_at else None,
                "because": placement.because.value,
                "load": placement.load,
                "previous": work.previous_number,
                "papers_at": papers_at.isoformat() if papers_at else None,
            },
        )
        self.open_work.append(work)
        self._touched[work.number] = work
        self._lies_with(work)
        return work

    def close(
        self,
        work: WorkItem,
        *,
        action_key: str,
        by: int | None = None,
        reason: TextRef | None = None,
        reason_key: str = "",
    ) -> None:
        """Ends a piece of work: late when its own due minute is past. `by` is the officer who did it.

        Work done out of the pool is his from then on; work that lay with a colleague stays in the colleague's name.
        """
        late = timing.is_late(work.due_at, done_at=self.now, held_since=work.held_since)
        placement = work.placement
        if placement.officer_id is None and by is not None:
            placement = replace(placement, officer_id=by, because=Because.TAKEN)
        closed = replace(work, placement=placement, closed_at=self.now, action_key=action_key, late=late, sender=None)
        self._record(
            WorkEntry.CLOSED,
            closed,
            {
                "action_key": action_key,
                "late": late,
                "officer_id": placement.officer_id,
                "because": placement.because.value,
                "done_by": by,
                "reason": _reference(reason),
                **({"reason_key": reason_key} if reason_key else {}),
            },
        )
        self.open_work.remove(work)
        self._touched[work.number] = closed

    def go_to(self, step: Step, *, previous: WorkItem, placed: Placement | None = None) -> WorkItem:
        """Leaves the step of `previous`, which is closed, for another: pauses begin and end as the two steps say."""
        pauses = self._pauses(step_called(self.definition, previous.step_key), step)
        if pauses.ends:
            self.act(Resume(pauses.ends))
        if pauses.begins:
            self.act(Pause(pauses.begins))
        opened = self.open_step(step, placed=placed, previous=previous)
        if self.locked.facts.state is State.PAUSED and not step.pause:
            self.hold_all()
        return opened

    def end_pause(self, left: Step, entered: Step | None) -> None:
        """Ends the pause of a step that is left, before anything is decided by leaving it."""
        pauses = self._pauses(left, entered)
        if pauses.ends:
            self.act(Resume(pauses.ends))

    def hold_all(self) -> None:
        """No time runs for anybody's work until somebody outside has acted; an opinion is due when it was."""
        running = [work for work in self.open_work if work.held_since is None and work.kind != WorkKind.GIVE_OPINION]
        for work in running:
            self._change(WorkEntry.HELD, work, replace(work, held_since=self.now), {})

    def resume_all(self) -> None:
        """What was left of each held piece of work runs on from now, never beyond the dossier's own date."""
        for work in [work for work in self.open_work if work.held_since is not None]:
            due_at = work.due_at
            if due_at is not None and work.held_since is not None:
                due_at = timing.due_after_hold(
                    self.calendar_of(work.placement.agency_id),
                    due_at=due_at,
                    held_since=work.held_since,
                    resumed_at=self.now,
                )
                due_at = timing.capped(due_at, opened_at=self.now, dossier_due_at=self._due_at)
            body = {"due_at": due_at.isoformat() if due_at else None}
            self._change(WorkEntry.RESUMED, work, replace(work, held_since=None, due_at=due_at), body)

    def place_anew(self, work: WorkItem, *, officer_id: int, because: Because, reason: TextRef | None = None) -> None:
        """Gives a piece of work to another officer; its due instant stays."""
        placement = replace(work.placement, officer_id=officer_id, because=because)
        body = {"officer_id": officer_id, "because": because.value, "reason": _reference(reason)}
        placed = replace(work, placement=placement)
        self._change(WorkEntry.PLACED, work, placed, body)
        self._lies_with(placed)

    def pass_to_heir(self, work: WorkItem, *, heir_id: int) -> None:
        """The agency ended: its heir has the work, with whoever had it if he holds the same role there."""
        before = work.placement
        load = load_of_holders(self.unit, before.role, heir_id, on=self.now)
        candidates = Candidates(load, had_it=before.officer_id)
        placement = assignment.place(candidates, agency_id=heir_id, unit_id=None, role=before.role)
        body = {
            "kind": work.kind,
            "role": placement.role.value,
            "agency_id": placement.agency_id,
            "unit_id": placement.unit_id,
            "officer_id": placement.officer_id,
            "because": placement.because.value,
            "load": placement.load,
        }
        inherited = replace(work, placement=placement)
        self._change(WorkEntry.INHERITED, work, inherited, body)
        self._lies_with(inherited)

    def note(self, kind: str, body: Mapping[str, Any]) -> None:
        """Queues an entry that tells of something else than work or law, in the dossier's own stream."""
        self.locked = dossier.record(self.unit, self.locked, kind=kind, version=current_version(kind), body=body)

    def open_step(
        self,
        step: Step,
        *,
        placed: Placement | None = None,
        previous: WorkItem | None = None,
        papers_at: datetime | None = None,
    ) -> WorkItem:
        """Opens the work of a step: with whoever had it before, or is least loaded, unless it is placed already.

        A step whose time is not counted has no due instant of its own. The hours of one whose papers come later run
        from `papers_at`.
        """
        subject = self.locked.facts.subject
        placement = placed or placement_of(self.unit, step, subject, on=self.now, had_it=self._who_had(step))
        hours = step.hours_for(subject.case_key or None)
        due_at = None
        if hours and not step.pause:
            calendar = self.calendar_of(placement.agency_id)
            begins_at = papers_at or self.now
            due_at = timing.step_due(calendar, opened_at=begins_at, hours=hours, dossier_due_at=self._due_at)
        return self.open(
            step_key=step.key,
            kind=step.kind.value,
            placement=placement,
            due_at=due_at,
            previous=previous,
            papers_at=papers_at,
        )

    def calendar_of(self, agency_id: int) -> Calendar:
        """The calendar that agency works by."""
        if agency_id == self.locked.facts.subject.resolving_agency_id:
            return self.locked.calendar
        return worktime.calendar(organisation.calendar_key(agency_id, on=self.now.date()))

    def save(self) -> None:
        """Writes the dossier's row, the changed work and whatever goes with them: one statement."""
        self._tally()
        rows = list(self._touched.values())
        work = [(rows_of_work.WRITE, [rows_of_work.written(rows)])] if rows else []
        dossier.save(self.unit, self.locked, beside=[*self._beside, *work])

    def send_along(self, statement: str, parameters: Sequence[Any]) -> None:
        """Keeps a data-changing statement of another room, to be sent with `save`."""
        self._beside.append((statement, parameters))

    @staticmethod
    def save_many(unit: Unit, begun: Sequence["Course"]) -> None:
        """Writes many dossiers that this unit began, with their work: one statement for all of the work."""
        dossier.save_many(unit, [course.locked for course in begun])
        rows = [work for course in begun for work in course._touched.values()]
        if rows:
            statements.execute(rows_of_work.WRITE, [rows_of_work.written(rows)])
        for course in begun:
            course._tally()

    def _tally(self) -> None:
        """Moves the piles that grew or shrank by what is written now."""
        for number, work in self._touched.items():
            before, after = self._piles.get(number), pile_of(work)
            if before == after:
                continue
            if before is not None:
                self.unit.tally(before, -1)
            if after is not None:
                self.unit.tally(after, 1)
            self._piles[number] = after

    @property
    def _due_at(self) -> datetime | None:
        """The dossier's own due instant while its result is still to come."""
        facts = self.locked.facts
        return facts.clock.due_at if facts.clock is not None and facts.state in RUNNING else None

    def _pauses(self, left: Step | None, entered: Step | None) -> PauseChange:
        open_pauses = {pause.reason_key for pause in self.locked.facts.open_pauses}
        return pauses_between(left, entered, open_pauses=open_pauses)

    def _who_had(self, step: Step) -> int | None:
        """The officer who had this step last."""
        had = [work.placement.officer_id for work in self.history if work.step_key == step.key]
        return next((officer_id for officer_id in reversed(had) if officer_id is not None), None)

    def _lies_with(self, work: WorkItem) -> None:
        if work.kind in BESIDE:
            return
        placement = work.placement
        holder = Holder(placement.agency_id, placement.unit_id, placement.officer_id, work.step_key)
        self.locked = dossier.move(self.unit, self.locked, holder)

    def _change(self, kind: WorkEntry, before: WorkItem, after: WorkItem, body: Mapping[str, Any]) -> None:
        self._record(kind, after, body)
        self.open_work[self.open_work.index(before)] = after
        self._touched[after.number] = after

    def _record(self, kind: WorkEntry, work: WorkItem, body: Mapping[str, Any]) -> None:
        whole = {"number": work.number, "step_key": work.step_key} | dict(body)
        if self._late is not None:
            whole["late_entry_reason"] = self._late.reason.body()
        self.note(kind.value, whole)


def definition_of(version: ProcedureVersion) -> ProcessDefinition:
    """The process of a version. Raises Refused (`process_without_work`): no dossier can be taken in without one."""
    if version.process is None or first_work(version.process) is None:
        raise Refused(Refusal("process_without_work", {"procedure": version.code}))
    return version.process


def _reference(text: TextRef | None) -> dict[str, Any] | None:
    return None if text is None else text.body()
