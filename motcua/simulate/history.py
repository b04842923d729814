"""A history of many dossiers: the arrivals and every move after them, in the order of the simulated calendar.

Every move is the command that a person's click would call, in a unit of work of its own, by an officer in his post.
What differs is only the clock on the wall: `recorded_at` is the simulated instant.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection

from motcua.catalogue.types import Channel, ProcedureVersion
from motcua.dossier.types import ReturnMethod
from motcua.intake import commands as intake
from motcua.intake.types import Application, Request, Sheet
from motcua.journal.commands import Unit, catch_up, recording
from motcua.journal.types import readers
from motcua.kernel import clock, sweep
from motcua.kernel.types import Actor, ActorKind, Refused, system
from motcua.organisation.types import Role
from motcua.parties.types import DeclarationInput
from motcua.simulate import applying
from motcua.simulate import fate as fates
from motcua.simulate.demand import Arrival, Demand, plan
from motcua.simulate.fate import Fate, Hours, Shares
from motcua.simulate.journey import Journey
from motcua.simulate.staff import Nobody, Staff, Worker
from motcua.simulate.world import Move
from motcua.worktime import queries as worktime

PORTAL = Actor(ActorKind.CITIZEN, "portal")
"""Whoever sits at his own screen."""
_ROUNDS = (time(0, 0), time(7, 30), time(17, 0))
"""When the alarms that are due are rung."""
_LATE_ENTRY = timedelta(hours=3)
_SIMULATOR = system("simulate")

Progress = Callable[[int], None]
"""Told how many more of the days are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which history: so many dossiers (filings among them) between a day and an instant, in shares, by a seed.

    In the last `busy_days` more comes in and more of it gets stuck, so that whoever looks at the end finds work.
    """

    first: date
    until: datetime
    dossiers: int
    seed: int = 1
    busy_days: int = 0
    shares: Shares = field(default_factory=Shares)
    stuck: Shares = field(default_factory=lambda: Shares(late=220, supplemented=110, unanswered=40, uncollected=250))

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.until.date() - self.first).days + 1

    def shares_at(self, at: datetime) -> Shares:
        """The shares of what comes in at that instant."""
        return self.stuck if self.until - at < timedelta(days=self.busy_days) else self.shares


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it. `refused` counts by code what the house refused: nothing, if the simulation knows its rules."""

    arrivals: int
    moves: int
    refused: Counter[str]


def write(wish: Wish, *, progress: Progress | None = None) -> Made:
    """Writes a history into a province that is established, and leaves the readers at the end of the journal."""
    with _hasty_disk():
        return _History(wish, progress).run()


