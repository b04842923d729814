"""One dossier on its simulated way: each move is a real command, done by somebody who may do it, at a working hour."""

from datetime import datetime, timedelta
from functools import partial

from motcua.catalogue.types import Outcome, ProcedureVersion, Step, StepKind
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
from motcua.organisation.types import Role
from motcua.parties.types import TextPurpose
from motcua.process import commands as process
from motcua.process.types import WorkItem
from motcua.simulate.demand import Arrival
from motcua.simulate.fate import Fate, Pace, Supplement
from motcua.simulate.matter import Matter
from motcua.simulate.route import Route
from motcua.simulate.staff import Worker
from motcua.simulate.world import World
from motcua.worktime.types import Term

_CONSULTED, _CONSULTATION_TERM = "opinion", Term.parse("5 working_day")


class Journey:
    """A dossier that exists, or a filing, from now to its end. `begin` puts the first of its moves on the agenda."""

    def __init__(self, world: World, arrival: Arrival, version: ProcedureVersion, fate: Fate, dossier_id: int) -> None:
        self.world, self.arrival, self.version, self.fate, self.id = world, arrival, version, fate, dossier_id
        self.rng, self.hours = world.hours.rng, world.hours
        self.matter = Matter(world, version, dossier_id)
        self.route = Route(self.matter, arrival, fate)

    # --- beginnings ---------------------------------------------------------------------------------------------------

    def begin(self, at: datetime) -> None:
        """Received over the counter or by post: the course begins."""
        facts = self.matter.facts
        clock = facts.clock
        if clock is not None and not clock.started:
            self.world.later(self.hours.soon(at, most=180), self._start_clock)
            return
        self.route.plan(facts, at)
        if self.fate.voided and facts.subject.channel != "online":
            self.world.later(self.hours.soon(at), self._void)
            return
        if self.fate.stopped and self.route.finish_at is not None:
            self.world.later(self._in_hours(at + (self.route.finish_at - at) * 0.4), self._stop)
        self._plan_what_the_clock_brings(facts)
        self.world.later(self.route.next(at), self.go_on)

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
        if self.matter.facts.state is not State.FILED:
            return
        write = self.matter.text
        if self.fate.declined and not self.fate.completed_at_intake:
            self.matter.act(
                at,
                Role.RECEPTIONIST,
                lambda unit: Decline(DeclineReason.WRONG_COMPETENCE, write(unit, "decline")),
            )
        elif self.fate.completed_at_intake and self.matter.first("completion"):
            missing = self.matter.asked_for()
            self.matter.act(at, Role.RECEPTIONIST, lambda unit: AskCompletion(missing, write(unit, "completion")))
            self.world.later(at + timedelta(hours=self.rng.randint(2, 60)), self._complete_filing)
        else:
            self.matter.act(at, Role.RECEPTIONIST, lambda _unit: Accept())
            self.begin(at)

    def _complete_filing(self, at: datetime) -> None:
        if self.matter.facts.state is State.INTAKE_COMPLETION:
            self.matter.act(at, None, lambda _unit: CompleteFiling(self.matter.papers()))
            self.world.later(self._answered(at), self._answer)

    def _take_back(self, at: datetime) -> None:
        if self.matter.facts.state in {State.FILED, State.INTAKE_COMPLETION}:
            self.matter.act(at, None, lambda _unit: StopFiling())

    def _adjust(self, at: datetime) -> None:
        if self.matter.may(Action.ADJUST_CONTENT):
            self.matter.act(
                at, None, lambda unit: AdjustContent(self.matter.text(unit, "adjustment", TextPurpose.REMARK))
            )

    def _start_clock(self, at: datetime) -> None:
        self.matter.act(at, Role.OFFICER, lambda _unit: StartClock())
        self.begin(at)

    def _void(self, at: datetime) -> None:
        if self.matter.may(Action.VOID):
            self.matter.act(at, Role.RECEPTIONIST, lambda unit: Void(self.matter.text(unit, "void")))
            self.world.again(self.hours.soon(at, least=2, most=9), self.arrival)

    def _stop(self, at: datetime) -> None:
        if self.matter.may(Action.STOP):
            self.matter.act(at, Role.RECEPTIONIST, lambda unit: Stop(self.matter.text(unit, "stop")))

    # --- through the steps --------------------------------------------------------------------------------------------

    def go_on(self, at: datetime) -> None:
        """Does the next piece of work, or whatever is fated to come between."""
        work = next(iter(self.matter.open_work()), None)
        if work is None:
            return
        if work.kind == StepKind.HAND_OVER:
            self._hand_over(at, work)
            return
        if work.step_key not in {step.key for step in self.route.steps}:
            return
        step = self.route.step(work.step_key)
        if step.may_supplement and self._asks_supplement(at):
            return
        if step.kind is StepKind.APPRAISE:
            self._between(at, work)
        self._advance(at, work, step)

    def _between(self, at: datetime, work: WorkItem) -> None:
        """What an officer does beside his step: a prolongation, an opinion, work given to a colleague."""
        facts = self.matter.facts
        rules = [rule for rule in self.version.prolongations if not rule.cases or facts.subject.case_key in rule.cases]
        due_at = facts.clock.due_at if facts.clock is not None else None
        in_time = due_at is not None and at < due_at and self.matter.may(Action.PROLONG)
        if rules and in_time and self.fate.prolonged and self.matter.first("prolonged"):
            self.matter.act(
                at, Role.OFFICER, lambda unit: Prolong(rules[0].key, self.matter.text(unit, "prolongation"))
            )
        if self.fate.consulted and self.matter.first("consulted") and self.matter.may(Action.ASK_CONSULTATION):
            self._consult(at)
        if self.fate.reassigned and self.matter.first("reassigned"):
            self._reassign(at, work)

    def _consult(self, at: datetime) -> None:
        asked_id = self.arrival.place.committee_id
        if asked_id == self.matter.facts.subject.resolving_agency_id:
            return
        self.matter.act(
            at,
            Role.OFFICER,
            lambda unit: AskConsultation(
                _CONSULTED, asked_id, _CONSULTATION_TERM, self.matter.text(unit, "question", TextPurpose.REQUEST)
            ),
        )
        self.world.later(self.hours.days_later(at, least=1, most=6), self._answer_consultation)

    def _answer_consultation(self, at: datetime) -> None:
        if self.matter.may(Action.ANSWER_CONSULTATION) and self.matter.facts.open_consultations:
            self.matter.act(at, Role.OFFICER, lambda _unit: AnswerConsultation(_CONSULTED))

    def _reassign(self, at: datetime, work: WorkItem) -> None:
        agency_id = work.placement.agency_id
        leader = self.world.staff.anybody(self.rng, Role.LEADER, agency_id=agency_id)
        to = self.world.staff.anybody(self.rng, work.placement.role, agency_id=agency_id)
        with self.matter.unit(at, leader):
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
        if step.join and self.matter.facts.open_consultations:
            # With the last opinion the dossier goes on to where they meet by itself.
            self._answer_consultation(at)
            self.world.later(self.route.next(at), self.go_on)
            return
        key = self.route.way_out(step)
        action = step.action(key)
        if action is None:
            raise ValueError(f"Step {step.key} of {self.version.code} has no way out {key!r}.")
        worker = self.matter.worker_of(work)
        details = process.Details(
            reason=self.world.says(_TEXT_OF[action.outcome]) if action.outcome in _TEXT_OF else "",
            result_number=str(self.rng.randint(1, 4_000)) if step.kind is StepKind.SEAL else "",
            on_paper=True,
        )
        with self.matter.unit(at, worker):
            process.advance(
                actor=worker.actor,
                scope=worker.scope,
                at=at,
                dossier_id=self.id,
                work_number=work.number,
                action_key=key,
                details=details,
            )
        paused_next = action.next is not None and bool(self.route.step(action.next).pause)
        if paused_next:
            self.world.later(self.hours.days_later(at, least=1, most=9), self.go_on)
            return
        if step.pause:
            self.route.plan(self.matter.facts, at)
        if action.outcome is Outcome.RETURN:
            self.route.draw_anew(step)
        if action.next is not None and self.route.step(action.next).kind is StepKind.HAND_OVER:
            self.world.later(self.route.collected(at), self.go_on)
        else:
            self.world.later(self.route.next(at), self.go_on)
            self._recall(at, worker)

    def _recall(self, at: datetime, worker: Worker) -> None:
        """Whoever passed it on takes it back a little later, and the course goes on from there by what is planned."""
        if not (self.fate.recalled and self.matter.first("recalled")):
            return
        work = next(iter(self.matter.open_work()), None)
        if work is None or self.matter.facts.decided_at is not None or work.previous_number is None:
            return
        with self.matter.unit(at, worker):
            process.recall(actor=worker.actor, scope=worker.scope, at=at, dossier_id=self.id, work_number=work.number)

    def _asks_supplement(self, at: datetime) -> bool:
        fated = self.fate.supplement is not Supplement.NONE and self.matter.first("supplement")
        if not fated or not self.matter.may(Action.ASK_SUPPLEMENT):
            return False
        received = self.matter.facts.received_at or at
        late = self.hours.calendar.working_days_between(received.date(), at.date()) > 3
        missing = self.matter.asked_for()
        if late or not missing:
            return False
        self.matter.act(at, Role.OFFICER, lambda unit: AskSupplement(missing, self.matter.text(unit, "supplement")))
        if self.fate.supplement is Supplement.ANSWERED:
            self.world.later(self.hours.days_later(at, least=1, most=8), self._answer_supplement)
        elif (asked := self.matter.facts.open_supplement) is not None and asked.closing_at is not None:
            self.world.later(self.hours.soon(asked.closing_at, least=20, most=400), self._close)
        return True

    def _answer_supplement(self, at: datetime) -> None:
        if not self.matter.may(Action.ANSWER_SUPPLEMENT):
            return
        self.matter.act(at, Role.RECEPTIONIST, lambda _unit: AnswerSupplement(self.matter.papers()))
        facts = self.matter.facts
        self.route.plan(facts, at)
        self._plan_what_the_clock_brings(facts)
        self.world.later(self.route.next(at), self.go_on)

    def _close(self, at: datetime) -> None:
        self.matter.forget()  # the alarm rang meanwhile, and proposed it
        if self.matter.may(Action.CLOSE_UNANSWERED) and self.matter.facts.closing_proposed_at is not None:
            self.matter.act(at, Role.RECEPTIONIST, lambda _unit: CloseUnanswered())

    # --- late ones ----------------------------------------------------------------------------------------------------

    def _plan_what_the_clock_brings(self, facts: Facts) -> None:
        """A dossier that will be late is apologised for on the last day on which that is timely."""
        clock = facts.clock
        if self.fate.pace is not Pace.LATE or not self.fate.apologises or clock is None or clock.apologise_by is None:
            return
        if facts.received_at is not None and clock.apologise_by > facts.received_at:
            self.world.later(clock.apologise_by - timedelta(minutes=self.rng.randint(15, 200)), self._apologise)

    def _apologise(self, at: datetime) -> None:
        facts = self.matter.facts
        if not self.matter.may(Action.APOLOGISE) or facts.apology is not None or facts.state not in OPEN:
            return
        until = max(self.route.finish_at or at, facts.clock.due_at if facts.clock and facts.clock.due_at else at)
        proposed = self.hours.on(self.hours.calendar.nth_working_day(until.date(), 1))
        self.matter.act(at, Role.OFFICER, lambda unit: Apologise(self.matter.text(unit, "apology"), proposed))
        if self.matter.may(Action.REAPPOINT):
            self.matter.act(at, Role.RECEPTIONIST, lambda _unit: Reappoint(proposed))

    # --- the end ------------------------------------------------------------------------------------------------------

    def _settled(self, fee_key: str, _unit: Unit) -> Command:
        return SettleFee(fee_key, self.matter.receipt())

    def _hand_over(self, at: datetime, work: WorkItem) -> None:
        if self.matter.facts.open_correction is not None:
            self.world.later(self.hours.days_later(at, least=1, most=2), self.go_on)
            return
        worker = self.matter.worker_of(work)
        for fee in self.matter.facts.fees_due:
            self.matter.act(at, Role.RECEPTIONIST, partial(self._settled, fee.key))
        method = self.matter.facts.return_method
        with self.matter.unit(at, worker):
            process.advance(
                actor=worker.actor,
                scope=worker.scope,
                at=at,
                dossier_id=self.id,
                work_number=work.number,
                action_key=self.route.step(work.step_key).actions[0].key,
                details=process.Details(
                    method=method, by_proxy=method is ReturnMethod.COUNTER and self.rng.random() < 0.06
                ),
            )
        if self.fate.corrected:
            self.world.later(self.hours.days_later(at, least=1, most=5), self._correct)

    def _correct(self, at: datetime) -> None:
        if self.matter.may(Action.OPEN_CORRECTION):
            self.matter.act(at, Role.OFFICER, lambda unit: OpenCorrection(self.matter.text(unit, "correction")))
            self.world.later(
                self.hours.days_later(at, least=1, most=3),
                lambda then: self.matter.act(then, Role.OFFICER, lambda _unit: CloseCorrection()),
            )

    def _in_hours(self, at: datetime) -> datetime:
        return at if self.hours.calendar.is_open(at) else self.hours.calendar.next_opening(at)


_TEXT_OF = {Outcome.REFUSE: "refusal", Outcome.RETURN: "send_back"}
