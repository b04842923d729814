"""One dossier on its simulated way: each move is a real command, done by somebody who may do it, at a working hour."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from motcua.catalogue.types import ComponentKind, Outcome, ProcedureVersion, Step, StepKind
from motcua.dossier import queries as dossier
from motcua.dossier.types import (
    OPEN,
    Accept,
    Action,
    AdjustContent,
    AnswerConsultation,
    AnswerSupplement,
    Apologise,
    AskCompletion,
    AskConsultation,
    AskSupplement,
    CloseCorrection,
    CloseUnanswered,
    Command,
    CompleteFiling,
    Decline,
    DeclineReason,
    Facts,
    HeldComponent,
    OpenCorrection,
    Prolong,
    Reappoint,
    ReturnMethod,
    SettleFee,
    StartClock,
    State,
    Stop,
    StopFiling,
    Void,
)
from motcua.journal.commands import Unit
from motcua.organisation.types import EVERYTHING, Role
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose, TextRef
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import WorkItem, WorkKind
from motcua.simulate.demand import Arrival
from motcua.simulate.fate import Fate, Hours, Pace, Promise, Supplement
from motcua.simulate.staff import Staff, Worker
from motcua.worktime.types import Term

Move = Callable[[datetime], None]
_CONSULTED, _CONSULTATION_TERM = "opinion", Term.parse("5 working_day")


class World(Protocol):
    """What a journey needs of the world around it."""

    hours: Hours
    staff: Staff

    def later(self, at: datetime, move: Move) -> None:
        """Puts a move on the agenda."""
        ...

    def unit(self, at: datetime, worker: Worker | None) -> AbstractContextManager[Unit]:
        """A unit of work at a simulated instant; None: the person at his own screen."""
        ...

    def says(self, about: str) -> str:
        """Something somebody types about a matter."""
        ...

    def again(self, at: datetime, arrival: Arrival) -> None:
        """Somebody comes a second time, because what was received was a mistake."""
        ...


class Journey:
    """A dossier that exists, or a filing, from now to its end. `begin` puts the first of its moves on the agenda."""

    def __init__(self, world: World, arrival: Arrival, version: ProcedureVersion, fate: Fate, dossier_id: int) -> None:
        self.world, self.arrival, self.version, self.fate, self.id = world, arrival, version, fate, dossier_id
        self.rng, self.hours = world.hours.rng, world.hours
        self.finish_at: datetime | None = None
        self._facts: Facts | None = None
        self._ways: dict[str, str] = {}
        self._done: set[str] = set()

    # --- beginnings ---------------------------------------------------------------------------------------------------

    def begin(self, at: datetime) -> None:
        """Received over the counter or by post: the course begins."""
        facts = self.facts
        clock = facts.clock
        if clock is not None and not clock.started:
            self.world.later(self.hours.soon(at, most=180), self._start_clock)
            return
        self._plan(facts, at)
        if self.fate.voided and facts.subject.channel != "online":
            self.world.later(self.hours.soon(at), self._void)
            return
        if self.fate.stopped and self.finish_at is not None:
            self.world.later(self._in_hours(at + (self.finish_at - at) * 0.4), self._stop)
        self._plan_what_the_clock_brings(facts)
        self.world.later(self._next(at), self.go_on)

    def arrive(self, at: datetime) -> None:
        """Filed online: the desk looks at it within the hours it has, nearly always."""
        if self.fate.taken_back:
            self.world.later(at + timedelta(minutes=self.rng.randint(5, 90)), self._take_back)
        if self.fate.adjusted:
            self.world.later(at + timedelta(hours=self.rng.randint(1, 40)), self._adjust)
        self.world.later(self._answered(at), self._answer)

    def _answered(self, at: datetime) -> datetime:
        most = 420 if self.rng.random() < 0.97 else 900
        return self.hours.soon(at, least=15, most=most)

    # --- at the desk --------------------------------------------------------------------------------------------------

    def _answer(self, at: datetime) -> None:
        if self.facts.state is not State.FILED:
            return
        if self.fate.declined and not self.fate.completed_at_intake:
            self._act(
                at, Role.RECEPTIONIST, lambda unit: Decline(DeclineReason.WRONG_COMPETENCE, self._text(unit, "decline"))
            )
        elif self.fate.completed_at_intake and self._first("completion"):
            missing = self._asked_for()
            self._act(at, Role.RECEPTIONIST, lambda unit: AskCompletion(missing, self._text(unit, "completion")))
            self.world.later(at + timedelta(hours=self.rng.randint(2, 60)), self._complete_filing)
        else:
            self._act(at, Role.RECEPTIONIST, lambda _unit: Accept())
            self.begin(at)

    def _complete_filing(self, at: datetime) -> None:
        if self.facts.state is State.INTAKE_COMPLETION:
            self._act(at, None, lambda _unit: CompleteFiling(self._papers()))
            self.world.later(self._answered(at), self._answer)

    def _take_back(self, at: datetime) -> None:
        if self.facts.state in {State.FILED, State.INTAKE_COMPLETION}:
            self._act(at, None, lambda _unit: StopFiling())

    def _adjust(self, at: datetime) -> None:
        if self._may(Action.ADJUST_CONTENT):
            self._act(at, None, lambda unit: AdjustContent(self._text(unit, "adjustment", TextPurpose.REMARK)))

    def _start_clock(self, at: datetime) -> None:
        self._act(at, Role.OFFICER, lambda _unit: StartClock())
        self.begin(at)

    def _void(self, at: datetime) -> None:
        if self._may(Action.VOID):
            self._act(at, Role.RECEPTIONIST, lambda unit: Void(self._text(unit, "void")))
            self.world.again(self.hours.soon(at, least=2, most=9), self.arrival)

    def _stop(self, at: datetime) -> None:
        if self._may(Action.STOP):
            self._act(at, Role.RECEPTIONIST, lambda unit: Stop(self._text(unit, "stop")))

    # --- through the steps --------------------------------------------------------------------------------------------

    def go_on(self, at: datetime) -> None:
        """Does the next piece of work, or whatever is fated to come between."""
        work = next(iter(self._open_work()), None)
        if work is None:
            return
        if work.kind == StepKind.HAND_OVER:
            self._hand_over(at, work)
            return
        if work.step_key not in {step.key for step in self._steps}:
            return
        step = self._step(work.step_key)
        if step.may_supplement and self._asks_supplement(at):
            return
        if step.kind is StepKind.APPRAISE:
            self._between(at, work)
        self._advance(at, work, step)

    def _between(self, at: datetime, work: WorkItem) -> None:
        """What an officer does beside his step: a prolongation, an opinion, work given to a colleague."""
        facts = self.facts
        rules = [rule for rule in self.version.prolongations if not rule.cases or facts.subject.case_key in rule.cases]
        due_at = facts.clock.due_at if facts.clock is not None else None
        in_time = due_at is not None and at < due_at and self._may(Action.PROLONG)
        if rules and in_time and self.fate.prolonged and self._first("prolonged"):
            self._act(at, Role.OFFICER, lambda unit: Prolong(rules[0].key, self._text(unit, "prolongation")))
        if self.fate.consulted and self._first("consulted") and self._may(Action.ASK_CONSULTATION):
            self._consult(at)
        if self.fate.reassigned and self._first("reassigned"):
            self._reassign(at, work)

    def _consult(self, at: datetime) -> None:
        asked_id = self.arrival.place.committee_id
        if asked_id == self.facts.subject.resolving_agency_id:
            return
        self._act(
            at,
            Role.OFFICER,
            lambda unit: AskConsultation(
                _CONSULTED, asked_id, _CONSULTATION_TERM, self._text(unit, "question", TextPurpose.REQUEST)
            ),
        )
        self.world.later(self.hours.days_later(at, least=1, most=6), self._answer_consultation)

    def _answer_consultation(self, at: datetime) -> None:
        if self._may(Action.ANSWER_CONSULTATION) and self.facts.open_consultations:
            self._act(at, Role.OFFICER, lambda _unit: AnswerConsultation(_CONSULTED))

    def _reassign(self, at: datetime, work: WorkItem) -> None:
        agency_id = work.placement.agency_id
        leader = self.world.staff.anybody(self.rng, Role.LEADER, agency_id=agency_id)
        to = self.world.staff.anybody(self.rng, work.placement.role, agency_id=agency_id)
        with self._unit(at, leader):
            process.reassign(
                actor=leader.actor,
                scope=leader.scope,
                at=at,
                dossier_id=self.id,
                work_number=work.number,
                officer_id=to.officer_id,
                reason=self.world.says("reassign"),
            )

    def _advance(self, at: datetime, work: WorkItem, step: Step) -> None:
        key = self._way_out(step)
        action = step.action(key)
        if action is None:
            raise ValueError(f"Step {step.key} of {self.version.code} has no way out {key!r}.")
        worker = self._worker_of(work)
        details = process.Details(
            reason=self.world.says(_TEXT_OF.get(action.outcome, "send_back")) if action.outcome in _TEXT_OF else "",
            result_number=str(self.rng.randint(1, 4_000)) if step.kind is StepKind.SEAL else "",
        )
        with self._unit(at, worker):
            process.advance(
                actor=worker.actor,
                scope=worker.scope,
                at=at,
                dossier_id=self.id,
                work_number=work.number,
                action_key=key,
                details=details,
            )
        paused_next = action.next is not None and bool(self._step(action.next).pause)
        if paused_next:
            self.world.later(self.hours.days_later(at, least=1, most=9), self.go_on)
            return
        if step.pause:
            self._plan(self.facts, at)
        if action.outcome is Outcome.RETURN:
            self._ways.pop(step.key, None)
        if action.next is not None and self._step(action.next).kind is StepKind.HAND_OVER:
            self.world.later(self._collected(at), self.go_on)
        else:
            self.world.later(self._next(at), self.go_on)
            self._recall(at, worker)

    def _recall(self, at: datetime, worker: Worker) -> None:
        """Whoever passed it on takes it back a little later, and the course goes on from there by what is planned."""
        if not (self.fate.recalled and self._first("recalled")):
            return
        work = next(iter(self._open_work()), None)
        if work is None or self.facts.decided_at is not None or work.previous_number is None:
            return
        with self._unit(at, worker):
            process.recall(actor=worker.actor, scope=worker.scope, at=at, dossier_id=self.id, work_number=work.number)

    def _asks_supplement(self, at: datetime) -> bool:
        fated = self.fate.supplement is not Supplement.NONE and self._first("supplement")
        if not fated or not self._may(Action.ASK_SUPPLEMENT):
            return False
        received = self.facts.received_at or at
        late = self.hours.calendar.working_days_between(received.date(), at.date()) > 3
        missing = self._asked_for()
        if late or not missing:
            return False
        self._act(at, Role.OFFICER, lambda unit: AskSupplement(missing, self._text(unit, "supplement")))
        if self.fate.supplement is Supplement.ANSWERED:
            self.world.later(self.hours.days_later(at, least=1, most=8), self._answer_supplement)
        elif (asked := self.facts.open_supplement) is not None and asked.closing_at is not None:
            self.world.later(self.hours.soon(asked.closing_at, least=20, most=400), self._close)
        return True

    def _answer_supplement(self, at: datetime) -> None:
        if not self._may(Action.ANSWER_SUPPLEMENT):
            return
        self._act(at, Role.RECEPTIONIST, lambda _unit: AnswerSupplement(self._papers()))
        facts = self.facts
        self._plan(facts, at)
        self._plan_what_the_clock_brings(facts)
        self.world.later(self._next(at), self.go_on)

    def _close(self, at: datetime) -> None:
        self._facts = None  # the alarm rang meanwhile, and proposed it
        if self._may(Action.CLOSE_UNANSWERED) and self.facts.closing_proposed_at is not None:
            self._act(at, Role.RECEPTIONIST, lambda _unit: CloseUnanswered())

    # --- late ones ----------------------------------------------------------------------------------------------------

    def _plan_what_the_clock_brings(self, facts: Facts) -> None:
        """A dossier that will be late is apologised for on the last day on which that is timely."""
        clock = facts.clock
        if self.fate.pace is not Pace.LATE or not self.fate.apologises or clock is None or clock.apologise_by is None:
            return
        if facts.received_at is not None and clock.apologise_by > facts.received_at:
            self.world.later(clock.apologise_by - timedelta(minutes=self.rng.randint(15, 200)), self._apologise)

    def _apologise(self, at: datetime) -> None:
        facts = self.facts
        if not self._may(Action.APOLOGISE) or facts.apology is not None or facts.state not in OPEN:
            return
        until = max(self.finish_at or at, facts.clock.due_at if facts.clock and facts.clock.due_at else at)
        proposed = self.hours.on(self.hours.calendar.nth_working_day(until.date(), 1))
        self._act(at, Role.OFFICER, lambda unit: Apologise(self._text(unit, "apology"), proposed))
        if self._may(Action.REAPPOINT):
            self._act(at, Role.RECEPTIONIST, lambda _unit: Reappoint(proposed))

    # --- the end ------------------------------------------------------------------------------------------------------

    def _settled(self, fee_key: str, _unit: Unit) -> Command:
        return SettleFee(fee_key, self._receipt())

    def _hand_over(self, at: datetime, work: WorkItem) -> None:
        if self.facts.open_correction is not None:
            self.world.later(self.hours.days_later(at, least=1, most=2), self.go_on)
            return
        worker = self._worker_of(work)
        for fee in self.facts.fees_due:
            self._act(at, Role.RECEPTIONIST, partial(self._settled, fee.key))
        method = self.facts.return_method
        with self._unit(at, worker):
            process.advance(
                actor=worker.actor,
                scope=worker.scope,
                at=at,
                dossier_id=self.id,
                work_number=work.number,
                action_key=self._step(work.step_key).actions[0].key,
                details=process.Details(
                    method=method, by_proxy=method is ReturnMethod.COUNTER and self.rng.random() < 0.06
                ),
            )
        if self.fate.corrected:
            self.world.later(self.hours.days_later(at, least=1, most=5), self._correct)

    def _correct(self, at: datetime) -> None:
        if self._may(Action.OPEN_CORRECTION):
            self._act(at, Role.OFFICER, lambda unit: OpenCorrection(self._text(unit, "correction")))
            self.world.later(
                self.hours.days_later(at, least=1, most=3),
                lambda then: self._act(then, Role.OFFICER, lambda _unit: CloseCorrection()),
            )

    # --- small things -------------------------------------------------------------------------------------------------

    @property
    def facts(self) -> Facts:
        """The dossier as its last move left it."""
        if self._facts is None:
            self._facts = dossier.facts(self.id)
        return self._facts

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self.version.process.steps if self.version.process is not None else ()

    def _step(self, key: str) -> Step:
        return next(step for step in self._steps if step.key == key)

    def _open_work(self) -> list[WorkItem]:
        return [work for work in course.open_work(self.id) if work.kind not in set(WorkKind)]

    def _first(self, name: str) -> bool:
        """True the first time, False afterwards."""
        if name in self._done:
            return False
        self._done.add(name)
        return True

    def _unit(self, at: datetime, worker: Worker | None) -> AbstractContextManager[Unit]:
        self._facts = None
        return self.world.unit(at, worker)

    def _may(self, action: Action) -> bool:
        return self.facts.state in _POSSIBLE[action]

    def _plan(self, facts: Facts, at: datetime) -> None:
        if facts.clock is not None:
            promise = Promise(facts.clock.due_at, facts.clock.due_date, facts.clock.by_minute)
            self.finish_at = self.hours.finish(self.fate.pace, promise, after=at)

    def _next(self, at: datetime) -> datetime:
        """The time left until the planned end, shared among the steps that are left; a little unevenly."""
        work = next(iter(self._open_work()), None)
        if work is None or self.finish_at is None or self.finish_at <= at:
            return self.hours.soon(at, least=2, most=25)
        left = max(self._steps_left(work.step_key), 1)
        if left == 1:
            return self.finish_at
        if self.finish_at.date() == at.date():
            return at + (self.finish_at - at) * self.rng.uniform(0.5, 1.4) / left
        minutes = self.hours.calendar.working_minutes_between(at, self.finish_at)
        share = self.rng.uniform(0.5, 1.4) / left
        return min(self.hours.calendar.add_working_minutes(at, max(int(minutes * share), 1)), self.finish_at)

    def _steps_left(self, key: str) -> int:
        count, seen = 0, set[str]()
        while key not in seen and (step := self._step(key)).kind is not StepKind.HAND_OVER:
            seen.add(key)
            action = step.action(self._way_out(step))
            count += 1
            if action is None or action.next is None:
                break
            key = action.next
        return count

    def _way_out(self, step: Step) -> str:
        """Which way is taken out of a step: drawn once, and kept, so that the plan of the steps left holds."""
        if step.key not in self._ways:
            self._ways[step.key] = self._drawn_way(step)
        return self._ways[step.key]

    def _drawn_way(self, step: Step) -> str:
        by_outcome = {action.outcome: action.key for action in reversed(step.actions)}
        returns = step.kind is StepKind.APPROVE and self.fate.sent_back and Outcome.RETURN in by_outcome
        if returns and self._first("sent back"):
            return by_outcome[Outcome.RETURN]
        if self.fate.refused and Outcome.REFUSE in by_outcome:
            return by_outcome[Outcome.REFUSE]
        if Outcome.APPROVE in by_outcome:
            return by_outcome[Outcome.APPROVE]
        onward = [action.key for action in step.actions if action.outcome is Outcome.ADVANCE]
        refusing = [key for key in onward if "refus" in key]
        if self.fate.refused and refusing:
            return refusing[0]
        onward = [key for key in onward if key not in refusing]
        if onward:
            return onward[0] if len(onward) == 1 or self.rng.random() < 0.7 else self.rng.choice(onward[1:])
        return step.actions[0].key

    def _collected(self, at: datetime) -> datetime:
        if self.arrival.desk_key:
            return at + timedelta(minutes=self.rng.randint(3, 20))
        if self.fate.uncollected:
            return self.hours.days_later(at, least=25, most=90)
        return self.hours.days_later(at, least=0, most=3)

    def _worker_of(self, work: WorkItem) -> Worker:
        placement = work.placement
        return self.world.staff.anybody(
            self.rng, placement.role, agency_id=placement.agency_id, officer_id=placement.officer_id
        )

    def _act(self, at: datetime, role: Role | None, command: Callable[[Unit], Command]) -> None:
        """An act of law by the desk, by the officer in whose hands it lies, or (None) by the person at his screen."""
        facts = self.facts
        worker = None
        if role is not None:
            at_desk = role is Role.RECEPTIONIST
            agency_id = facts.subject.receiving_agency_id if at_desk else facts.subject.resolving_agency_id
            officer_id = None if at_desk else facts.holder.officer_id
            worker = self.world.staff.anybody(self.rng, role, agency_id=agency_id, officer_id=officer_id)
        with self._unit(at, worker) as unit:
            process.act(
                actor=unit.actor,
                scope=EVERYTHING if worker is None else worker.scope,
                at=at,
                dossier_id=self.id,
                command=command(unit),
            )

    def _text(self, unit: Unit, about: str, purpose: TextPurpose = TextPurpose.REASON) -> TextRef:
        return parties.write_text(unit, self.world.says(about), purpose)

    def _asked_for(self) -> tuple[str, ...]:
        keys = [one.key for one in self.version.components if one.kind in {ComponentKind.SUBMIT, ComponentKind.FORM}]
        return tuple(keys[: self.rng.randint(1, 2)])

    def _papers(self) -> tuple[HeldComponent, ...]:
        return tuple(HeldComponent(key, originals=1) for key in self._asked_for())

    def _receipt(self) -> str:
        return f"BL-{self.rng.randint(1, 999_999):06d}"

    def _in_hours(self, at: datetime) -> datetime:
        return at if self.hours.calendar.is_open(at) else self.hours.calendar.next_opening(at)


_TEXT_OF = {Outcome.REFUSE: "refusal", Outcome.RETURN: "send_back"}
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
