"""One dossier on its course inside one unit of work: its legal state, and the work that lies open for it.

Commands load it, change it and save it. All rows are written at the end, by one statement of each room.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import connection

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Place, ProcedureVersion, ProcessDefinition, Step
from motcua.dossier import commands as dossier
from motcua.dossier.types import Command, Holder, Locked, Subject
from motcua.journal.commands import Unit
from motcua.journal.types import Kind
from motcua.kernel.types import Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.parties.types import TextRef
from motcua.process.rules import assignment, timing
from motcua.process.rules.assignment import Candidates
from motcua.process.rules.course import agency_of, first_work
from motcua.process.types import Because, LateEntry, Placement, WorkItem
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar

OPENED = "process.work_opened"
CLOSED = "process.work_closed"
HELD = "process.work_held"
RESUMED = "process.work_resumed"
PLACED = "process.work_placed"
KINDS = tuple(Kind(name) for name in (OPENED, CLOSED, HELD, RESUMED, PLACED))

_COLUMNS: Mapping[str, tuple[str, Callable[[WorkItem], object]]] = {
    "dossier_id": ("bigint", attrgetter("dossier_id")),
    "number": ("bigint", attrgetter("number")),
    "subject": ("text", lambda work: f"dossier/{work.dossier_id}"),
    "step_key": ("text", attrgetter("step_key")),
    "kind": ("text", attrgetter("kind")),
    "role": ("text", lambda work: work.placement.role.value),
    "agency_id": ("bigint", attrgetter("placement.agency_id")),
    "unit_id": ("bigint", attrgetter("placement.unit_id")),
    "officer_id": ("bigint", attrgetter("placement.officer_id")),
    "because": ("text", lambda work: work.placement.because.value),
    "load": ("integer", attrgetter("placement.load")),
    "opened_at": ("timestamp", attrgetter("opened_at")),
    "due_at": ("timestamp", attrgetter("due_at")),
    "held_since": ("timestamp", attrgetter("held_since")),
    "closed_at": ("timestamp", attrgetter("closed_at")),
    "action_key": ("text", attrgetter("action_key")),
    "late": ("boolean", attrgetter("late")),
    "previous_number": ("bigint", attrgetter("previous_number")),
}
_CHANGING = ("officer_id", "because", "load", "due_at", "held_since", "closed_at", "action_key", "late")
_WRITE = f"""
INSERT INTO process_workitem ({", ".join(_COLUMNS)})
SELECT * FROM unnest({", ".join(f"%s::{kind}[]" for kind, _read in _COLUMNS.values())})
ON CONFLICT (dossier_id, number) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in _CHANGING)}
"""  # noqa: S608 - built from the columns above; every value is bound
_READ = (
    f"SELECT {', '.join(_COLUMNS)} FROM process_workitem WHERE dossier_id = %s AND closed_at IS NULL ORDER BY number"  # noqa: S608 - as above
)
_LOAD = """
SELECT officer_id, count(*)::int, FALSE FROM process_workitem
WHERE closed_at IS NULL AND agency_id = %s AND role = %s AND officer_id IS NOT NULL GROUP BY officer_id
UNION ALL
(SELECT officer_id, 0, TRUE FROM process_workitem WHERE dossier_id = %s AND step_key = %s ORDER BY number DESC LIMIT 1)
"""


class Course:
    """A locked dossier with its open work. Changes are kept here until `save`."""

    def __init__(self, unit: Unit, locked: Locked, open_work: Sequence[WorkItem]) -> None:
        self.unit = unit
        self.locked = locked
        self.open_work = list(open_work)
        self._touched: dict[int, WorkItem] = {}

    @classmethod
    def load(cls, unit: Unit, dossier_id: int, *, seen: int | None) -> "Course":
        """Locks the dossier, then reads its open work. Raises Refused: `no_such_dossier`, `moved_on`."""
        locked = dossier.lock(unit, dossier_id, seen=seen)
        return cls(unit, locked, open_work_of(dossier_id))

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

    def work(self, number: int) -> WorkItem:
        """The open work item of that number. Raises Refused (`work_done_already`): somebody else was quicker."""
        found = next((work for work in self.open_work if work.number == number), None)
        if found is None:
            raise Refused(Refusal("work_done_already"))
        return found

    def act(self, command: Command, *, late: LateEntry | None = None) -> None:
        """Lets the heart decide the command. Raises Refused with the heart's own refusal."""
        if late is None:
            self.locked = dossier.apply(self.unit, self.locked, command)
        else:
            self.locked = dossier.apply(
                self.unit, self.locked, command, late_reason=late.reason, may_enter_late=late.may_enter
            )

    def open(
        self,
        *,
        step_key: str,
        kind: str,
        placement: Placement,
        due_at: datetime | None,
        previous: WorkItem | None = None,
    ) -> WorkItem:
        """Puts new work on a desk, and the dossier with it."""
        work = WorkItem(
            number=self.sequence + 1,
            dossier_id=self.dossier_id,
            step_key=step_key,
            kind=kind,
            placement=placement,
            opened_at=self.unit.at,
            due_at=due_at,
            previous_number=previous.number if previous else None,
        )
        self._record(
            OPENED,
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
            },
        )
        self.open_work.append(work)
        self._touched[work.number] = work
        self._lies_with(placement, step_key)
        return work

    def close(self, work: WorkItem, *, action_key: str, reason: TextRef | None = None) -> None:
        """Ends a piece of work: late when its own due minute is past."""
        late = work.due_at is not None and work.held_since is None and self.unit.at > work.due_at
        closed = replace(work, closed_at=self.unit.at, action_key=action_key, late=late)
        self._record(
            CLOSED,
            closed,
            {
                "action_key": action_key,
                "late": late,
                "officer_id": work.placement.officer_id,
                "by": self.unit.actor.key,
                "reason": _reference(reason),
            },
        )
        self.open_work.remove(work)
        self._touched[work.number] = closed

    def close_all(self, *, action_key: str) -> None:
        """The dossier ended: nobody has anything left to do."""
        for work in list(self.open_work):
            self.close(work, action_key=action_key)

    def hold_all(self) -> None:
        """No time runs for anybody's work until somebody outside has acted."""
        for work in [work for work in self.open_work if work.held_since is None]:
            self._change(HELD, work, replace(work, held_since=self.unit.at), {})

    def resume_all(self) -> None:
        """What was left of each held piece of work runs on from now."""
        for work in [work for work in self.open_work if work.held_since is not None]:
            due_at = work.due_at
            if due_at is not None and work.held_since is not None:
                due_at = timing.due_after_hold(
                    self.calendar_of(work.placement.agency_id),
                    due_at=due_at,
                    held_since=work.held_since,
                    resumed_at=self.unit.at,
                )
            body = {"due_at": due_at.isoformat() if due_at else None}
            self._change(RESUMED, work, replace(work, held_since=None, due_at=due_at), body)

    def place_anew(self, work: WorkItem, *, officer_id: int, because: Because, reason: TextRef | None = None) -> None:
        """Gives a piece of work to another officer; its due instant stays."""
        placement = replace(work.placement, officer_id=officer_id, because=because)
        body = {"officer_id": officer_id, "because": because.value, "reason": _reference(reason)}
        self._change(PLACED, work, replace(work, placement=placement), body)
        self._lies_with(placement, work.step_key)

    def open_step(self, step: Step, *, placed: Placement | None = None, previous: WorkItem | None = None) -> WorkItem:
        """Opens the work of a step: with whoever had it before, or is least loaded, unless it is placed already."""
        subject = self.locked.facts.subject
        placement = placed or placement_of(step, subject, on=self.unit.at, dossier_id=self.dossier_id)
        hours = step.hours_for(self.locked.facts.subject.case_key or None)
        due_at = None
        if hours:
            calendar = self.calendar_of(placement.agency_id)
            due_at = timing.step_due(calendar, opened_at=self.unit.at, hours=hours)
        return self.open(step_key=step.key, kind=step.kind.value, placement=placement, due_at=due_at, previous=previous)

    def calendar_of(self, agency_id: int) -> Calendar:
        """The calendar that agency works by."""
        if agency_id == self.locked.facts.subject.resolving_agency_id:
            return self.locked.calendar
        return worktime.calendar(organisation.calendar_key(agency_id, on=self.unit.at.date()))

    def save(self) -> None:
        """Writes the dossier's row and the changed work, one statement each."""
        if self._touched:
            rows = list(self._touched.values())
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, [[read(work) for work in rows] for _kind, read in _COLUMNS.values()])
        dossier.save(self.unit, self.locked)

    def _lies_with(self, placement: Placement, step_key: str) -> None:
        holder = Holder(placement.agency_id, placement.unit_id, placement.officer_id, step_key)
        self.locked = dossier.move(self.unit, self.locked, holder)

    def _change(self, kind: str, before: WorkItem, after: WorkItem, body: Mapping[str, Any]) -> None:
        self._record(kind, after, body)
        self.open_work[self.open_work.index(before)] = after
        self._touched[after.number] = after

    def _record(self, kind: str, work: WorkItem, body: Mapping[str, Any]) -> None:
        whole = {"number": work.number, "step_key": work.step_key} | dict(body)
        self.locked = dossier.record(self.unit, self.locked, kind=kind, version=1, body=whole)


