"""A volume for trials: as many dossiers as wanted, in the shape of the year, by the bulk path.

They are received over the counter and by post, and their lives are short: granted or refused, early, on time or late,
handed over, withdrawn, or still open at the end. `history` plays every move through people's desks; this does not.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from motcua.catalogue.types import Channel, StartEvent
from motcua.dossier.types import Command, Complete, Decide, HandOver, Holder, Outcome, ReturnMethod, Stop
from motcua.intake import commands as intake
from motcua.intake.types import Application, Request, Sheet
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationInput, TextPurpose, TextRef
from motcua.simulate import applying
from motcua.simulate import fate as fates
from motcua.simulate.bulk import AT_ONCE, Life, write_by_copy
from motcua.simulate.demand import Arrival, Demand, plan
from motcua.simulate.fate import Fate, Hours, Promise
from motcua.simulate.history import Wish
from motcua.worktime import queries as worktime
from motcua.worktime.types import CountedBy

_SIMULATOR = system("simulate")
_TWO_MINUTES = timedelta(minutes=2)


def write(wish: Wish, *, progress: Callable[[int], None] | None = None) -> int:
    """Writes the dossiers of the wish into a province that is established; returns how many. The readers follow later.

    `progress` is told how many more are written.
    """
    return _Volume(wish, progress).write()


class _Volume:
    """One writing: chance, the calendar and what is wished for."""

    def __init__(self, wish: Wish, progress: Callable[[int], None] | None) -> None:
        self._wish, self._progress = wish, progress
        self._rng = Random(wish.seed)
        calendar = worktime.calendar("vn-office")
        self._hours = Hours(self._rng, calendar)
        self._demand = Demand(self._rng, calendar=calendar, on=wish.first)

    def write(self) -> int:
        """Batch by batch, each in a transaction with the declarations it needs."""
        written, arrivals = 0, self._arrivals()
        while batch := list(islice(arrivals, AT_ONCE)):
            with recording(actor=_SIMULATOR, at=batch[-1].at, recorded_at=self._wish.until):
                written += write_by_copy(self._lives(batch), actor=_SIMULATOR)
            if self._progress is not None:
                self._progress(len(batch))
        return written

    def _arrivals(self) -> Iterator[Arrival]:
        wish = self._wish
        channels = (Channel.COUNTER, Channel.POST)
        return iter(self._demand.arrivals(wish.first, wish.until, wish.dossiers, channels=channels))

    def _lives(self, arrivals: Sequence[Arrival]) -> list[Life]:
        return [life for arrival in arrivals if (life := self._life(arrival)) is not None]

    def _life(self, arrival: Arrival) -> Life | None:
        """None where the procedure has no case that a desk can take that day."""
        found = applying.asked_for(self._rng, arrival)
        if isinstance(found, str):
            return None
        request, sheet = found
        fate = fates.draw(self._rng, self._wish.shares_at(arrival.at))
        with recording(actor=_SIMULATOR, at=arrival.at) as unit:
            taken = intake.prepare(unit, self._application(arrival, request, sheet), arrival.receiving_agency_id)
        first = sheet.version.process.first.key if sheet.version.process is not None else ""
        holder = Holder(taken.subject.resolving_agency_id, None, None, first)
        moves = tuple(move for move in self._moves(arrival, sheet, fate) if move[0] <= self._wish.until)
        return Life(taken, holder, arrival.at, moves)

    def _application(self, arrival: Arrival, request: Request, sheet: Sheet) -> Application:
        return Application(
            request=request,
            declaration=DeclarationInput(applicants=(applying.applicant(self._rng, arrival, request.applicant_kind),)),
            components=applying.brought(self._rng, sheet),
            desk_key=arrival.desk_key,
            paid=frozenset(line.key for line in sheet.fees if line.amount),
            paid_by="VOLUME",
        )

    def _moves(self, arrival: Arrival, sheet: Sheet, fate: Fate) -> Iterator[tuple[datetime, Command]]:
        """One or the other end, in the order of time. What waits for an event that starts its clock stays open."""
        if sheet.version.start.event is not StartEvent.RECEIVED:
            return
        if fate.stopped:
            yield self._hours.soon(arrival.at), Stop(self._text(arrival.at, "stop"))
            return
        due = sheet.due
        promise = Promise(due.due_at, due.due_date, due.counted_by is CountedBy.MINUTE) if due else Promise()
        completed_at = self._hours.finish(fate.pace, promise, after=arrival.at + _TWO_MINUTES)
        decided_at = max(arrival.at + _TWO_MINUTES, completed_at - _TWO_MINUTES)
        reason = self._text(arrival.at, "refusal") if fate.refused else None
        yield decided_at, Decide(Outcome.REFUSED if fate.refused else Outcome.GRANTED, reason)
        yield completed_at, Complete(result_number="")
        if not fate.uncollected:
            yield self._hours.days_later(completed_at, least=0, most=4), HandOver(ReturnMethod.COUNTER)

    def _text(self, at: datetime, about: str) -> TextRef:
        with recording(actor=_SIMULATOR, at=at) as unit:
            return parties.write_text(unit, self._rng.choice(plan()["texts"][about]), TextPurpose.REASON)
