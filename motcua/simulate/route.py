"""The way of one dossier through the steps of its process: which ways out are taken, and when it is finished."""

from datetime import datetime, timedelta

from motcua.catalogue.types import Outcome, Step, StepKind
from motcua.dossier.types import Facts
from motcua.simulate.demand import Arrival
from motcua.simulate.fate import Fate, Promise
from motcua.simulate.matter import Matter


class Route:
    """What fate has in store for a dossier, as steps and instants."""

    def __init__(self, matter: Matter, arrival: Arrival, fate: Fate) -> None:
        self.matter, self.arrival, self.fate, self.version = matter, arrival, fate, matter.version
        self.hours, self.rng = matter.world.hours, matter.rng
        self.finish_at: datetime | None = None
        self._ways: dict[str, str] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of its process."""
        return self.version.process.steps if self.version.process is not None else ()

    def step(self, key: str) -> Step:
        """One of them."""
        return next(step for step in self.steps if step.key == key)

    def plan(self, facts: Facts, at: datetime) -> None:
        """Decides when it is to be finished, by its pace and by what was promised."""
        if facts.clock is not None:
            promise = Promise(facts.clock.due_at, facts.clock.due_date, facts.clock.by_minute)
            self.finish_at = self.hours.finish(self.fate.pace, promise, after=at)

    def next(self, at: datetime) -> datetime:
        """The time left until the planned end, shared among the steps that are left; a little unevenly."""
        work = next(iter(self.matter.open_work()), None)
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
        while key not in seen and (step := self.step(key)).kind is not StepKind.HAND_OVER:
            seen.add(key)
            action = step.action(self.way_out(step))
            count += 1
            if action is None or action.next is None:
                break
            key = action.next
        return count

    def way_out(self, step: Step) -> str:
        """Which way is taken out of a step: drawn once, and kept, so that the plan of the steps left holds."""
        if step.key not in self._ways:
            self._ways[step.key] = self._drawn_way(step)
        return self._ways[step.key]

    def draw_anew(self, step: Step) -> None:
        """The step will be done once more, and may then be left by another way."""
        self._ways.pop(step.key, None)

    def _drawn_way(self, step: Step) -> str:
        by_outcome = {action.outcome: action.key for action in reversed(step.actions)}
        returns = step.kind is StepKind.APPROVE and self.fate.sent_back and Outcome.RETURN in by_outcome
        if returns and self.matter.first("sent back"):
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

    def collected(self, at: datetime) -> datetime:
        """When somebody comes for the result."""
        if self.arrival.desk_key:
            return at + timedelta(minutes=self.rng.randint(3, 20))
        if self.fate.uncollected:
            return self.hours.days_later(at, least=25, most=90)
        return self.hours.days_later(at, least=0, most=3)