def definition_of(version: ProcedureVersion) -> ProcessDefinition:
    """The process of a version. Raises Refused (`process_without_work`): no dossier can be taken in without one."""
    if version.process is None or first_work(version.process) is None:
        raise Refused(Refusal("process_without_work", {"procedure": version.code}))
    return version.process


def placement_of(step: Step, subject: Subject, *, on: datetime, dossier_id: int | None = None) -> Placement:
    """Where a step lands: its agency, and there whoever had it before or the least loaded holder of its role.

    Raises Refused (`no_agency_for_step`) when the definition names an agency or partner that is not there.
    """
    agency_id = granted(agency_of(step, subject, **_elsewhere(step, subject, on)))
    officers = organisation.officers_for(step.role, agency_id=agency_id, on=on.date())
    candidates = _candidates([officer.id for officer in officers], agency_id, step, dossier_id)
    return assignment.place(candidates, agency_id=agency_id, unit_id=None, role=step.role)


def in_the_pool(agency_id: int, role: Role) -> Placement:
    """Work for whoever of that role comes first."""
    return Placement(agency_id, None, role, None, Because.POOL)


def open_work_of(dossier_id: int) -> list[WorkItem]:
    """The work that lies open for a dossier, in the order in which it was opened."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [dossier_id])
        return [work_of(dict(zip(_COLUMNS, row, strict=True))) for row in cursor.fetchall()]


def work_of(row: Mapping[str, Any]) -> WorkItem:
    """A row of the table as the value that crosses the door."""
    placement = Placement(
        agency_id=row["agency_id"],
        unit_id=row["unit_id"],
        role=Role(row["role"]),
        officer_id=row["officer_id"],
        because=Because(row["because"]),
        load=row["load"],
    )
    return WorkItem(
        number=row["number"],
        dossier_id=row["dossier_id"],
        step_key=row["step_key"],
        kind=row["kind"],
        placement=placement,
        opened_at=row["opened_at"],
        due_at=row["due_at"],
        held_since=row["held_since"],
        closed_at=row["closed_at"],
        action_key=row["action_key"],
        late=row["late"],
        previous_number=row["previous_number"],
    )


def _candidates(officers: Sequence[int], agency_id: int, step: Step, dossier_id: int | None) -> Candidates:
    if len(officers) < 2:
        return Candidates(officers, {})
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, [agency_id, step.role.value, dossier_id, step.key])
        rows = cursor.fetchall()
    load = {officer_id: count for officer_id, count, had_it in rows if not had_it}
    return Candidates(officers, load, next((officer_id for officer_id, _count, had_it in rows if had_it), None))


def _elsewhere(step: Step, subject: Subject, on: datetime) -> dict[str, dict[str, int]]:
    """The agencies that a step names by code or by their part, asked for only where one does."""
    named: dict[str, int] = {}
    partners: dict[str, int] = {}
    if step.at.place is Place.AGENCY:
        named[step.at.key] = organisation.agency_by_code(step.at.key, on=on.date()).id
    if step.at.place is Place.PARTNER:
        partner = catalogue.competent_agency(
            subject.procedure_code, on.date(), commune_code=subject.commune_code, part=step.at.key
        )
        partners[step.at.key] = granted(partner)
    return {"named": named, "partners": partners}


def _reference(text: TextRef | None) -> dict[str, Any] | None:
    return None if text is None else text.body()