class _History:
    """The world of the journeys: the agenda, the people at work, and chance."""

    def __init__(self, wish: Wish, progress: Progress | None) -> None:
        self.rng = Random(wish.seed)
        self.wish, self.progress = wish, progress
        calendar = worktime.calendar("vn-office")
        self.hours = Hours(self.rng, calendar)
        self.staff = Staff(wish.until.date())
        self._demand = Demand(self.rng, calendar=calendar, on=wish.first)
        self._agenda: list[tuple[datetime, int, Move]] = []
        self._numbers = iter(range(10**12))
        self._now = datetime.combine(wish.first, time.min)
        self._moves = 0
        self._refused: Counter[str] = Counter()

    def run(self) -> Made:
        """The whole history."""
        wish = self.wish
        arrivals = self._demand.arrivals(wish.first, wish.until, wish.dossiers, busy_days=wish.busy_days)
        for arrival in arrivals:
            self.later(arrival.at, self._coming(arrival))
        self.later(datetime.combine(self.wish.first, _ROUNDS[0]), self._round)
        while self._agenda and self._agenda[0][0] <= self.wish.until:
            at, _number, move = heapq.heappop(self._agenda)
            self._now = at
            try:
                move(at)
            except Refused as answer:
                self._refused[answer.refusal.code] += 1
            except Nobody:
                self._refused["nobody_there"] += 1
        self._read()
        return Made(len(arrivals), self._moves, self._refused)

    # --- what journeys ask of the world -------------------------------------------------------------------------------

    def later(self, at: datetime, move: Move) -> None:
        """Puts a move on the agenda; what should have been done before now is done now."""
        heapq.heappush(self._agenda, (max(clock.whole_minute(at), self._now), next(self._numbers), move))

    @contextmanager
    def unit(self, at: datetime, worker: Worker | None, *, recorded_at: datetime | None = None) -> Iterator[Unit]:
        """A unit of work that is written down when it happens."""
        actor = PORTAL if worker is None else worker.actor
        with recording(actor=actor, at=at, recorded_at=recorded_at or at) as unit:
            yield unit
        self._moves += 1

    def says(self, about: str) -> str:
        """Something somebody types about a matter."""
        said: str = self.rng.choice(plan()["texts"][about])
        return said

    def again(self, at: datetime, arrival: Arrival) -> None:
        """Somebody comes a second time."""
        self.later(at, self._coming(arrival))

    # --- arrivals -----------------------------------------------------------------------------------------------------

    def _coming(self, arrival: Arrival) -> Move:
        return lambda at: self._receive(at, arrival)

    def _receive(self, at: datetime, arrival: Arrival) -> None:
        fate = fates.draw(self.rng, self.wish.shares_at(at))
        found = applying.asked_for(self.rng, replace(arrival, at=at))
        if isinstance(found, str):
            self._refused[found] += 1
            return
        request, sheet = found
        application = self._application(arrival, request, sheet, fate)
        online = arrival.channel is Channel.ONLINE
        worker = (
            None if online else self.staff.anybody(self.rng, Role.RECEPTIONIST, agency_id=arrival.receiving_agency_id)
        )
        late_entry = fate.entered_late and not online and at + _LATE_ENTRY <= self.wish.until
        recorded_at = at + _LATE_ENTRY if late_entry else at
        with self.unit(at, worker, recorded_at=recorded_at):
            if worker is None:
                receipt = intake.file(
                    actor=PORTAL, at=at, receiving_agency_id=arrival.receiving_agency_id, application=application
                )
            else:
                receipt = intake.receive(
                    actor=worker.actor,
                    scope=worker.scope,
                    at=at,
                    receiving_agency_id=arrival.receiving_agency_id,
                    application=application,
                    late_reason=self.says("late_entry") if late_entry else "",
                )
        journey = Journey(self, arrival, sheet.version, fate, receipt.dossier_id)
        if online:
            journey.arrive(at)
        elif late_entry:
            self.later(recorded_at, journey.begin)
        else:
            journey.begin(at)

    def _application(self, arrival: Arrival, request: Request, sheet: Sheet, fate: Fate) -> Application:
        amounts = [line.key for line in sheet.fees if line.amount]
        pays = not (fate.unpaid and request.channel is not Channel.ONLINE)
        return Application(
            request=request,
            declaration=DeclarationInput(applicants=(applying.applicant(self.rng, arrival, request.applicant_kind),)),
            components=applying.brought(self.rng, sheet),
            return_method=self._return_method(arrival, sheet.version),
            desk_key=arrival.desk_key,
            paid=frozenset(amounts) if pays else frozenset(),
            paid_by=f"BL-{self.rng.randint(1, 999_999):06d}" if amounts and pays else "",
        )

    def _return_method(self, arrival: Arrival, version: ProcedureVersion) -> ReturnMethod:
        if arrival.channel is Channel.COUNTER or version.presence:
            return ReturnMethod.COUNTER if self.rng.random() < 0.93 else ReturnMethod.POST
        if arrival.channel is Channel.POST:
            return ReturnMethod.POST
        return self.rng.choice((ReturnMethod.ELECTRONIC, ReturnMethod.ELECTRONIC, ReturnMethod.COUNTER))

    # --- the machine's own rounds -------------------------------------------------------------------------------------

    def _round(self, at: datetime) -> None:
        """Rings what is due: at midnight everything, in between only what concerns dossiers. Readers read weekly."""
        midnight = at.time() == _ROUNDS[0]
        with recording(actor=_SIMULATOR, at=at, recorded_at=at):
            sweep.run_once(at, only=None if midnight else [one for one in sweep.sweeps() if one.name == "dossiers"])
        if midnight and at.weekday() == 0:
            self._read()
        if midnight and self.progress is not None:
            self.progress(1)
        later = [hour for hour in _ROUNDS if hour > at.time()] if self.hours.calendar.is_working(at.date()) else []
        next_day = datetime.combine(at.date() + timedelta(days=1), _ROUNDS[0])
        self.later(datetime.combine(at.date(), later[0]) if later else next_day, self._round)

    def _read(self) -> None:
        for reader in readers():
            catch_up(reader.name)


@contextmanager
def _hasty_disk() -> Iterator[None]:
    """Commits are not waited for while history is invented: what a power cut takes can be invented again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
